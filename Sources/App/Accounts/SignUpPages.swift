import Hummingbird
import Programme
import Storage

/// Making an account: a contact, the way to verify it, the code or the link, and a page that confirms it.
struct SignUpPages: Sendable {
    let platform: Platform

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.signUp, use: start)
        routes.post(Paths.signUp, use: takeContact)
        routes.get(Paths.signUpMethod, use: method)
        routes.post(Paths.signUpMethod, use: send)
        routes.get(Paths.signUpCode, use: code)
        routes.post(Paths.signUpCode, use: prove)
        routes.post(Paths.signUpResend, use: resend)
        routes.get(Paths.signUpLink.pattern, use: link)
        routes.post(Paths.signUpLink.pattern, use: proveByLink)
        routes.get(Paths.signUpDone, use: done)
        return routes
    }

    @Sendable private func start(request: Request, context: VisitorContext) throws -> Response {
        guard context.browser.person == nil else { return context.redirect(Paths.account) }
        try platform.edition.checkRegistration(at: platform.clock.now())
        return context.page(
            StartPage(
                t: context.t, door: .signUp, identifiers: platform.edition.account.identifiers, form: context.newForm))
    }

    @Sendable private func takeContact(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        try platform.edition.checkRegistration(at: platform.clock.now())
        switch ContactForm.read(form, door: .signUp, rules: platform.edition.account, t: context.t) {
        case .again(let page):
            return context.page(page, status: .unprocessableContent)
        case .contact(let contact) where contact.kind == .phone:
            // A phone number can be proved in one way only, so the page that asks for the way is skipped.
            return try await sent(ContactAttempt(contact: contact), context)
        case .contact(let contact):
            return try carrying(ContactAttempt(contact: contact), to: Paths.signUpMethod, context)
        }
    }

    @Sendable private func method(request: Request, context: VisitorContext) -> Response {
        guard let attempt = attempt(context) else { return context.redirect(Paths.signUp) }
        var form = context.newForm
        form.fill(["cara": "kode"])
        return context.page(MethodPage(t: context.t, contact: attempt.contact, form: form))
    }

    @Sendable private func send(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        guard var attempt = attempt(context) else { return context.redirect(Paths.signUp) }
        try platform.edition.checkRegistration(at: platform.clock.now())
        attempt.byLink = form["cara"] == "tautan" && attempt.contact.kind == .email
        return try await sent(attempt, context)
    }

    /// Sends the code. One sent a moment ago is still valid, so the visitor continues with that.
    private func sent(_ attempt: ContactAttempt, _ context: VisitorContext) async throws -> Response {
        do {
            try context.allow(.codesPerAddress, .codesPerBrowser)
            try await ask(attempt, context)
        } catch CodeRefusal.tooSoon {
        } catch let refusal as any UserFacingRefusal where refusal.leavesForm {
            let form = context.newForm
            return context.page(
                StartPage.refused(refusal, attempt.contact, form, .signUp, platform, context.t),
                status: refusal.status)
        }
        return try carrying(attempt, to: Paths.signUpCode, context)
    }

    private func ask(_ attempt: ContactAttempt, _ context: VisitorContext) async throws {
        let budget = KnownBrowser(context.browser, on: platform).budget(for: attempt.contact, on: platform)
        try await platform.database.transaction { tx in
            try CodeSender(platform: platform, language: context.t.language).signUp(
                attempt.contact, byLink: attempt.byLink, visit: context.visit, from: budget, in: tx)
        }
    }

    private func carrying(_ attempt: ContactAttempt, to path: String, _ context: VisitorContext) throws -> Response {
        try attempt.carried(by: context.redirect(path), visit: context.visit, on: platform)
    }

    @Sendable private func code(request: Request, context: VisitorContext) async throws -> Response {
        if let page = try await codePage(context.newForm, context) { return page }
        return try await ElsewherePage.response(.signUp, context) ?? context.redirect(Paths.signUp)
    }

    @Sendable private func prove(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        try context.allow(.answersPerAddress, .answersPerBrowser)
        do {
            let signIn = SignIn(platform: platform, browser: context.browser)
            let begun = try await platform.database.transaction { tx in
                try signIn.open(
                    try tx.codes.prove(
                        form["kode"], .signUp, subject: context.visit, by: context.visit, on: platform), in: tx)
            }
            return try signIn.enter(begun, to: Paths.signUpDone, context: context)
        } catch let refusal as CodeRefusal {
            return try await again(form, refusal, context)
        }
    }

    @Sendable private func resend(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        guard let attempt = attempt(context) else { return context.redirect(Paths.signUp) }
        try context.allow(.codesPerAddress, .codesPerBrowser)
        do {
            try await ask(attempt, context)
            return context.redirect(Paths.signUpCode)
        } catch let refusal as CodeRefusal {
            return try await again(form, refusal, context)
        }
    }

    @Sendable private func link(request: Request, context: VisitorContext) async throws -> Response {
        let token = try context.parameters.require("token")
        let pending = try await platform.database.read { try $0.codes.pending(link: token, .signUp, on: platform) }
        guard let pending else {
            // Opened again in the browser that has used it.
            guard context.browser.person == nil else { return context.redirect(Paths.signUpDone) }
            throw CodeRefusal.noCode
        }
        return context.page(
            LinkPage(
                t: context.t, contact: pending.destination, action: Paths.signUpLink(token),
                isElsewhere: pending.subject != context.visit, csrf: context.newForm.csrf))
    }

    @Sendable private func proveByLink(request: Request, context: VisitorContext) async throws -> Response {
        _ = try await context.form(request)
        let token = try context.parameters.require("token")
        let signIn = SignIn(platform: platform, browser: context.browser)
        let begun = try await platform.database.transaction { tx in
            try signIn.open(try tx.codes.proveLink(token, .signUp, by: context.visit, on: platform), in: tx)
        }
        return try signIn.enter(begun, to: Paths.signUpDone, context: context)
    }

    @Sendable private func done(request: Request, context: VisitorContext) async throws -> Response {
        guard let person = context.browser.person else { return context.redirect(Paths.signIn) }
        let contacts = try await platform.database.read { [platform] tx in
            try tx.accounts.contacts(of: person, on: platform)
        }
        return context.page(SignUpDonePage(t: context.t, kind: contacts.count == 1 ? contacts[0].kind : nil))
    }

    private func attempt(_ context: VisitorContext) -> ContactAttempt? {
        ContactAttempt(context.browser, on: platform)
    }

    private func again(_ form: Form, _ refusal: CodeRefusal, _ context: VisitorContext) async throws -> Response {
        let state = form.state.with([FieldError(field: "kode", message: refusal.sentence(context.t))])
        guard let page = try await codePage(state, context, status: refusal.status) else { throw refusal }
        return page
    }

    private func codePage(
        _ form: FormState, _ context: VisitorContext, status: HTTPResponse.Status = .ok
    ) async throws -> Response? {
        let pending = try await platform.database.read { tx in
            try tx.codes.pending(.signUp, subject: context.visit, on: platform)
        }
        let byLink = attempt(context)?.byLink ?? false
        return CodePage.make(.signUp, pending: pending, byLink: byLink, form: form, context: context)
            .map { context.page($0, status: status) }
    }
}
