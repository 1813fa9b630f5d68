import Hummingbird
import Programme
import Storage

/// Making an account: a contact and the way to verify it, the code or the link, and a page that confirms it.
struct SignUpPages: LinkFlow {
    let dependencies: Dependencies
    let purpose = CodePurpose.signUp
    let link = Paths.signUpLink
    let end = Paths.signUpDone

    /// In the first half minute the page for the code is the same for all, and has no token: `FreshCodePage`.
    var answerProof: FormProof { .tokenOrOrigin }

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        for language in Language.allCases {
            routes.get(PublicPage.signUp.path(in: language), use: start)
            routes.post(PublicPage.signUp.path(in: language), use: takeContact)
        }
        routes.get(Paths.signUpMethod) { request, context in
            try context.redirect(context.t.path(.signUp), withFormOf: request)
        }
        routes.get(Paths.signUpDone, use: done)
        let pages = CodeFlowPages(flow: self)
        pages.add(to: routes, code: Paths.signUpCode, resend: Paths.signUpResend)
        pages.addLink(to: routes)
        return routes
    }

    @Sendable private func start(request: Request, context: VisitorContext) throws -> Response {
        guard context.browser.person == nil else { return context.redirect(Paths.account) }
        let (now, opens) = (dependencies.clock.now(), dependencies.edition.validity.registrationOpens)
        guard now >= opens else {
            return context.page(BeforeOpeningPage(t: context.t, opens: opens, now: now), status: .forbidden)
        }
        try dependencies.edition.checkRegistration(at: now)
        return context.page(
            StartPage(
                t: context.t, paths: .signUp, rules: dependencies.edition.account,
                form: context.newForm))
    }

    @Sendable private func takeContact(request: Request, context: VisitorContext) async throws -> Response {
        guard context.browser.person == nil else { return context.redirect(Paths.account) }
        let form = try await context.form(request, proof: .tokenOrOrigin)
        try dependencies.edition.checkRegistration(at: dependencies.clock.now())
        switch ContactForm.read(form, paths: .signUp, rules: dependencies.edition.account, t: context.t) {
        case .again(let page):
            return context.page(page, status: .unprocessableContent)
        case .contact(let typed):
            switch FirstContact.choose(form, typed, rules: dependencies.edition.account, t: context.t) {
            case .one(let contact): return try await sent(to: contact, form, context)
            case .both(let contact, let other):
                let answer = try await sent(to: contact, form, context)
                return try OtherContact(other).carried(by: answer, visit: context.visit, on: dependencies)
            case .wrong(let error):
                let page = StartPage(
                    t: context.t, paths: .signUp, rules: dependencies.edition.account, form: form.state.with([error]))
                return context.page(page, status: .unprocessableContent)
            }
        }
    }

    private func sent(to contact: Contact, _ form: Form, _ context: VisitorContext) async throws -> Response {
        let way = dependencies.edition.account.way(for: contact.kind, chosen: StartPage.way(form))
        return try await sent(ContactAttempt(contact: contact, byLink: way == .link), form, context)
    }

    private func sent(_ attempt: ContactAttempt, _ form: Form, _ context: VisitorContext) async throws -> Response {
        do {
            try await context.sendFirstCode { try await ask(attempt, context) }
        } catch let refusal as any UserFacingRefusal where refusal.leavesForm {
            // With two contacts, the one to which no code was sent stands first, beside the reason.
            var state = form.state
            if let typed = Contact(form["kontak"]), typed.kind != attempt.contact.kind {
                state.values[OtherContact.field] = typed.readable
            }
            return context.page(
                StartPage.refused(refusal, attempt.contact, state, .signUp, dependencies, context.t),
                status: refusal.status)
        }
        let response = context.redirect(Paths.signUpCode)
        return try attempt.carried(by: response, visit: context.visit, on: dependencies)
    }

    private func ask(_ attempt: ContactAttempt, _ context: VisitorContext) async throws {
        let budget = KnownBrowser(context.browser, on: dependencies).budget(for: attempt.contact, on: dependencies)
        let intent = AskForCodes.Intent(
            flow: .signUp(byLink: attempt.byLink), contact: attempt.contact, visit: context.visit, budget: budget,
            language: context.t.language)
        try await dependencies.codeLeaders.asking.carryOut(
            intent, by: AskForCodes(dependencies: dependencies), on: dependencies.database)
    }

    func withoutCode(_ context: VisitorContext) async throws -> Response {
        try await ElsewherePage.response(.signUp, context) ?? context.redirect(context.t.path(.signUp))
    }

    func confirm(_ form: Form, _ context: VisitorContext) async throws -> Response {
        try await enter(form, to: end, context)
    }

    func sendAgain(_ form: Form, _ context: VisitorContext) async throws -> Response {
        guard let attempt = attempt(context) else { return context.redirect(context.t.path(.signUp)) }
        try await ask(attempt, context)
        return context.redirect(Paths.signUpCode)
    }

    func codePage(_ form: FormState, returnPath: String, _ context: VisitorContext) async throws -> CodePage? {
        let byLink = attempt(context)?.byLink ?? false
        return CodePage.make(
            .signUp, pending: try await pending(context), byLink: byLink, form: form, context: context)
    }

    @Sendable private func done(request: Request, context: VisitorContext) async throws -> Response {
        guard let person = context.browser.person else { return context.redirect(context.t.path(.signIn)) }
        let contacts = try await dependencies.database.read { [dependencies] tx in
            try tx.accounts.contacts(of: person, vault: dependencies.vault)
        }
        return context.page(SignUpDonePage(t: context.t, kind: contacts.count == 1 ? contacts[0].kind : nil))
    }

    private func attempt(_ context: VisitorContext) -> ContactAttempt? {
        ContactAttempt(context.browser, on: dependencies)
    }
}
