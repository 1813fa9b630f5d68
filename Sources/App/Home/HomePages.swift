import Hummingbird
import Programme
import Storage

/// The home page: what the programme is and is not, who may join, what it gives, when, and where to find help.
struct HomePages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.home) { _, context in
            context.page(
                HomePage(
                    t: context.t, edition: dependencies.edition, now: dependencies.clock.now(),
                    news: try? await PublicWave.all(on: dependencies), hasAccount: context.browser.person != nil))
        }
        routes.get(Paths.help) { _, context in
            context.page(HelpPage(t: context.t, contact: dependencies.edition.contact, now: dependencies.clock.now()))
        }
        routes.get(Paths.language.pattern, use: language)
        routes.post(Paths.signOut, use: signOut)
        return routes
    }

    @Sendable private func language(request: Request, context: VisitorContext) -> Response {
        let back = request.query("kembali")
        var response = context.redirect(back.isEmpty ? Paths.home : back.asLocalPath)
        let chosen = context.parameters.get("language").flatMap(Language.init(rawValue:)) ?? .indonesian
        response.setCookie(
            Cookie(
                name: BrowserMiddleware.languageCookie, value: chosen.rawValue, maxAge: 31_536_000, path: "/",
                secure: dependencies.configuration.isSecure, httpOnly: true, sameSite: .lax))
        return response
    }

    @Sendable private func signOut(request: Request, context: VisitorContext) async throws -> Response {
        _ = try await context.form(request)
        if let session = context.browser.session {
            try await dependencies.database.transaction { try $0.sessions.end(session) }
        }
        var response = context.redirect(Paths.home)
        response.setCookie(SessionCookie.make("", lifetime: .zero, secure: dependencies.configuration.isSecure))
        return response
    }
}
