import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Programme
import Storage

/// The waves as everybody sees them, and the draw anyone can check.
struct WavePages: Sendable {
    let platform: Platform

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get("/gelombang", use: list)
        routes.get("/gelombang/:number", use: wave)
        routes.get("/gelombang/:number/undian", use: draw)
        routes.get("/gelombang/:number/undian.prakerja", use: bundle)
        return routes
    }

    @Sendable private func list(request: Request, context: VisitorContext) async throws -> Response {
        let now = platform.clock.now()
        let person = context.browser.person
        let page = try await platform.database.read { [platform] tx in
            let waves = try tx.waves.all(of: platform.edition.id).map(\.wave)
            let open = waves.first { $0.isJoinable(at: now) }
            return WaveListPage(
                t: context.t, now: now, waves: waves, joined: try open.map { try tx.waves.joined(in: $0.id) },
                mine: try person.flatMap { try tx.waves.entry(of: $0) })
        }
        return context.page(page)
    }

    @Sendable private func wave(request: Request, context: VisitorContext) async throws -> Response {
        let number = try context.waveNumber()
        let now = platform.clock.now()
        let page = try await platform.database.read { [platform] tx in
            let record = try tx.waves.require(number, of: platform.edition.id)
            return WavePage(
                t: context.t, now: now, record: record, joined: try tx.waves.joined(in: record.wave.id),
                draw: try tx.draws.of(record.wave.id))
        }
        return context.page(page)
    }

    @Sendable private func draw(request: Request, context: VisitorContext) async throws -> Response {
        let number = try context.waveNumber()
        let person = context.browser.person
        let page = try await platform.database.read { [platform] tx in
            let record = try tx.waves.require(number, of: platform.edition.id)
            return DrawPage(
                t: context.t, record: record, draw: try tx.draws.of(record.wave.id),
                pools: try tx.draws.pools(of: record.wave.id),
                mine: try person.flatMap { try tx.entries.of($0, in: record.wave.id) })
        }
        return context.page(page)
    }

    @Sendable private func bundle(request: Request, context: VisitorContext) async throws -> Response {
        let number = try context.waveNumber()
        guard let bundle = try await WaveActs(platform: platform).bundle(number) else { throw HTTPError(.notFound) }
        let parts = try bundle.parts()
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/octet-stream",
                .contentDisposition: "attachment; filename=\"undian-\(number).prakerja\"",
            ],
            body: ResponseBody(contentLength: parts.reduce(0) { $0 + $1.count }) { writer in
                for part in parts { try await writer.write(ByteBuffer(bytes: part)) }
                try await writer.finish(nil)
            })
    }
}

extension RequestContext {
    /// The wave's number in the path; a page not found for anything else.
    func waveNumber() throws -> Int {
        guard let number = parameters.get("number").flatMap(Int.init), number >= 1 else { throw HTTPError(.notFound) }
        return number
    }
}

extension Browser {
    /// Whoever is signed in as a participant.
    var person: ID<Account>? {
        if case .person(let person) = session?.holder { person } else { nil }
    }
}
