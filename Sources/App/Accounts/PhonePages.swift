import Hummingbird
import Programme
import Storage

/// Proving a mobile number, for accounts that were made with an e-mail address. It comes before the identity card, so
/// that trying other people's NIKs costs a phone number each time.
struct PhonePages: CodeFlow {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.phone, use: start)
        routes.post(Paths.phone, use: send)
        CodeFlowPages(flow: self).add(to: routes, code: Paths.phoneCode, resend: Paths.phoneResend)
        return routes
    }

    @Sendable private func start(request: Request, context: SignedInContext) async throws -> Response {
        let proved = try await dependencies.database.read { try $0.accounts.hasContact(of: .phone, context.person) }
        if proved { return context.redirect(Paths.application) }
        var form = context.newForm
        // The number that was typed beside the e-mail address when signing up.
        if form.values["hp"]?.isEmpty != false, let other = OtherContact(context.browser, on: dependencies)?.contact,
            other.kind == .phone
        {
            form.values["hp"] = other.readable
        }
        return context.page(PhonePage(t: context.t, form: form))
    }

    @Sendable private func send(request: Request, context: SignedInContext) async throws -> Response {
        let form = try await context.form(request)
        // Replacing a proved number is a different procedure, which first asks the present number.
        let proved = try await dependencies.database.read { try $0.accounts.hasContact(of: .phone, context.person) }
        if proved { return context.redirect(Paths.contact(.phone)) }
        let phone: PhoneNumber
        do throws(PhoneRefusal) {
            phone = try PhoneNumber(reading: form["hp"])
        } catch {
            let error = FieldError(field: "hp", message: error.sentence(context.t))
            return context.page(
                PhonePage(t: context.t, form: form.state.with([error])), status: .unprocessableContent)
        }
        do {
            try await context.sendFirstCode {
                try await dependencies.database.transaction { tx in try send(phone, context, in: tx) }
            }
        } catch let refusal as any UserFacingRefusal where refusal.leavesForm {
            let error = FieldError(field: "hp", message: refusal.sentence(context.t))
            return context.page(PhonePage(t: context.t, form: form.state.with([error])), status: refusal.status)
        }
        return context.redirect(Paths.phoneCode)
    }

    func withoutCode(_ context: SignedInContext) -> Response { context.redirect(Paths.phone) }

    func confirm(_ form: Form, _ context: SignedInContext) async throws -> Response {
        let proved = try await dependencies.database.transaction { tx in
            try ProvePhone(dependencies: dependencies).prove(
                form[CodeForm.digits], of: context.person, visit: context.visit, in: tx)
        }
        var response = context.redirect(Paths.identity)
        try KnownBrowser(context.browser, on: dependencies).proved(proved, carriedBy: &response, on: dependencies)
        return response
    }

    func sendAgain(_ form: Form, _ context: SignedInContext) async throws -> Response {
        let sent = try await dependencies.database.transaction { tx in
            guard case .phone(let phone) = try pending(context, in: tx)?.destination else { return false }
            try send(phone, context, in: tx)
            return true
        }
        return context.redirect(sent ? Paths.phoneCode : Paths.phone)
    }

    func codePage(_ form: FormState, returnPath: String, _ context: SignedInContext) async throws -> CodePage? {
        let pending = try await dependencies.database.read { tx -> PendingCode? in
            try self.pending(context, in: tx)
        }
        return CodePage.make(.phone, pending: pending, form: form, context: context)
    }

    private func send(_ phone: PhoneNumber, _ context: SignedInContext, in tx: Transaction) throws {
        try CodeSender(dependencies: dependencies, language: context.t.language)
            .phone(phone, of: context.person, visit: context.visit, in: tx)
    }

    private func pending(_ context: SignedInContext, in tx: Transaction) throws -> PendingCode? {
        try tx.codes.pending(
            .phone, subject: subject(context), vault: dependencies.vault, edition: dependencies.edition)
    }

    private func subject(_ context: SignedInContext) -> String {
        CodeSender.subject(context.person, context.visit)
    }
}

struct PhonePage: Page {
    let t: Words
    let form: FormState

    var title: String { StepTitle.of(.phone, t) }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        \(StepTitle.caption(.phone, t))<h1>\(t("Nomor HP Anda", "Your mobile number"))</h1>
        <p class="lead">\(t(
            "Kami mengirim kode lewat SMS. Pengumuman dan insentif nanti juga memakai nomor ini.",
            "We send a code by text message. Announcements and incentives use this number too."))</p>
        <form method="post" action="\(Paths.phone)">\(Field.token(form.csrf))
        \(Field.text(
            form, "hp", t("Nomor HP", "Mobile number"), hint: t("Contoh: 0812-3456-7890", "For example 0812-3456-7890"),
            type: "tel", keyboard: "tel", autocomplete: "tel", width: 18, maxLength: 40))
        \(Part.submit(t("Kirim kode", "Send a code")))</form>
        """
    }

    static func sample(_ t: Words) -> PhonePage { PhonePage(t: t, form: .sample) }
}
