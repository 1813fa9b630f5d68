import Foundation
import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/aturan`: the rules as published, for the public to read and compare.
struct EditionPages: Sendable {
    private let dependencies: Dependencies
    /// Nil when there is none next to the edition's file.
    private let schema: CachedResponse?

    /// How long a browser may cache it, in seconds.
    private static let keptSeconds = 300

    init(dependencies: Dependencies) {
        self.dependencies = dependencies
        let file = URL(filePath: dependencies.configuration.editionPath).deletingLastPathComponent()
            .appending(path: "edition.schema.json")
        schema = FileManager.default.contents(atPath: file.path).map { bytes in
            CachedResponse(
                bytes,
                headers: [
                    .contentType: "application/schema+json", .cacheControl: "public, max-age=\(Self.keptSeconds)",
                    .accessControlAllowOrigin: "*",
                ])
        }
    }

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.editions, use: list)
        routes.get(Paths.editionSchema, use: readSchema)
        routes.get(Paths.edition.pattern, use: show)
        routes.get(Paths.editionDifference.pattern, use: compare)
        return routes
    }

    @Sendable private func list(request: Request, context: VisitorContext) async throws -> Response {
        let editionStore = try editionStore
        let today = Zone.wib.date(of: dependencies.clock.now())
        return context.page(
            EditionListPage(
                t: context.t, inForce: editionStore.inForce.edition, all: editionStore.listed(on: today).map(\.edition),
                hasSchema: schema != nil))
    }

    /// For text editors that complete and validate an edition while it is written.
    @Sendable private func readSchema(request: Request, context: VisitorContext) async throws -> Response {
        guard let schema else { throw HTTPError(.notFound) }
        return schema.response(to: request)
    }

    @Sendable private func show(request: Request, context: VisitorContext) async throws -> Response {
        let editionStore = try editionStore
        guard let found = context.parameters.get("id").flatMap(editionStore.find) else { throw HTTPError(.notFound) }
        let id = found.edition.id
        return context.page(
            EditionPage(
                t: context.t, edition: found.edition, isInForce: id == editionStore.inForce.edition.id,
                others: editionStore.all.map(\.edition).filter { $0.id != id }))
    }

    @Sendable private func compare(request: Request, context: VisitorContext) async throws -> Response {
        let editionStore = try editionStore
        guard let later = context.parameters.get("id").flatMap(editionStore.find),
            let earlier = context.parameters.get("earlier").flatMap(editionStore.find)
        else { throw HTTPError(.notFound) }
        return context.page(
            EditionDifferencePage(
                t: context.t, earlier: earlier.edition, later: later.edition,
                differences: later.text.differences(from: earlier.text)))
    }

    private var editionStore: EditionStore {
        get throws {
            guard let editionStore = dependencies.editionStore else { throw HTTPError(.notFound) }
            return editionStore
        }
    }
}
