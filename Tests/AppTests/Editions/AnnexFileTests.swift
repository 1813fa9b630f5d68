import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Annex of an installation, at its start", .timeLimit(.minutes(3)))
struct AnnexFileTests {
    private let seal = ProgrammeSeal(vault: Vault(master: Data(repeating: 7, count: 32)), site: "https://situs.example")
    private let now = Instant(milliseconds: 1_587_000_000_000)

    /// Three witnesses and a chain of their own, signed by `site`.
    private func note(of site: ProgrammeSeal, key: UInt8 = 1, witnesses: Int = 3) throws -> String {
        let chain = BLS12381.SigningKey(seed: Data([key]), suite: .shortSignatures).publicKey.hex
        let keys = try (0..<witnesses).map { number in
            try WitnessKey(witness: "saksi-\(number)", bytes: Data(repeating: key + UInt8(number), count: 32)).verifier
        }
        let annex = Annex(
            site: site.verifier, issued: now,
            chains: [
                .init(
                    name: "rantai", url: "http://127.0.0.1", hash: Data(repeating: key, count: 32).hex,
                    scheme: .unchained, publicKey: chain, genesis: now, periodSeconds: 30)
            ],
            witnesses: keys.map { .init(id: $0.name, name: Bilingual(id: "A", en: "A"), key: "\($0)") })
        return try site.note(annex.text)
    }

    /// What a start says with this text in the file that ANNEX names; empty where it starts.
    private func start(
        _ text: String?, in database: Database, edition: String = "demo-witnesses", development: Bool = false
    ) async throws -> (said: String, store: EditionStore?) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "annex-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "annex.txt").path
        if let text { try text.write(toFile: path, atomically: true, encoding: .utf8) }
        var configuration = try Configuration.read(
            SettingsReader(
                environment: ["MODE": "development", "DATA": folder.path], file: EnvironmentFile(text: "")))
        configuration.development = development
        configuration.annexPath = text == nil ? nil : path
        configuration.editionPath = World.repository.appending(path: "Editions/\(edition).yaml").path
        let published = try PublishedEdition(yaml: World.editionText(edition))
        let file = AnnexFile(configuration: configuration, site: seal.verifier, sign: { [seal] in try seal.note($0) })
        do {
            return ("", try await file.attach(to: EditionStore(inForce: published), in: database, at: now))
        } catch let fault as BootFault {
            return ("\(fault)", nil)
        }
    }

    @Test(
        "an edition with witnesses starts only with an annex that this site signed and that fits, and remembers it",
        .bug(
            id: "2.675",
            "The keys of witnesses and chain stood in a shipped edition file, so they were the same everywhere."),
        arguments: Engine.tested)
    func starting(engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            #expect(try await start(nil, in: database).said.contains("no annex names them"))
            #expect(try await start(nil, in: database, edition: "edition-3").store?.annexNote == nil)
            let other = ProgrammeSeal(
                vault: Vault(master: Data(repeating: 8, count: 32)), site: "https://situs.example")
            #expect(try await start(note(of: other), in: database).said.contains("this installation's key is"))
            #expect(try await start(note(of: seal, witnesses: 2), in: database).said.contains("names 2 witnesses"))
            let changed = try note(of: seal).replacing("period 30", with: "period 31")
            #expect(try await start(changed, in: database).said.contains("not signed by the site"))
            let demo = try World.editionText("demo-annex")
            #expect(try await start(demo, in: database).said.contains("is a draft"))
            let signed = try seal.note(try AnnexDraft(yaml: demo).annex(of: seal.verifier, issued: now).text)
            #expect(try await start(signed, in: database).said.contains("is the demo's"))
            #expect(try await database.read { try $0.editions.lastAnnex() } == nil)

            let own = try note(of: seal)
            let first = try #require(try await start(own, in: database).store)
            #expect(first.annexNote == own && first.inForce.edition.waves.draw?.witnesses.count == 3)
            #expect(try await start(nil, in: database).store?.annexNote == own)
            #expect(try await start(note(of: seal, key: 9), in: database).said.isEmpty, "no wave is under way")
        }
    }

    @Test("a development server signs the demo's annex itself, the same at every start")
    func development() async throws {
        try await TestDatabase.with(.sqlite) { database in
            let first = try #require(try await start(nil, in: database, development: true).store?.annexNote)
            #expect(try await start(nil, in: database, development: true).store?.annexNote == first)
            #expect(try Annex(note: first).witnesses.map(\.id) == ["kantor", "auditor", "universitas"])
        }
    }

    @Test(
        "a wave keeps the annex under which it was opened, and another annex is for the waves that open later",
        .bug(
            id: "5.471",
            """
            While the draw of one wave waited for a lost key, no other annex could be started with: the next wave opened \
            under the same lost key.
            """),
        arguments: Engine.tested)
    func underWay(engine: Engine) async throws {
        try await World.with(engine, edition: WitnessTests.watched) { world in
            let kept = try #require(world.dependencies.editionStore?.annexNote)
            let annex = try Annex(note: kept)
            #expect(try await world.visitor().get(Paths.annex).body == kept)
            #expect(try await world.visitor().get(Paths.drawAnnex(1)).status == .notFound)
            try await world.dependencies.database.transaction { [now] tx in
                try tx.editions.keep(annex, note: kept, at: now)
                try tx.editions.keep(annex, note: kept, at: now)
            }
            try await world.advanceWaves()
            #expect(try await world.visitor().get(Paths.drawAnnex(1)).body == kept)
            try await world.candidate().browser.join()

            let later = try note(of: world.dependencies.seal)
            #expect(try await start(note(of: seal), in: world.dependencies.database).said == "")
            let restarted = try await world.restarted(later)
            #expect(restarted.edition.annex?.digest == (try Annex(note: later).digest))
            #expect(restarted.edition.annex?.digest != annex.digest)
            for witness in DemoWitness.all {
                let lock = try world.lock(of: witness)
                try await WitnessActions(dependencies: restarted).takeIn(lock, wave: 1, by: .system)
            }
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            _ = try await AdvanceWaves().run(on: restarted)
            try await DrawActions(dependencies: restarted).draw(1, by: .system)
            let board = try await DrawActions(dependencies: restarted).board(1)
            #expect(board.draw?.annex == annex.digest && board.rules?.witnesses.map(\.id) == annex.witnesses.map(\.id))
            let rules = try #require(world.edition.waves.draw)
            #expect(board.attempt == rules.attempt(1, closing: board.wave.closesAt), "the round is of its own chain")
            #expect(board.statement?.origin?.annex == annex.digest)
            for witness in DemoWitness.all {
                let secret = witness.note(of: 1, edition: world.edition).text
                try await WitnessActions(dependencies: restarted).takeIn(secret, wave: 1, by: .system)
            }

            world.clock.set(try await world.wave(2).opensAt)
            _ = try await AdvanceWaves().run(on: restarted)
            let second = try await DrawActions(dependencies: restarted).board(2)
            #expect(second.draw?.annex == restarted.edition.annex?.digest)
            let signer = try WitnessSigner(key: DemoWitness.all[0].key, edition: world.edition)
            let old = try signer.commit(wave: 2, secret: DemoWitness.all[0].secret(wave: 2), at: world.clock.now())
            await #expect(throws: WitnessRefusal.unknownWitness("kantor")) {
                try await WitnessActions(dependencies: restarted).takeIn(old.commitment, wave: 2, by: .system)
            }
        }
    }
}

extension World {
    /// A server of this installation that was started with another annex.
    fileprivate func restarted(_ note: String) async throws -> Dependencies {
        let (old, annex) = (dependencies, try Annex(note: note))
        let store = try #require(old.editionStore).with(annex, note: note)
        try await old.database.transaction { tx in try tx.editions.keep(annex, note: note, at: old.realNow()) }
        return Dependencies(
            configuration: old.configuration, database: old.database, clock: old.clock, realClock: old.realClock,
            ids: old.ids, random: old.random, edition: store.inForce.edition, vault: old.vault,
            connectors: old.connectors, jobSignal: old.jobSignal, logger: old.logger, editionStore: store,
            officeRoles: old.officeRoles, admission: old.admission)
    }
}
