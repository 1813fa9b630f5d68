import HTTPTypes
import Hummingbird
import Programme
import Storage

/// Signing in with a code. An unknown address goes through the same pages; only its owner learns more, by message.
struct SignInPages: Sendable {
    let platform: Platform

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.signIn, use: start)
        routes.post(Paths.signIn, use: send)
        routes.get(Paths.signInCode, use: code)
        routes.post(Paths.signInCode, use: prove)
        routes.post(Paths.signInResend, use: resend)
        routes.get(Paths.signInLink.pattern, use: link)
        routes.post(Paths.signInLink.pattern, use: proveByLink)
        return routes
    }

    @Sendable private func start(request: Request, context: VisitorContext) -> Response {
        guard context.browser.person == nil else { return context.redirect(returnPath(request).asLocalPath) }
        return context.page(
            StartPage(
                t: context.t, door: .signIn, identifiers: platform.edition.account.identifiers, form: context.newForm,
                returnPath: returnPath(request)))
    }

    @Sendable private func send(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        switch ContactForm.read(form, door: .signIn, rules: platform.edition.account, t: context.t) {
        case .again(let page):
            return context.page(page, status: .unprocessableContent)
        case .contact(let contact):
            do {
                try context.allow(.codesPerAddress, .codesPerBrowser)
                try await ask(contact, context)
            } catch CodeRefusal.tooSoon {
                // The code sent a moment ago is still valid: continue with that one.
            } catch let refusal as any UserFacingRefusal where refusal.leavesForm {
                return context.page(
                    StartPage.refused(
                        refusal, contact, form.state, .signIn, platform, context.t, returnPath: form["ke"]),
                    status: refusal.status)
            }
            return context.redirect(codePath(form["ke"]))
        }
    }

    private func ask(_ contact: Contact, _ context: VisitorContext) async throws {
        let budget = KnownBrowser(context.browser, on: platform).budget(for: contact, on: platform)
        try await platform.database.transaction { tx in
            try CodeSender(platform: platform, language: context.t.language).signIn(
                contact, visit: context.visit, from: budget, in: tx)
        }
    }

    @Sendable private func code(request: Request, context: VisitorContext) async throws -> Response {
        if let page = try await codePage(context.newForm, returnPath: returnPath(request), context) { return page }
        return try await ElsewherePage.response(.signIn, context) ?? context.redirect(Paths.signIn)
    }

    @Sendable private func prove(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        try context.allow(.answersPerAddress, .answersPerBrowser)
        do {
            let signIn = SignIn(platform: platform, browser: context.browser)
            let begun = try await platform.database.transaction { tx in
                try signIn.signIn(
                    try tx.codes.prove(
                        form["kode"], .signIn, subject: context.visit, by: context.visit, on: platform), in: tx)
            }
            return try signIn.enter(begun, to: form["ke"].asLocalPath, context: context)
        } catch let refusal as CodeRefusal {
            return try await again(form, refusal, context)
        }
    }

    @Sendable private func resend(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        try context.allow(.codesPerAddress, .codesPerBrowser)
        do {
            let pending = try await platform.database.read { tx in
                try tx.codes.pending(.signIn, subject: context.visit, on: platform)
            }
            guard let pending else { return context.redirect(Paths.signIn) }
            try await ask(pending.destination, context)
            return context.redirect(codePath(form["ke"]))
        } catch let refusal as CodeRefusal {
            return try await again(form, refusal, context)
        }
    }

    @Sendable private func link(request: Request, context: VisitorContext) async throws -> Response {
        let token = try context.parameters.require("token")
        let pending = try await platform.database.read { try $0.codes.pending(link: token, .signIn, on: platform) }
        guard let pending else {
            // Opened again in the browser that has used it.
            guard context.browser.person == nil else { return context.redirect(Paths.account) }
            throw CodeRefusal.noCode
        }
        return context.page(
            LinkPage(
                t: context.t, contact: pending.destination, action: Paths.signInLink(token),
                isElsewhere: pending.subject != context.visit, csrf: context.newForm.csrf))
    }

    @Sendable private func proveByLink(request: Request, context: VisitorContext) async throws -> Response {
        _ = try await context.form(request)
        let token = try context.parameters.require("token")
        let signIn = SignIn(platform: platform, browser: context.browser)
        let begun = try await platform.database.transaction { tx in
            try signIn.signIn(try tx.codes.proveLink(token, .signIn, by: context.visit, on: platform), in: tx)
        }
        return try signIn.enter(begun, to: Paths.account, context: context)
    }

    private func again(_ form: Form, _ refusal: CodeRefusal, _ context: VisitorContext) async throws -> Response {
        let state = form.state.with([FieldError(field: "kode", message: refusal.sentence(context.t))])
        let page = try await codePage(state, returnPath: form["ke"], context, status: refusal.status)
        guard let page else { throw refusal }
        return page
    }

    private func codePage(
        _ form: FormState, returnPath: String, _ context: VisitorContext, status: HTTPResponse.Status = .ok
    ) async throws -> Response? {
        let pending = try await platform.database.read { tx in
            try tx.codes.pending(.signIn, subject: context.visit, on: platform)
        }
        return CodePage.make(.signIn, pending: pending, form: form, returnPath: returnPath, context: context)
            .map { context.page($0, status: status) }
    }

    private func returnPath(_ request: Request) -> String {
        request.query("ke")
    }

    private func codePath(_ returnPath: String) -> String {
        returnPath.isEmpty ? Paths.signInCode : "\(Paths.signInCode)?ke=\(returnPath.percentEncoded)"
    }
}
