import HTTPTypes
import Hummingbird
import NIOCore
import Programme

/// The public figures. They are rendered from memory: no visit reads the database while a count is fresh.
struct TransparencyPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.transparency) { _, context in context.page(try await page(context.t)) }
        routes.get(Paths.transparencyTable) { _, context in
            let table = try await page(context.t).table
            return Response(
                status: .ok,
                headers: [
                    .contentType: "text/csv; charset=utf-8",
                    .contentDisposition: "attachment; filename=\"angka-prakerja.csv\"",
                ], body: ResponseBody(byteBuffer: ByteBuffer(string: table)))
        }
        return routes
    }

    @Sendable private func page(_ t: Words) async throws -> TransparencyPage {
        let perPerson = dependencies.editions.map(\.benefits.perPerson).max() ?? dependencies.edition.benefits.perPerson
        return TransparencyPage(
            t: t, figures: try await Figures.latest(on: dependencies), today: dependencies.clock.now().figureDay,
            unit: SmallAmounts.unit(perPerson: perPerson))
    }
}
