import Hummingbird
import Programme
import Storage

/// `/kantor/laporan`: people by step, day, wave and province; what waits and how long; payments of seven days; and one
/// decision with everything it rests on.
struct ReportOffice: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.reports, use: show)
        routes.get(Paths.decisionTrail.pattern, use: decision)
        return routes
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readReports)
        let asked = FollowDecision.asked(request)
        if let id = try await asked?.found(on: dependencies) { return context.redirect(Paths.decisionTrail(id)) }
        let figures = try await Figures.latest(on: dependencies)
        let (officer, now) = (context.officer, dependencies.moment())
        let (queues, ages) = try await dependencies.database.read { [dependencies] tx in
            let duties = try DutySource.all.flatMap { try $0.read(tx, officer, dependencies) }
            return (
                duties.filter { $0.count > 0 }, try tx.figures.photoAges(at: now.programme, dependencies.clock.timeline)
            )
        }
        return context.page(
            ReportsPage(
                t: context.t, figures: figures, filter: Figures.Filter(request, waves: figures.waves),
                today: now.programme.figureDay, now: now.programme, queues: queues, photoAges: ages,
                follow: FollowDecision(
                    number: asked?.number, sources: FollowDecision.sources(for: officer, context.t))))
    }

    @Sendable private func decision(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readReports)
        guard let id = context.parameters.get("id").flatMap({ ID<Programme.Application>($0) }) else {
            throw HTTPError(.notFound)
        }
        let read = try await ReadDecision(dependencies: dependencies).read(
            id, by: context.officer, from: context.address)
        guard let read else { throw HTTPError(.notFound) }
        return context.page(DecisionTrailPage(t: context.t, trail: read.trail, acts: read.acts, names: read.names))
    }
}
