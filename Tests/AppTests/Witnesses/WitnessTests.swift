import Crypto
import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A draw with witnesses", .timeLimit(.minutes(3)))
struct WitnessTests {
    static let watched: @Sendable (String) -> String = { _ in
        (try? String(contentsOf: World.repository.appending(path: "Editions/demo-witnesses.yaml"), encoding: .utf8))
            ?? ""
    }

    @Test(
        "locks, seal, secrets, signatures and public randomness draw the wave, and an outsider recomputes it",
        arguments: Engine.tested)
    func life(engine: Engine) async throws {
        try await World.with(engine, edition: Self.watched) { world in
            try await world.advanceWaves()
            let (siti, budi) = (try await world.candidate(priority: true), try await world.candidate())
            try await siti.browser.join()
            try await budi.browser.join()
            for witness in DemoWitness.all { #expect(try await world.handIn(world.lock(of: witness)).accepted) }
            let early = try await world.handIn(DemoWitness.all[0].note(of: 1, edition: world.edition).text)
            #expect(early.status == .conflict)
            #expect(early.text.contains("Daftar peserta belum disegel"))

            try await world.closeAndSeal()
            #expect(try await world.wave().state == .sealed)
            let unsigned = try await world.statement()
            #expect(!unsigned.contains("secret "), "which secrets count is not said before it is known")
            #expect(SignedNote.signatures(of: unsigned).count == 1, "the site has signed it")
            // Two witnesses reveal their secrets; the third does not.
            for witness in DemoWitness.all.prefix(2) { #expect(try await world.show(witness).accepted) }
            // The witness's tool signs no statement that does not say which secrets count; the site takes in no
            // signature under one either, whatever tool made it.
            await #expect(throws: WitnessFault.draw(.witnesses)) { try await world.sign(DemoWitness.all[0]) }
            let hasty = try await world.handIn(DemoWitness.all[0].signed(SignedNote.text(of: unsigned)))
            #expect(hasty.status == .conflict && hasty.text.contains("Belum semua rahasia dibuka"))

            let attempt = try #require(try await world.board().attempt)
            world.clock.set(attempt.revealsBy)
            try await world.advanceWaves()
            let late = try await world.show(DemoWitness.all[2])
            #expect(late.status == .conflict && late.text.contains("Rahasia diterima sampai"))
            #expect(try await world.statement().contains("secret universitas none\n"))
            #expect(try await world.sign(DemoWitness.all[0]).accepted)
            #expect(try await world.sign(DemoWitness.all[0]).accepted, "a second signature changes nothing")
            #expect(
                try await world.sign(DemoWitness.all[2]).accepted,
                "a witness who did not reveal a secret may still sign")
            #expect(try await world.board().current?.signatures.count == 2)

            try await world.beLate(.slow)
            world.clock.set(attempt.roundAt)
            try await world.tick()
            #expect(try await world.wave().state == .sealed, "a late beacon has no substitute")
            let page = try await world.visitor().get(Paths.witnesses(1)).text
            #expect(page.contains("Menunggu angka acak publik (drand)"))
            try await world.beLate(.wrong)
            world.clock.advance(.seconds(31))
            try await world.tick()
            #expect(
                try await world.wave().state == .sealed,
                "a beacon value that another key signed is rejected")
            try await world.beLate(.normal)
            world.clock.advance(.minutes(2))
            try await world.tick()
            #expect(try await world.wave().state == .drawn)
            let after = try await world.visitor().get(Paths.witnesses(1)).text
            #expect(!after.contains("Serahkan kertas"), "documents are no longer accepted")

            try await announced(in: world, to: siti)
        }
    }

    /// Announces the drawn wave, and verifies the published file as an outsider does.
    private func announced(in world: World, to siti: Candidate) async throws {
        try await world.decreeDrawn()
        world.clock.set(try await world.wave().announcesAt)
        try await world.advanceWaves()
        #expect(try await siti.browser.get(Paths.myEntry(1)).text.contains("Selamat, Anda terpilih"))
        let bundle = try DrawBundle(Data(try await world.visitor().get(Paths.drawBundle(1)).bytes))
        let report = try bundle.verify(edition: world.edition)
        #expect(report.isChecked && report.witnesses == ["kantor", "universitas"])
        #expect(report.absent == ["universitas"])
        let statement = report.statement
        #expect(statement.origin?.order != nil && statement.origin?.annex == world.edition.annex?.digest)
        #expect(statement.secrets?.map { $0 != nil } == [true, true, false])
        #expect(
            statement.counts == [
                .init(stratum: .priority, entries: 1), .init(stratum: .province(82), entries: 2),
            ])
    }

    @Test(
        "with too few signatures there is no draw, and the next attempt uses a later beacon round",
        arguments: Engine.tested)
    func failing(engine: Engine) async throws {
        try await World.with(engine, edition: Self.watched) { world in
            try await world.advanceWaves()
            try await world.candidate().browser.join()
            for witness in DemoWitness.all { try await world.handIn(world.lock(of: witness)) }
            try await world.closeAndSeal()
            let root = try await world.board().draw?.root
            for witness in DemoWitness.all { #expect(try await world.show(witness).accepted) }
            #expect(try await world.sign(DemoWitness.all[0]).accepted)
            let first = try #require(try await world.board().attempt)
            let ratna = try await world.officer("Ratna", .operations)
            #expect(try await ratna.browser.act(.tryAgain).status == .conflict, "it has not failed yet")

            world.clock.set(first.roundAt)
            try await world.tick()
            #expect(try await world.wave().state == .sealed)
            #expect(try await world.sign(DemoWitness.all[1]).text.contains("Tanda tangan diterima sampai"))
            let page = try await world.visitor().get(Paths.witnesses(1)).text
            #expect(page.contains("Percobaan ini gagal"))
            #expect(page.contains("1 tanda tangan, diperlukan 2"))

            #expect(try await ratna.browser.act(.tryAgain).location == Paths.officeWave(1))
            let second = try #require(try await world.board().attempt)
            #expect(second.number == 2 && second.round > first.round && second.roundAt > first.roundAt)
            // All secrets are revealed, so the statement is final at once.
            let again = try await world.visitor().get(Paths.witnesses(1)).text
            #expect(again.contains("Saksi sedang menandatangani") && again.contains("tidak berubah lagi"))
            for witness in DemoWitness.all.prefix(2) { #expect(try await world.sign(witness).accepted) }
            world.clock.set(second.roundAt)
            try await world.tick()
            #expect(try await world.wave().state == .drawn)
            #expect(try await world.board().draw?.root == root)
            #expect(try await world.board().statement?.attempt == 2)
        }
    }

    @Test("a document that is not the witness's own is refused with what to do", arguments: Engine.tested)
    func refusals(engine: Engine) async throws {
        try await World.with(engine, edition: Self.watched) { world in
            try await world.advanceWaves()
            let auditor = DemoWitness.all[1]
            let stranger = try WitnessKey(witness: "auditor", bytes: Data(repeating: 9, count: 32))
            let forged = try SignedNote.sign(
                WitnessNote(
                    .commitment, edition: world.edition.id, wave: 1, witness: "auditor",
                    value: Data(repeating: 1, count: 32)
                ).text, as: "auditor",
                with: .init(rawRepresentation: Data(repeating: 9, count: 32)))
            #expect(stranger.verifier.description != auditor.key.verifier.description)
            #expect(try await world.handIn(forged).text.contains("Tanda tangan ini bukan dari kunci auditor"))
            #expect(try await world.handIn("halo").text.contains("bukan berkas saksi yang utuh"))
            let signer = try WitnessSigner(key: auditor.key, edition: world.edition)
            let second = try signer.commit(wave: 2, secret: auditor.secret(wave: 2), at: world.clock.now()).commitment
            #expect(try await world.handIn(second).text.contains("untuk gelombang 2, bukan 1"))
            #expect(try await world.handIn(world.lock(of: auditor)).accepted)
            let other = try signer.commit(wave: 1, secret: auditor.secret(wave: 7), at: world.clock.now()).commitment
            #expect(try await world.handIn(other).text.contains("tidak dapat ditukar"))

            try await world.candidate().browser.join()
            try await world.closeAndSeal()
            let wrong = WitnessNote(
                .secret, edition: world.edition.id, wave: 1, witness: "auditor", value: auditor.secret(wave: 2).bytes)
            #expect(try await world.handIn(wrong.text).text.contains("tidak cocok dengan gembok auditor"))
            #expect(
                try await world.handIn(DemoWitness.all[0].note(of: 1, edition: world.edition).text).text
                    .contains("tidak menyerahkan gembok"))
            #expect(
                try await world.handIn(world.lock(of: DemoWitness.all[2])).text
                    .contains("Gembok rahasia diterima sampai gelombang ditutup"))
            let board = try await world.board()
            #expect(board.statement?.commitments.map { $0.hash != nil } == [false, true, false])
        }
    }

    @Test(
        "each participant's proof leads to the published root before the draw",
        arguments: Engine.tested)
    func proofs(engine: Engine) async throws {
        try await World.with(engine, edition: Self.watched) { world in
            try await world.advanceWaves()
            var people: [Candidate] = []
            for _ in 0..<5 { people.append(try await world.candidate()) }
            for person in people { try await person.browser.join() }
            #expect(try await people[0].browser.get(Paths.drawProof(1)).status == .notFound)
            try await world.closeAndSeal()
            let root = try #require(try await world.board().draw?.root).hex
            var tickets: Set<Int> = []
            for person in people {
                let proof = try DrawProof(file: try await person.browser.get(Paths.drawProof(1)).bytes)
                try proof.verify(root: root)
                #expect(throws: DrawFault.proof(ticket: proof.ticket)) {
                    try proof.verify(root: String(repeating: "00", count: 32))
                }
                tickets.insert(proof.ticket)
            }
            #expect(tickets == [1, 2, 3, 4, 5])
            #expect(try await world.visitor().get(Paths.drawProof(1)).location?.hasPrefix(Paths.signIn) == true)
        }
    }
}

extension World {
    var edition: Edition { dependencies.edition }

    func board() async throws -> DrawState { try await DrawActions(dependencies: dependencies).board(1) }

    func lock(of witness: DemoWitness) throws -> String {
        try WitnessSigner(key: witness.key, edition: edition)
            .commit(wave: 1, secret: witness.secret(wave: 1), at: clock.now()).commitment
    }

    /// Posts a document to wave 1 without signing in.
    @discardableResult
    func handIn(_ paper: String) async throws -> Answer {
        try await visitor().post(Paths.witnesses(1), [(WitnessPage.field, paper)])
    }

    func statement() async throws -> String { try await visitor().get(Paths.drawStatement(1)).body }

    /// The witness's tool checks the statement first, with its own clock.
    func show(_ witness: DemoWitness) async throws -> Answer {
        try await handIn(witness.note(of: 1, edition: edition).text)
    }

    func sign(_ witness: DemoWitness) async throws -> Answer {
        let signer = try WitnessSigner(key: witness.key, edition: edition)
        let note = witness.note(of: 1, edition: edition)
        let text = try await statement()
        // The site must refuse what is late, also from a tool whose clock is behind.
        let statement = try DrawStatement(text: SignedNote.text(of: text))
        let begins = statement.begins(under: try #require(edition.waves.draw), closing: try await wave().closesAt)
        var memory = WitnessMemory(of: witness.key.witness)
        let signed = try signer.cosign(
            note, statement: text, at: begins ?? statement.times.sealed, memory: &memory
        ).signed
        return try await handIn(signed)
    }

    func closeAndSeal() async throws {
        clock.set(try await wave().closesAt + Wave.drain)
        try await advanceWaves()
        try await DrawActions(dependencies: dependencies).draw(1, by: .system)
    }

    func decreeDrawn() async throws {
        let (ratna, hendra) = (try await officer("Rini", .operations).id, try await officer("Hadi", .approver).id)
        let acts = DecreeActions(dependencies: dependencies)
        try await acts.draft(1, by: ratna)
        try await acts.sign(1, by: ratna)
        try await acts.sign(1, by: hendra)
    }

    /// Stores a value of public randomness as the job does that fetches it.
    func fetched(_ value: BeaconValue, at asked: Instant) async throws {
        let wave = try await wave()
        let isStored = try await dependencies.database.transaction { [dependencies] tx in
            guard try tx.witnesses.note(value, in: wave.id, at: asked) else { return false }
            try AwaitBeacon.record(value, of: wave, askedAt: asked, in: tx, on: dependencies)
            return true
        }
        #expect(isStored)
    }

    func beLate(_ mode: Mode) async throws {
        try await PartnerSites.behave(mode.rawValue, at: simulators[.beacon])
    }
}

extension DemoWitness {
    /// Any text with this witness's signature, which the witness's tool would refuse to make.
    fileprivate func signed(_ text: String) throws -> String {
        let hex = try #require(key.file.split(separator: "\n").last?.split(separator: " ").last)
        let bytes = try #require(Data(hex: String(hex)))
        let at = try DrawStatement(text: text).times.sealed
        return try SignedNote.cosign(text, as: key.witness, with: .init(rawRepresentation: bytes), at: at)
    }
}

extension Answer {
    /// Whether the document was accepted.
    var accepted: Bool { location == Paths.witnesses(1) }
}
