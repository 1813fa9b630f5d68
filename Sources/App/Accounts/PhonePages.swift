import HTTPTypes
import Hummingbird
import Programme
import Storage

/// Proving a mobile number, for accounts that were made with an e-mail address. It comes before the identity card, so
/// that trying other people's NIKs costs a phone number each time.
struct PhonePages: Sendable {
    let platform: Platform

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.phone, use: start)
        routes.post(Paths.phone, use: send)
        routes.get(Paths.phoneCode, use: code)
        routes.post(Paths.phoneCode, use: prove)
        routes.post(Paths.phoneResend, use: resend)
        return routes
    }

    @Sendable private func start(request: Request, context: SignedInContext) async throws -> Response {
        let proved = try await platform.database.read { try $0.accounts.hasContact(of: .phone, context.person) }
        if proved { return context.redirect(Paths.application) }
        return context.page(PhonePage(t: context.t, form: context.newForm))
    }

    @Sendable private func send(request: Request, context: SignedInContext) async throws -> Response {
        let form = try await context.form(request)
        // Replacing a proved number is a different procedure, which first asks the present number.
        let proved = try await platform.database.read { try $0.accounts.hasContact(of: .phone, context.person) }
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
            try context.allow(.codesPerAddress, .codesPerBrowser)
            try await platform.database.transaction { tx in
                try CodeSender(platform: platform, language: context.t.language)
                    .phone(phone, of: context.person, visit: context.visit, in: tx)
            }
        } catch CodeRefusal.tooSoon {
            // The code sent a moment ago is still valid: continue with that one.
        } catch let refusal as any UserFacingRefusal where refusal.leavesForm {
            let error = FieldError(field: "hp", message: refusal.sentence(context.t))
            return context.page(PhonePage(t: context.t, form: form.state.with([error])), status: refusal.status)
        }
        return context.redirect(Paths.phoneCode)
    }

    @Sendable private func code(request: Request, context: SignedInContext) async throws -> Response {
        try await codePage(context.newForm, context) ?? context.redirect(Paths.phone)
    }

    @Sendable private func prove(request: Request, context: SignedInContext) async throws -> Response {
        let form = try await context.form(request)
        try context.allow(.answersPerAddress, .answersPerBrowser)
        do {
            let proved = try await platform.database.transaction { tx in
                let proof = try tx.codes.prove(
                    form["kode"], .phone, subject: subject(context), by: context.visit, on: platform)
                guard !proof.isSecondTap else { return proof.contact }
                guard try !tx.accounts.hasContact(of: .phone, context.person) else {
                    throw ContactRefusal.alreadyProved
                }
                let before = try tx.accounts.contacts(of: context.person, on: platform)
                guard try tx.accounts.add(proof.contact, to: context.person, on: platform) else {
                    throw CodeRefusal.noCode
                }
                let notice = PhoneAddedNotice(
                    phone: proof.contact.masked, callCentre: platform.edition.contact.callCentre)
                for contact in before { try tx.inbox.invite(notice, contact, on: platform) }
                try tx.audit.record(
                    AuditEvent("account.phone-proved", subject: "account:\(context.person)"),
                    by: .person(context.person), on: platform)
                try tx.applications.decide(context.person, on: platform)
                return proof.contact
            }
            var response = context.redirect(Paths.application)
            try KnownBrowser(context.browser, on: platform).proved(proved, carriedBy: &response, on: platform)
            return response
        } catch let refusal as CodeRefusal {
            return try await again(form, refusal, context)
        }
    }

    @Sendable private func resend(request: Request, context: SignedInContext) async throws -> Response {
        let form = try await context.form(request)
        try context.allow(.codesPerAddress, .codesPerBrowser)
        do {
            let sent = try await platform.database.transaction { tx in
                let pending = try tx.codes.pending(.phone, subject: subject(context), on: platform)
                guard case .phone(let phone) = pending?.destination else { return false }
                try CodeSender(platform: platform, language: context.t.language)
                    .phone(phone, of: context.person, visit: context.visit, in: tx)
                return true
            }
            return context.redirect(sent ? Paths.phoneCode : Paths.phone)
        } catch let refusal as CodeRefusal {
            return try await again(form, refusal, context)
        }
    }

    private func subject(_ context: SignedInContext) -> String {
        CodeSender.subject(context.person, context.visit)
    }

    private func again(_ form: Form, _ refusal: CodeRefusal, _ context: SignedInContext) async throws -> Response {
        let state = form.state.with([FieldError(field: "kode", message: refusal.sentence(context.t))])
        guard let page = try await codePage(state, context, status: refusal.status) else { throw refusal }
        return page
    }

    private func codePage(
        _ form: FormState, _ context: SignedInContext, status: HTTPResponse.Status = .ok
    ) async throws -> Response? {
        let pending = try await platform.database.read { tx in
            try tx.codes.pending(.phone, subject: subject(context), on: platform)
        }
        return CodePage.make(.phone, pending: pending, form: form, context: context)
            .map { context.page($0, status: status) }
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
