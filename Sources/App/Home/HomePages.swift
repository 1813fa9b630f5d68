import Hummingbird
import Logging
import Programme
import Storage

/// The home page: what the programme is and is not, who may join, what it gives, when, and where to find help.
struct HomePages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        for language in Language.allCases {
            routes.get(PublicPage.home.path(in: language), use: home)
            routes.get(PublicPage.help.path(in: language), use: help)
            routes.get(PublicPage.checkMessage.path(in: language), use: checkMessage)
        }
        routes.get(Paths.language.pattern, use: language)
        routes.post(Paths.signOut, use: signOut)
        return routes
    }

    @Sendable private func home(request: Request, context: VisitorContext) async throws -> Response {
        context.page(
            HomePage(
                t: context.t, edition: dependencies.edition, now: dependencies.clock.now(),
                news: await HomeNews.read(on: dependencies), hasAccount: context.browser.person != nil))
    }

    @Sendable private func help(request: Request, context: VisitorContext) async throws -> Response {
        var page = HelpPage(
            t: context.t, contact: dependencies.edition.contact,
            identifiers: dependencies.edition.account.identifiers, now: dependencies.clock.now())
        page.words = String(request.query(HelpSearch.field).trimmingWhitespace().prefix(HelpSearch.longest))
        if let person = context.browser.person {
            do {
                page.mine = try await dependencies.database.read { [dependencies] tx in
                    try PersonStanding(of: person, in: tx, on: dependencies)
                }
            } catch let fault as StorageFault {
                // Help is there also for a person whose rows cannot be read.
                dependencies.logger.error(
                    "a person's state was left out of the help page", metadata: ["error": "\(fault)"])
            }
        }
        return context.page(page)
    }

    @Sendable private func checkMessage(request: Request, context: VisitorContext) -> Response {
        context.page(CheckMessagePage(t: context.t, edition: dependencies.edition))
    }

    @Sendable private func language(request: Request, context: VisitorContext) -> Response {
        let back = request.query("kembali")
        let chosen = context.parameters.get("language").flatMap(Language.init(rawValue:)) ?? .indonesian
        let page = back.isEmpty ? Paths.home : back.asLocalPath
        var response = context.redirect(PublicPage.counterpart(of: page, in: chosen))
        response.setCookie(LanguageCookie.make(chosen, secure: dependencies.configuration.isSecure))
        return response
    }

    @Sendable private func signOut(request: Request, context: VisitorContext) async throws -> Response {
        _ = try await context.form(request, proof: .tokenOrOrigin)
        if let session = context.browser.session {
            try await dependencies.database.transaction { [dependencies] tx in
                try tx.sessions.end(
                    session, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault)
            }
        }
        var response = context.redirect(context.t.path(.home))
        response.setCookie(SessionCookie.make("", lifetime: .zero, secure: dependencies.configuration.isSecure))
        return response
    }
}
