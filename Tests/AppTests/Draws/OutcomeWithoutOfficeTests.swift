import Connectors
import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A draw that the office cannot keep back", .timeLimit(.minutes(3)))
struct OutcomeWithoutOfficeTests {
    @Test(
        "the sealed list is public from the sealing on, so the public computes the outcome at the round",
        .bug(
            id: "2.686",
            """
            The list was published with the outcome: the office knew the outcome for a day before, and could postpone \
            the wave or leave the decree unsigned without a trace.
            """),
        arguments: Engine.tested)
    func computed(engine: Engine) async throws {
        try await World.with(engine, edition: WitnessTests.watched) { world in
            try await world.advanceWaves()
            let (siti, budi) = (try await world.candidate(priority: true), try await world.candidate())
            for person in [siti, budi] { try await person.browser.join() }
            for witness in DemoWitness.all { #expect(try await world.handIn(world.lock(of: witness)).accepted) }
            #expect(try await world.visitor().get(Paths.drawList(1)).status == .notFound)
            try await world.closeAndSeal()
            let list = try #require(SealedList(bytes: Data(try await world.visitor().get(Paths.drawList(1)).bytes)))
            #expect(list.count == 2)
            #expect(try await world.visitor().get(Paths.draw(1)).text.contains("Anda tidak perlu menunggu kami"))
            let own = try await siti.browser.get(Paths.draw(1)).text
            #expect(own.contains("Baris Anda di daftar tersegel: provinsi Maluku Utara, didahulukan."), "\(own)")
            let other = try await budi.browser.get(Paths.draw(1)).text
            #expect(other.contains("provinsi Maluku Utara, tidak didahulukan."))
            for witness in DemoWitness.all { #expect(try await world.show(witness).accepted) }
            for witness in DemoWitness.all { #expect(try await world.sign(witness).accepted) }
            let note = try await world.statement()
            let attempt = try #require(try await world.board().attempt)
            world.clock.set(attempt.roundAt + .seconds(1))

            // What follows takes the published files and the chain's own answer, and nothing of the office.
            let statement = try DrawStatement(text: SignedNote.text(of: note))
            let rules = try #require(world.edition.waves.draw)
            let value = try await world.dependencies.connectors.beacon(rules.beacon)
                .value(of: attempt.round, on: rules.beacon)
            let computed = DrawBundle(
                edition: world.edition, note: note, statement: statement, list: list, secrets: statement.secrets ?? [],
                beacon: value)
            #expect(try computed.verify(edition: world.edition).isChecked)

            try await world.tick()
            #expect(try await world.wave().state == .drawn)
            #expect(
                try await world.visitor().get(Paths.drawBundle(1)).status == .notFound, "until the promised instant")
            #expect(!(try await siti.browser.get(Paths.myEntry(1)).text.contains("Terpilih dalam undian")))
            world.clock.set(try await world.wave().announcesAt)
            let file = Data(try await world.visitor().get(Paths.drawBundle(1)).bytes)
            #expect(try file == computed.parts().reduce(Data(), +))
        }
    }

    @Test(
        "at the promised instant the outcome is shown although the decree is not signed, without card or message",
        .bug(id: "2.687", "A wave whose decree was not signed never showed who had been drawn."),
        .bug(
            id: "5.378",
            "While a decree was late a person read “selected” on one page and “waiting for the outcome” on three others."
        ),
        arguments: Engine.tested)
    func undecreed(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let (siti, budi) = (try await world.candidate(priority: true), try await world.candidate())
            for person in [siti, budi] { try await person.browser.join() }
            try await world.closeAndSeal()
            #expect(try await world.wave().state == .drawn)
            let waiting = try await siti.browser.get(Paths.myEntry(1)).text
            #expect(!waiting.contains("Menunggu penetapan") && !waiting.contains("terpilih"))
            world.clock.set(try await world.wave().announcesAt)
            try await world.advanceWaves()
            for person in [siti, budi] { try await world.signInAgain(person) }
            #expect(try await world.wave().state == .drawn, "nothing is announced without a decree")
            let chosen = try await siti.browser.get(Paths.myEntry(1)).text
            #expect(chosen.contains("Terpilih dalam undian") && chosen.contains("Menunggu penetapan"))
            #expect(!chosen.contains("Buka kartu saya"))
            let missed = try await budi.browser.get(Paths.myEntry(1)).text
            #expect(missed.contains("Nomor Anda belum terpilih") && missed.contains("Menunggu penetapan"))
            let page = try await world.visitor().get(Paths.draw(1)).text
            #expect(page.contains("Menunggu penetapan") && page.contains("Hasil menurut kelompok"))
            let wave = try await world.visitor().get(Paths.wave(1)).text
            #expect(wave.contains("Sudah diundi, menunggu penetapan"))
            try await onePlace(world, wave, siti)
            let bundle = try DrawBundle(Data(try await world.visitor().get(Paths.drawBundle(1)).bytes))
            #expect(try bundle.verify(edition: world.edition).statement.entries == 2)
            let inbox = try await siti.browser.get(Paths.inbox).text
            #expect(!inbox.contains("terpilih"), "no message of the outcome")
            let cards = try await world.dependencies.database.read { tx -> Int in
                try tx.row("SELECT COUNT(*) AS cards FROM card")?["cards"] ?? 0
            }
            #expect(cards == 0)

            try await world.decreeDrawn()
            try await world.advanceWaves()
            // The pages that all visitors share are two seconds old at most.
            world.clock.advance(.seconds(3))
            #expect(try await siti.browser.get(Paths.myEntry(1)).text.contains("Selamat, Anda terpilih"))
        }
    }

    /// What each page says of a draw that is shown and not decreed.
    private func onePlace(_ world: World, _ wave: String, _ siti: Candidate) async throws {
        #expect(wave.contains("Terpilih 1"), "the wave's page has the number of the draw's page: \(wave)")
        let account = try await siti.browser.get(Paths.account).text
        #expect(account.contains("belum menandatangani keputusannya"), "\(account)")
        #expect(!account.contains("Hasil diumumkan"))
        #expect(try await siti.browser.get(Paths.waves).text.contains("belum menandatangani keputusannya"))
        // What the office's page of the person lists, from the same instant on.
        let now = world.clock.now()
        let (before, shown) = try await world.dependencies.database.read { tx in
            (
                try tx.entries.all(of: siti.id, at: now - .seconds(1)).map(\.state),
                try tx.entries.all(of: siti.id, at: now).map(\.state)
            )
        }
        #expect(before == [.sealed] && shown == [.selected])
    }

    @Test(
        "before the announcement the office has no number of selected people, but that of a draw that is not announced",
        .bug(id: "5.379", "Before the announcement the wave's page said 18 were selected, and the desk said 0."))
    func notAnnounced() async throws {
        try await World.with(.sqlite) { world in
            _ = try await world.drawnOnly()
            let ratna = try await world.officer([.waveManager], "ratna").browser
            let page = try await ratna.get(Paths.officeWave(1)).text
            #expect(page.contains("keluar di undian, belum diumumkan") && !page.contains(" terpilih "), "\(page)")
            let words = FigureWords(t: .indonesian)
            let wave = try await world.wave()
            #expect(words.people(0, .step(.selected), of: wave) == "belum diumumkan")
            #expect(words.people(0, .step(.card), of: wave) == "–" && words.people(3, .entries, of: wave) == "3")
        }
    }

    /// The demo's annex with a second chain, whose key is another.
    static let twoChains: @Sendable (String) -> String = { text in
        let key = BLS12381.SigningKey(seed: Data("kedua".utf8), suite: .shortSignatures).publicKey.hex
        let second = """
              - name: "kedua (simulasi)"
                url: "http://127.0.0.1:9"
                hash: "\(String(repeating: "2", count: 64))"
                scheme: bls-unchained-g1-rfc9380
                publicKey: "\(key)"
                genesis: "2020-01-01T00:00:00Z"
                periodSeconds: 3

            """
        return text.replacing("\nwitnesses:", with: "\n\(second)witnesses:")
    }

    @Test(
        "where the public randomness is silent for three days, the next attempt waits for the annex's second chain",
        .bug(id: "2.688", "A wave whose beacon was retired or silent could never be drawn."), arguments: Engine.tested)
    func silent(engine: Engine) async throws {
        try await World.with(engine, edition: WitnessTests.watched, annex: Self.twoChains) { world in
            try await world.advanceWaves()
            try await world.candidate().browser.join()
            for witness in DemoWitness.all { try await world.handIn(world.lock(of: witness)) }
            try await world.closeAndSeal()
            for witness in DemoWitness.all { #expect(try await world.show(witness).accepted) }
            for witness in DemoWitness.all.prefix(2) { #expect(try await world.sign(witness).accepted) }
            let first = try #require(try await world.board().attempt)
            try await world.beLate(.slow)
            let silent = first.roundAt + .days(DrawRules.silentDays)
            world.clock.set(silent - .minutes(1))
            try await world.tick()
            #expect(try await world.visitor().get(Paths.witnesses(1)).text.contains("Menunggu angka acak publik"))
            let ratna = try await world.officer("Ratna", .operations)
            #expect(try await ratna.browser.act(.tryAgain).text.contains("diam tiga hari"))

            world.clock.set(silent)
            #expect(try await world.visitor().get(Paths.witnesses(1)).text.contains("Sumber angka acak diam"))
            #expect(try await ratna.browser.act(.tryAgain).location == Paths.officeWave(1))
            let board = try await world.board()
            let second = try #require(board.attempt)
            #expect(board.current?.chain == 2 && second.roundAt > silent && board.rules?.beacon.periodSeconds == 3)
            let note = try await world.statement()
            #expect(note.contains("\nround \(second.round)\nchain 2\n"))
            let statement = try DrawStatement(text: SignedNote.text(of: note))
            #expect(throws: Never.self) { try statement.check(edition: world.edition) }
            // The witness's tool knows the rule, and signs no sooner.
            let witness = DemoWitness.all[1]
            let signer = try WitnessSigner(key: witness.key, edition: world.edition)
            let secret = witness.note(of: 1, edition: world.edition)
            var memory = WitnessMemory(of: witness.key.witness)
            #expect(throws: WitnessFault.attemptRuns(1, until: silent)) {
                try signer.cosign(secret, statement: note, at: silent - .minutes(1), memory: &memory)
            }
            let signed = try signer.cosign(secret, statement: note, at: silent, memory: &memory).signed
            #expect(try await world.handIn(signed).accepted)
        }
    }
}
