import HTTPTypes
import Hummingbird
import Programme
import Storage

/// Signing in with a code. An unknown address goes through the same pages; only its owner learns more, by message.
struct SignInPages: LinkFlow {
    let dependencies: Dependencies
    let purpose = CodePurpose.signIn
    let link = Paths.signInLink
    let end = Paths.account

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        for language in Language.allCases {
            routes.get(PublicPage.signIn.path(in: language), use: start)
            routes.post(PublicPage.signIn.path(in: language), use: send)
        }
        let pages = CodeFlowPages(flow: self)
        pages.add(to: routes, code: Paths.signInCode, resend: Paths.signInResend)
        pages.addLink(to: routes)
        return routes
    }

    @Sendable private func start(request: Request, context: VisitorContext) -> Response {
        guard context.browser.person == nil else { return context.redirect(returnPath(request).asLocalPath) }
        return context.page(
            StartPage(
                t: context.t, paths: .signIn, rules: dependencies.edition.account,
                form: context.newForm,
                returnPath: returnPath(request)))
    }

    @Sendable private func send(request: Request, context: VisitorContext) async throws -> Response {
        guard context.browser.person == nil else { return context.redirect(Paths.account) }
        let form = try await context.form(request, proof: .tokenOrOrigin)
        switch ContactForm.read(form, paths: .signIn, rules: dependencies.edition.account, t: context.t) {
        case .again(let page):
            return context.page(page, status: .unprocessableContent)
        case .contact(let contact):
            do {
                try await context.sendFirstCode { try await ask(contact, context) }
            } catch let refusal as any UserFacingRefusal where refusal.leavesForm {
                return context.page(
                    StartPage.refused(
                        refusal, contact, form.state, .signIn, dependencies, context.t,
                        returnPath: form[CodeForm.returnPath]),
                    status: refusal.status)
            }
            return context.redirect(codePath(form[CodeForm.returnPath]))
        }
    }

    private func ask(_ contact: Contact, _ context: VisitorContext) async throws {
        let budget = KnownBrowser(context.browser, on: dependencies).budget(for: contact, on: dependencies)
        let intent = AskForCodes.Intent(
            flow: .signIn, contact: contact, visit: context.visit, budget: budget, language: context.t.language)
        try await dependencies.codeLeaders.asking.carryOut(
            intent, by: AskForCodes(dependencies: dependencies), on: dependencies.database)
    }

    func withoutCode(_ context: VisitorContext) async throws -> Response {
        try await ElsewherePage.response(.signIn, context) ?? context.redirect(context.t.path(.signIn))
    }

    func confirm(_ form: Form, _ context: VisitorContext) async throws -> Response {
        try await enter(form, to: form[CodeForm.returnPath].asLocalPath, context)
    }

    func sendAgain(_ form: Form, _ context: VisitorContext) async throws -> Response {
        guard let pending = try await pending(context) else { return context.redirect(context.t.path(.signIn)) }
        try await ask(pending.destination, context)
        return context.redirect(codePath(form[CodeForm.returnPath]))
    }

    func codePage(_ form: FormState, returnPath: String, _ context: VisitorContext) async throws -> CodePage? {
        CodePage.make(
            .signIn, pending: try await pending(context), form: form, returnPath: returnPath, context: context)
    }

    private func returnPath(_ request: Request) -> String {
        request.query(CodeForm.returnPath)
    }

    private func codePath(_ returnPath: String) -> String {
        returnPath.isEmpty ? Paths.signInCode : "\(Paths.signInCode)?ke=\(returnPath.percentEncoded)"
    }
}
