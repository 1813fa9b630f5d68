import Hummingbird
import Programme
import Storage

/// Making an account: an address, how to be verified, the code or the link, and a page that says it is done.
struct SignUpPages: Sendable {
    let platform: Platform

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get("/daftar", use: start)
        routes.post("/daftar", use: takeContact)
        routes.get("/daftar/cara", use: method)
        routes.post("/daftar/cara", use: send)
        routes.get("/daftar/kode", use: code)
        routes.post("/daftar/kode", use: prove)
        routes.post("/daftar/kode/ulang", use: resend)
        routes.get("/daftar/tautan/:token", use: link)
        routes.post("/daftar/tautan/:token", use: proveByLink)
        routes.get("/daftar/berhasil", use: done)
        return routes
    }

    @Sendable private func start(request: Request, context: VisitorContext) -> Response {
        guard context.browser.person == nil else { return context.redirect(Paths.account) }
        return context.page(
            StartPage(
                t: context.t, door: .signUp, identifiers: platform.edition.account.identifiers, form: context.newForm))
    }

    @Sendable private func takeContact(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        switch ContactForm.read(form, door: .signUp, rules: platform.edition.account, t: context.t) {
        case .again(let page):
            return context.page(page, status: .unprocessableContent)
        case .contact(let contact) where contact.kind == .phone:
            // There is one way only to prove a telephone number, so nobody is asked for it.
            try await sent(byLink: false, contact, context) { tx in
                try tx.contactAttempts.save(contact, visit: context.visit, on: platform)
            }
            return context.redirect(Paths.signUpCode)
        case .contact(let contact):
            try await platform.database.transaction { tx in
                try tx.contactAttempts.save(contact, visit: context.visit, on: platform)
            }
            return context.redirect(Paths.signUpMethod)
        }
    }

    @Sendable private func method(request: Request, context: VisitorContext) async throws -> Response {
        guard let attempt = try await attempt(context) else { return context.redirect(Paths.signUp) }
        var form = context.newForm
        form.values["cara"] = "kode"
        return context.page(MethodPage(t: context.t, contact: attempt.contact, form: form))
    }

    @Sendable private func send(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        guard let attempt = try await attempt(context) else { return context.redirect(Paths.signUp) }
        let byLink = form["cara"] == "tautan" && attempt.contact.kind == .email
        try await sent(byLink: byLink, attempt.contact, context) { tx in
            try tx.contactAttempts.choose(byLink: byLink, visit: context.visit)
        }
        return context.redirect(Paths.signUpCode)
    }

    /// Notes the choice and sends the code; one sent a moment ago is still good, so that is gone on with.
    private func sent(
        byLink: Bool, _ contact: Contact, _ context: VisitorContext,
        noting choice: @escaping @Sendable (Transaction) throws -> Void
    ) async throws {
        do {
            try await platform.database.transaction { tx in
                try choice(tx)
                try sender(context).signUp(contact, byLink: byLink, visit: context.visit, in: tx)
            }
        } catch CodeRefusal.tooSoon {}
    }

    @Sendable private func code(request: Request, context: VisitorContext) async throws -> Response {
        try await codePage(context.newForm, context) ?? context.redirect(Paths.signUp)
    }

    @Sendable private func prove(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        do {
            let session = try await platform.database.transaction { tx in
                let contact = try tx.codes.consume(form["kode"], .signUp, subject: context.visit, on: platform)
                return try SignIn(platform: platform).open(contact, in: tx)
            }
            return SignIn(platform: platform).enter(session, to: Paths.signUpDone, context: context)
        } catch let refusal as CodeRefusal {
            return try await again(form, refusal, context)
        }
    }

    @Sendable private func resend(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        guard let attempt = try await attempt(context) else { return context.redirect(Paths.signUp) }
        do {
            try await platform.database.transaction { tx in
                try sender(context).signUp(attempt.contact, byLink: attempt.byLink, visit: context.visit, in: tx)
            }
            return context.redirect(Paths.signUpCode)
        } catch let refusal as CodeRefusal {
            return try await again(form, refusal, context)
        }
    }

    @Sendable private func link(request: Request, context: VisitorContext) async throws -> Response {
        let token = try context.parameters.require("token")
        let pending = try await platform.database.read { try $0.codes.pending(link: token, .signUp, on: platform) }
        guard let pending else { throw CodeRefusal.noCode }
        return context.page(
            LinkPage(
                t: context.t, contact: pending.destination, action: "\(Paths.signUpLink)/\(token)",
                csrf: context.newForm.csrf))
    }

    @Sendable private func proveByLink(request: Request, context: VisitorContext) async throws -> Response {
        _ = try await context.form(request)
        let token = try context.parameters.require("token")
        let session = try await platform.database.transaction { tx in
            try SignIn(platform: platform).open(try tx.codes.consumeLink(token, .signUp, on: platform), in: tx)
        }
        return SignIn(platform: platform).enter(session, to: Paths.signUpDone, context: context)
    }

    @Sendable private func done(request: Request, context: VisitorContext) -> Response {
        guard context.browser.person != nil else { return context.redirect(Paths.signIn) }
        return context.page(SignUpDonePage(t: context.t))
    }

    private func sender(_ context: VisitorContext) -> CodeSender {
        CodeSender(platform: platform, language: context.t.language)
    }

    private func attempt(_ context: VisitorContext) async throws -> ContactAttempt? {
        try await platform.database.read { try $0.contactAttempts.of(visit: context.visit, on: platform) }
    }

    private func again(_ form: Form, _ refusal: CodeRefusal, _ context: VisitorContext) async throws -> Response {
        let state = form.state.with([FieldError(field: "kode", message: refusal.sentence(context.t))])
        guard let page = try await codePage(state, context, status: refusal.status) else { throw refusal }
        return page
    }

    private func codePage(
        _ form: FormState, _ context: VisitorContext, status: HTTPResponse.Status = .ok
    ) async throws -> Response? {
        let (pending, attempt) = try await platform.database.read { tx in
            (
                try tx.codes.pending(.signUp, subject: context.visit, on: platform),
                try tx.contactAttempts.of(visit: context.visit, on: platform)
            )
        }
        return CodePage.make(
            .signUp, pending: pending, byLink: attempt?.byLink ?? false, form: form, context: context
        ).map { context.page($0, status: status) }
    }
}
