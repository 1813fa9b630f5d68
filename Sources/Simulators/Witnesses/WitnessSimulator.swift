import AsyncHTTPClient
import Foundation
import Hummingbird
import Logging
import NIOConcurrencyHelpers
import NIOHTTP1
import Programme
import ServiceLifecycle

/// The demo's witnesses: they poll the programme's public board and hand their papers in through its public form. In
/// mode `down` they do nothing, and a draw fails for lack of signatures.
struct WitnessSimulator: Service {
    private let state = WitnessSimulatorState()
    private let misbehaviour = Misbehaviour()
    private let logger: Logger

    private static let pause = Duration.milliseconds(500)
    private static let bodyBytes = 1_024 * 1_024

    init(logger: Logger) {
        self.logger = logger
    }

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.post("_demo") { request, _ in
            struct World: Decodable { let base_url: String }
            let data = Data(try await request.body.collect(upTo: Self.bodyBytes).readableBytesView)
            guard let world = try? JSONDecoder().decode(World.self, from: data) else {
                return Response.text("demo.json is expected", .badRequest)
            }
            state.learn(world.base_url)
            return Response(status: .noContent)
        }
        router.get("/") { _, _ in Response.text(state.diary.joined(separator: "\n") + "\n") }
        misbehaviour.addControl(to: router)
        return router
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if misbehaviour.mode != .down { await look() }
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    private func look() async {
        guard let site = state.site else { return }
        do {
            try await WitnessRound(site: site, client: .shared, note: state.note).go()
        } catch {
            logger.debug("the witnesses could not read the board", metadata: ["error": "\(error)"])
        }
    }
}

/// The programme's address, and what the witnesses have done.
private final class WitnessSimulatorState: Sendable {
    private struct State {
        var site: String?
        var diary: [String] = []
    }

    private let state = NIOLockedValueBox(State())
    private static let longest = 200

    var site: String? { state.withLockedValue { $0.site } }
    var diary: [String] { state.withLockedValue { $0.diary } }

    func learn(_ site: String) { state.withLockedValue { $0.site = site } }

    func note(_ line: String) {
        state.withLockedValue { state in
            guard state.diary.last != line else { return }
            state.diary = state.diary.suffix(Self.longest - 1) + [line]
        }
    }
}

/// One poll of the board by every witness, with the actions that follow.
package struct WitnessRound: Sendable {
    let site: String
    let client: HTTPClient
    let note: @Sendable (String) -> Void

    package init(site: String, client: HTTPClient, note: @escaping @Sendable (String) -> Void = { _ in }) {
        self.site = site
        self.client = client
        self.note = note
    }

    package func go() async throws {
        let board = try JSONDecoder().decode(Board.self, from: Data(try await get("/saksi.json").utf8))
        guard !board.waves.isEmpty, let now = Instant(board.now) else { return }
        let annex = try Annex(note: try await get("/lampiran.txt"))
        let edition = try Edition(yaml: try await get("/edisi.yaml")).with(annex)
        for wave in board.waves {
            for witness in DemoWitness.all {
                guard let standing = wave.witnesses.first(where: { $0.id == witness.key.witness }) else { continue }
                try await act(witness, standing, wave, edition, at: now)
            }
        }
    }

    private func act(
        _ witness: DemoWitness, _ standing: Standing, _ wave: BoardWave, _ edition: Edition, at now: Instant
    ) async throws {
        let signer = try WitnessSigner(key: witness.key, edition: edition)
        let secret = witness.note(of: wave.number, edition: edition)
        // A demo begins again at will, so its witnesses remember nothing.
        var memory = WitnessMemory(of: witness.key.witness)
        switch wave.phase {
        case "committing" where !standing.committed:
            let papers = try signer.commit(wave: wave.number, secret: witness.secret(wave: wave.number), at: now)
            try await handIn(papers.commitment, of: witness, wave: wave)
        case "revealing" where standing.committed && !standing.revealed:
            let text = try await statement(wave)
            let paper = try signer.reveal(secret, statement: text, at: now, memory: &memory)
            try await handIn(paper, of: witness, wave: wave)
        case "signing" where !standing.signed:
            let known = standing.committed ? secret : nil
            let text = try await statement(wave)
            let paper = try signer.cosign(known, statement: text, at: now, memory: &memory).signed
            try await handIn(paper, of: witness, wave: wave)
        default:
            break
        }
    }

    private func statement(_ wave: BoardWave) async throws -> String {
        try await get("/gelombang/\(wave.address)/undian/pernyataan.txt")
    }

    private func handIn(_ paper: String, of witness: DemoWitness, wave: BoardWave) async throws {
        try await Browser(client: client, site: site).post("/gelombang/\(wave.address)/saksi", [("kertas", paper)])
        note("\(witness.key.witness): \(paper.prefix { $0 != "\n" }) for wave \(wave.number)")
    }

    private func get(_ path: String) async throws -> String {
        let response = try await client.execute(HTTPClientRequest(url: site + path), timeout: .seconds(10))
        guard response.status == .ok else {
            throw PeopleFault.refused(path: path, status: Int(response.status.code), text: "")
        }
        return String(buffer: try await response.body.collect(upTo: 1_024 * 1_024))
    }

    private struct Board: Decodable {
        let now: String
        let waves: [BoardWave]
    }

    private struct BoardWave: Decodable {
        let number: Int
        /// In the paths of its pages.
        let address: String
        let phase: String
        let witnesses: [Standing]
    }

    private struct Standing: Decodable {
        let id: String
        let committed: Bool
        let revealed: Bool
        let signed: Bool
    }
}
