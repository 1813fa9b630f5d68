import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Programme
import Storage

/// The public pages of waves and their draws, with the files to verify a draw.
struct WavePages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.waves, use: list)
        routes.get(Paths.wave.pattern, use: wave)
        routes.get(Paths.draw.pattern, use: draw)
        routes.get(Paths.cloth.pattern, use: cloth)
        routes.get(Paths.drawBundle.pattern, use: bundle)
        routes.get(Paths.drawList.pattern, use: sealedList)
        routes.get(Paths.drawChanges.pattern, use: changes)
        routes.get(Paths.abandonment.pattern, use: abandonment)
        return routes
    }

    @Sendable private func list(request: Request, context: VisitorContext) async throws -> Response {
        let known = try await PublicWave.all(on: dependencies)
        let person = context.browser.person
        var (mine, joined): (EntryView?, Int?) = (nil, known.joined)
        if let person {
            (mine, joined) = try await dependencies.database.read { tx in
                let view = try tx.waves.entry(of: person)
                // As on the wave's own page, the reader's own entry must be in the count.
                guard let view, known.joined != nil, view.wave.state == .open else { return (view, known.joined) }
                return (view, try tx.waves.joined(in: view.wave.id))
            }
        }
        return context.page(
            WaveListPage(
                t: context.t, now: dependencies.clock.now(), waves: known.waves, joined: joined,
                table: known.tables[context.t.reader] ?? .empty, mine: mine))
    }

    @Sendable private func wave(request: Request, context: VisitorContext) async throws -> Response {
        let known = try await PublicWave.of(try context.waveAddress(), on: dependencies)
        let tally =
            known.wave.state == .planned ? nil : try await PublicWave.tally(of: known.wave, on: dependencies)
        let edition = dependencies.edition(known.wave.edition)
        let regions = edition.waves.regions(of: known.wave.number)?.map(Regions.name)
        var page = WavePage(t: context.t, now: dependencies.clock.now(), known: known, regions: regions, tally: tally)
        page.earlier = edition.id == dependencies.edition.id ? nil : edition.title
        if let person = context.browser.person {
            (page.isIn, page.joined) = try await dependencies.database.read { tx in
                let entry = try tx.entries.of(person, in: known.wave.id)
                let isIn = entry.map { $0.state != .withdrawn } ?? false
                // The cached count may be older than the reader's entry, and would not include it.
                let isOpen = known.wave.state == .open
                return (isIn, try isOpen ? tx.waves.joined(in: known.wave.id) : nil)
            }
        }
        return context.page(page)
    }

    @Sendable private func draw(request: Request, context: VisitorContext) async throws -> Response {
        let known = try await PublicWave.of(try context.waveAddress(), on: dependencies)
        let person = context.browser.person
        let mine =
            person == nil
            ? nil
            : try await dependencies.database.read { tx in
                try person.flatMap { try tx.entries.of($0, in: known.wave.id) }
            }
        let edition = dependencies.edition(known.wave.edition)
        let sealed = try await DrawActions(dependencies: dependencies, of: known.wave)
            .line(of: mine?.ticket, on: known.board)
        let now = dependencies.clock.now()
        return context.page(
            DrawPage(
                t: context.t, now: now, board: known.board, pools: known.pools, after: known.after, mine: mine,
                familyLimit: mine?.familyLimit(in: known.wave, of: edition, at: now), sealed: sealed,
                sampleSize: edition.waves.sampleSize, abandonment: known.abandonment))
    }

    /// A woven cloth never changes, because the seed does not; bare threads are asked for again.
    @Sendable private func cloth(request: Request, context: VisitorContext) async throws -> Response {
        let cloth = try await PublicWave.of(try context.waveAddress(), on: dependencies)
            .cloth(at: dependencies.clock.now())
        return Response(
            status: .ok,
            headers: [
                .contentType: "image/svg+xml",
                .cacheControl: cloth == nil ? "no-cache" : "public, max-age=31536000, immutable",
            ],
            body: ResponseBody(
                byteBuffer: ByteBuffer(string: cloth.map { ClothDrawing(cloth: $0).file } ?? ClothDrawing.bareFile)))
    }

    @Sendable private func bundle(request: Request, context: VisitorContext) async throws -> Response {
        let address = try context.waveAddress()
        guard let file = try await DrawBundleStore(dependencies: dependencies).file(address) else {
            throw HTTPError(.notFound)
        }
        return try DrawBundleStore.response(file, name: "undian-\(address).prakerja")
    }

    @Sendable private func sealedList(request: Request, context: VisitorContext) async throws -> Response {
        let address = try context.waveAddress()
        guard let file = try await DrawBundleStore(dependencies: dependencies).list(address) else {
            throw HTTPError(.notFound)
        }
        return try DrawBundleStore.response(file, name: "daftar-\(address).bin")
    }

    /// What the site signs of a wave that ended without a draw, where the decision is as two officers left it.
    @Sendable private func abandonment(request: Request, context: VisitorContext) async throws -> Response {
        let known = try await PublicWave.of(try context.waveAddress(), on: dependencies)
        guard known.abandonment != nil,
            let ended = known.board.abandonment(of: dependencies.edition(known.wave.edition))
        else { throw HTTPError(.notFound) }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/plain; charset=utf-8",
                .contentDisposition: "attachment; filename=\"tanpa-undian-\(known.wave.address).txt\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: try dependencies.seal.note(ended.text))))
    }

    @Sendable private func changes(request: Request, context: VisitorContext) async throws -> Response {
        let wave = try await PublicWave.of(try context.waveAddress(), on: dependencies).wave
        let changes = try await dependencies.publicCache.value(
            "changes-\(wave.id)", for: PublicWave.fresh, now: dependencies.realNow()
        ) { [dependencies] in try await DrawActions(dependencies: dependencies, of: wave).changes(wave.number) }
        guard let changes else { throw HTTPError(.notFound) }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/plain; charset=utf-8",
                .contentDisposition: "attachment; filename=\"perubahan-\(wave.address).txt\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: try dependencies.seal.note(changes.text))))
    }
}

extension RequestContext {
    /// The wave's address in the path. Throws 404 for a malformed one.
    func waveAddress() throws -> WaveAddress {
        guard let address = parameters.get("number").flatMap(WaveAddress.init) else { throw HTTPError(.notFound) }
        return address
    }
}

extension Browser {
    /// The account of a signed-in participant.
    var person: ID<Account>? {
        if case .person(let person) = session?.holder { person } else { nil }
    }
}
