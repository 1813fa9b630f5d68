import Hummingbird
import Programme
import Storage

/// `/mitra/uji`: the way of a visitor into a sandbox, without a session. Routed only there.
struct SandboxTrial: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.trial, use: show)
        routes.post(Paths.trialEntry, use: enter)
        return routes
    }

    @Sendable private func show(request: Request, context: VisitorContext) async throws -> Response {
        let file = SandboxFile(in: dependencies.configuration.dataDirectory, logger: dependencies.logger)
        let people = file.people
        let cards = try await SandboxCards.read(of: people, on: dependencies)
        let access = SandboxAccess(of: dependencies)
        let redirects = try await access?.redirects(on: dependencies) ?? []
        return context.page(
            SandboxTrialPage(
                t: context.t, csrf: context.newForm.csrf, access: access, redirects: redirects,
                people: SandboxPeople(t: context.t, file: file, uses: cards.uses),
                messages: await SandboxInbox.messages(to: people, on: dependencies), now: dependencies.clock.now(),
                realNow: dependencies.realNow()))
    }

    @Sendable private func enter(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        let signIn = form["orang"]
        guard SandboxAccess(of: dependencies)?.people.contains(where: { $0.signIn == signIn }) == true else {
            throw DemoRefusal.unknownPerson
        }
        let cookie = try await EnterDesk(dependencies: dependencies).begin(signIn: signIn)
        var response = context.redirect(Paths.deskTrial)
        response.setCookie(
            PartnerSessionCookie.make(
                cookie, lifetime: PartnerPersonQueries.lifetime, secure: dependencies.configuration.isSecure))
        return response
    }
}
