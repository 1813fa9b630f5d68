import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/akun/kontak`: the proved contacts, and replacing one. A session alone changes nothing: the present contact's owner
/// agrees with a code sent there, and a code sent to the new contact proves it.
struct ContactPages: CodeFlow {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.contacts, use: show)
        routes.get(Paths.stopLostContact) { request, context in
            try context.redirect(Paths.contacts, withFormOf: request)
        }
        routes.post(Paths.stopLostContact, use: stopLost)
        routes.get(Paths.contact.pattern, use: start)
        routes.post(Paths.contact.pattern, use: begin)
        routes.get(Paths.contactResend.pattern) { request, context in
            try context.redirect(paths(context).code, withFormOf: request)
        }
        CodeFlowPages(flow: self).add(
            to: routes, code: Paths.contactCode.pattern, resend: Paths.contactResend.pattern)
        return routes
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        let csrf = context.newForm.csrf
        let other = OtherContact(context.browser, on: dependencies)?.contact
        let page = try await dependencies.database.read { [dependencies] tx in
            let lost = try tx.contactCases.current(
                of: context.person, at: dependencies.clock.now(), vault: dependencies.vault)
            return ContactsPage(
                t: context.t, contacts: try tx.accounts.contacts(of: context.person, vault: dependencies.vault),
                heldUntil: try tx.accounts.payeeHeldUntil(context.person, at: dependencies.clock.now()),
                lost: lost?.state == .approved ? lost : nil, other: other, csrf: csrf)
        }
        return context.page(page)
    }

    /// Stops a case of the office: the person still has the contact that was reported lost.
    @Sendable private func stopLost(request: Request, context: SignedInContext) async throws -> Response {
        _ = try await context.form(request)
        try await dependencies.database.transaction { tx in
            try ReplaceLostContact(dependencies: dependencies).stop(of: context.person, in: tx)
        }
        return context.redirect(Paths.contacts)
    }

    @Sendable private func start(request: Request, context: SignedInContext) async throws -> Response {
        let paths = try paths(context)
        // A first mobile number is a step of the application.
        guard try await mayChange(paths, context) else { return context.redirect(Paths.phone) }
        var form = context.newForm
        if form.values["kontak"]?.isEmpty != false,
            let other = OtherContact(context.browser, on: dependencies)?.contact,
            other.kind == paths.kind
        {
            form.values["kontak"] = other.readable
        }
        return try await startPage(paths, form, context)
    }

    @Sendable private func begin(request: Request, context: SignedInContext) async throws -> Response {
        let paths = try paths(context)
        let form = try await context.form(request)
        guard try await mayChange(paths, context) else { return context.redirect(Paths.phone) }
        do {
            try context.allowCode()
            guard let contact = Contact(form["kontak"]), contact.kind == paths.kind else {
                throw ContactRefusal.unreadable(paths.kind)
            }
            try await dependencies.database.transaction { tx in
                try changer(context).begin(contact, of: context.person, in: tx)
            }
            return context.redirect(paths.code)
        } catch let refusal as any UserFacingRefusal {
            let error = FieldError(field: "kontak", message: refusal.sentence(context.t))
            return try await startPage(paths, form.state.with([error]), context, status: refusal.status)
        }
    }

    func withoutCode(_ context: SignedInContext) throws -> Response { context.redirect(try paths(context).start) }

    func confirm(_ form: Form, _ context: SignedInContext) async throws -> Response {
        let paths = try paths(context)
        do {
            // The form names which of the two codes it asked for: a second tap must not be read as the answer to the
            // other code.
            guard form[CodePage.stepField] == ContactChange.Step.agreed.rawValue else {
                try await dependencies.database.transaction { tx in
                    try changer(context).agree(form[CodeForm.digits], paths.kind, of: context.person, in: tx)
                }
                return context.redirect(paths.code)
            }
            let proved = try await dependencies.database.transaction { tx in
                try changer(context).finish(
                    form[CodeForm.digits], paths.kind, of: context.person, staying: context.browser.session, in: tx)
            }
            var response = context.redirect(Paths.contacts)
            try KnownBrowser(context.browser, on: dependencies).proved(proved, carriedBy: &response, on: dependencies)
            return response
        } catch ContactRefusal.nothingUnderWay {
            return context.redirect(paths.start)
        }
    }

    func sendAgain(_ form: Form, _ context: SignedInContext) async throws -> Response {
        let paths = try paths(context)
        do {
            try await dependencies.database.transaction { tx in
                try changer(context).resend(paths.kind, of: context.person, in: tx)
            }
            return context.redirect(paths.code)
        } catch ContactRefusal.nothingUnderWay {
            return context.redirect(paths.start)
        }
    }

    // MARK: - Pages

    private func startPage(
        _ paths: ContactPaths, _ form: FormState, _ context: SignedInContext, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let contacts = try await dependencies.database.read { [dependencies] tx in
            try tx.accounts.contacts(of: context.person, vault: dependencies.vault)
        }
        guard let present = ContactChange.present(contacts, for: paths.kind) else {
            return context.redirect(Paths.phone)
        }
        return context.page(
            ContactChangePage(
                t: context.t, paths: paths, present: present, holdDays: dependencies.edition.account.daysPayeeIsHeld,
                callCentre: dependencies.edition.contact.callCentre, form: form),
            status: status)
    }

    /// Nil when no change is under way.
    func codePage(_ form: FormState, returnPath: String, _ context: SignedInContext) async throws -> CodePage? {
        let paths = try paths(context)
        return try await dependencies.database.read { [dependencies] tx -> CodePage? in
            guard
                let change = try tx.contactChanges.current(
                    of: context.person, paths.kind, at: dependencies.realNow(), vault: dependencies.vault)
            else {
                return nil
            }
            let purpose = change.step.purpose
            let pending = try tx.codes.pending(
                purpose, subject: CodeSender.subject(context.person, context.visit), vault: dependencies.vault,
                edition: dependencies.edition)
            guard let pending, pending.matter == change.matter else { return nil }
            return CodePage.make(
                paths.codePaths(purpose), pending: pending, form: form,
                about: .change(change, context.t), context: context)
        }
    }

    private func paths(_ context: SignedInContext) throws -> ContactPaths {
        guard let paths = context.parameters.get("contact").flatMap(ContactPaths.init(slug:)) else {
            throw HTTPError(.notFound)
        }
        return paths
    }

    private func mayChange(_ paths: ContactPaths, _ context: SignedInContext) async throws -> Bool {
        guard paths.kind == .phone else { return true }
        return try await dependencies.database.read { try $0.accounts.hasContact(of: .phone, context.person) }
    }

    private func changer(_ context: SignedInContext) -> ChangeContact {
        ChangeContact(dependencies: dependencies, language: context.t.language, visit: context.visit)
    }
}

/// The addresses of the pages for one kind of contact.
struct ContactPaths: Sendable {
    let kind: Contact.Kind

    init(kind: Contact.Kind) {
        self.kind = kind
    }

    init?(slug: String) {
        guard let kind = Contact.Kind.allCases.first(where: { $0.pathText == slug }) else { return nil }
        self.kind = kind
    }

    var start: String { Paths.contact(kind) }
    var code: String { Paths.contactCode(kind) }
    var resend: String { Paths.contactResend(kind) }

    func codePaths(_ purpose: CodePurpose) -> CodePaths {
        CodePaths(purpose: purpose, start: start, code: code, resend: resend)
    }
}
