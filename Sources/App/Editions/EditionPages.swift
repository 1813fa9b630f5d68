import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/aturan`: the rules as they were published, for everybody to read and compare.
struct EditionPages: Sendable {
    let platform: Platform

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get("/aturan", use: list)
        routes.get("/aturan/:id", use: show)
        routes.get("/aturan/:id/dibanding/:earlier", use: compare)
        return routes
    }

    @Sendable private func list(request: Request, context: VisitorContext) async throws -> Response {
        let shelf = try shelf
        return context.page(
            EditionListPage(t: context.t, inForce: shelf.inForce.edition, all: shelf.all.map(\.edition)))
    }

    @Sendable private func show(request: Request, context: VisitorContext) async throws -> Response {
        let shelf = try shelf
        guard let found = context.parameters.get("id").flatMap(shelf.find) else { throw HTTPError(.notFound) }
        let id = found.edition.id
        return context.page(
            EditionPage(
                t: context.t, edition: found.edition, isInForce: id == shelf.inForce.edition.id,
                others: shelf.all.map(\.edition).filter { $0.id != id }))
    }

    @Sendable private func compare(request: Request, context: VisitorContext) async throws -> Response {
        let shelf = try shelf
        guard let later = context.parameters.get("id").flatMap(shelf.find),
            let earlier = context.parameters.get("earlier").flatMap(shelf.find)
        else { throw HTTPError(.notFound) }
        return context.page(
            EditionDifferencePage(
                t: context.t, earlier: earlier.edition, later: later.edition,
                differences: later.text.differences(from: earlier.text)))
    }

    private var shelf: EditionShelf {
        get throws {
            guard let shelf = platform.shelf else { throw HTTPError(.notFound) }
            return shelf
        }
    }
}
