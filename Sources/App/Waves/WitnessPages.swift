import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Programme
import Storage

/// Where witnesses of a draw bring their papers, and where everybody sees which they brought. It asks nobody for a
/// password: every paper is signed by a key that the edition pins, or fits a lock that is on display.
struct WitnessPages: Sendable {
    let platform: Platform

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get("/gelombang/:number/saksi", use: show)
        routes.post("/gelombang/:number/saksi", use: take)
        routes.get("/gelombang/:number/undian/pernyataan.txt", use: statement)
        routes.get("/saksi.json", use: board)
        routes.get("/edisi.yaml", use: edition)
        routes.get("/aturan/:id/edisi.yaml", use: anyEdition)
        return routes
    }

    @Sendable private func show(request: Request, context: VisitorContext) async throws -> Response {
        let wave = try await PublicWave.of(try context.waveAddress(), on: platform).wave
        let board = try await WaveActs(platform: platform, of: wave).board(wave.number)
        return context.page(
            WitnessPage(t: context.t, now: platform.clock.now(), board: board, form: context.newForm))
    }

    @Sendable private func take(request: Request, context: VisitorContext) async throws -> Response {
        let address = try context.waveAddress()
        let form = try await context.form(request)
        let file = form.file(WitnessPage.fileField).map { String(decoding: $0.bytes, as: UTF8.self) }
        let wave = try await PublicWave.of(address, on: platform).wave
        let acts = WaveActs(platform: platform, of: wave)
        do {
            try await acts.takeIn(file ?? form[WitnessPage.field], wave: wave.number, by: context.actor)
        } catch let refusal as WitnessRefusal {
            let error = FieldError(field: WitnessPage.field, message: refusal.sentence(context.t))
            let page = WitnessPage(
                t: context.t, now: platform.clock.now(), board: try await acts.board(wave.number),
                form: form.state.with([error]))
            return context.page(page, status: refusal.status)
        }
        return context.redirect(Paths.witnesses(address))
    }

    /// What is or will be signed, with the signatures so far.
    @Sendable private func statement(request: Request, context: VisitorContext) async throws -> Response {
        let wave = try await PublicWave.of(try context.waveAddress(), on: platform).wave
        guard let note = try await WaveActs(platform: platform, of: wave).board(wave.number).note else {
            throw HTTPError(.notFound)
        }
        return Self.text(note)
    }

    /// For witnesses' own programs, and for whoever watches them: which papers are awaited.
    @Sendable private func board(request: Request, context: VisitorContext) async throws -> Response {
        let now = platform.clock.now()
        let platform = platform
        let json = try await platform.publicCache.value("witnesses", for: .seconds(1), now: platform.realNow()) {
            try await platform.database.read { tx in
                guard platform.edition.waves.draw != nil else { return try WitnessBoard(now: now, waves: []).json() }
                let waves = try tx.waves.all(of: platform.edition.id).map(\.wave)
                    .filter { $0.state == .open || $0.state == .sealed }
                let boards = try waves.map { try tx.draws.board($0.number, of: platform.edition) }
                return try WitnessBoard(now: now, waves: boards.map { .init($0, at: now) }).json()
            }
        }
        return Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: json)))
    }

    /// The rules in force as a file: what bundles and statements are checked against. As they were published here,
    /// whatever lies on the disk by now.
    @Sendable private func edition(request: Request, context: VisitorContext) async throws -> Response {
        guard let published = platform.shelf?.inForce else { throw HTTPError(.notFound) }
        return Self.text(published.publicText, type: "application/yaml; charset=utf-8")
    }

    /// The same of any edition of this installation: an earlier draw is checked with its own.
    @Sendable private func anyEdition(request: Request, context: VisitorContext) async throws -> Response {
        guard let published = context.parameters.get("id").flatMap({ platform.shelf?.find($0) }) else {
            throw HTTPError(.notFound)
        }
        return Self.text(published.publicText, type: "application/yaml; charset=utf-8")
    }

    private static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(
            status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}

extension VisitorContext {
    /// Whoever brings a witness's paper; a stranger may, so it can be nobody we know.
    fileprivate var actor: Actor {
        switch browser.session?.holder {
        case .officer(let officer): .officer(officer.id)
        case .person, nil: .system
        }
    }
}

/// `/saksi.json`: waves whose witnesses are awaited.
struct WitnessBoard: Encodable {
    let now: String
    let waves: [WaveEntry]

    init(now: Instant, waves: [WaveEntry]) {
        self.now = now.description
        self.waves = waves
    }

    struct WaveEntry: Encodable {
        let number: Int
        /// In the paths of its pages: `1`, or `2020-4b.1`.
        let address: String
        /// `committing`, `revealing`, `signing`, `beacon` or `failed`
        let phase: String
        /// When it ends, or since when it lasts.
        let at: String
        let round: Int?
        let needed: Int
        let witnesses: [Standing]

        init(_ board: DrawBoard, at now: Instant) {
            let (phase, at) = Self.words(board.phase(at: now), board.wave)
            number = board.wave.number
            address = board.wave.address.description
            self.phase = phase
            self.at = at.description
            round = board.current?.round
            needed = board.rules?.cosignatures ?? 0
            witnesses = (board.rules?.witnesses ?? []).map { witness in
                Standing(
                    id: witness.id, committed: board.witness(witness.id) != nil,
                    revealed: board.witness(witness.id)?.secret != nil,
                    signed: board.current?.signatures.contains { $0.witness == witness.id } ?? false)
            }
        }

        private static func words(_ phase: DrawPhase?, _ wave: Wave) -> (String, Instant) {
            switch phase {
            case nil: ("committing", wave.closesAt)
            case .revealing(let until): ("revealing", until)
            case .signing(let until): ("signing", until)
            case .waitingForBeacon(let since): ("beacon", since)
            case .failed(let at, _, _): ("failed", at)
            }
        }
    }

    struct Standing: Encodable {
        let id: String
        let committed: Bool
        let revealed: Bool
        let signed: Bool
    }

    func json() throws -> Data { try JSONEncoder.sorted.encode(self) + Data("\n".utf8) }
}
