import Connectors
import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

@Suite("What SQL writes in the witnesses' names", .timeLimit(.minutes(3)))
struct ForgedSignatureTests {
    @Test(
        "lines in the place of signatures, another round and another statement draw no wave",
        .bug(
            id: "5.951",
            """
            The draw counted rows of signatures without verifying them and took the round from its row: a person who could \
            write to the tables chose a round that was out, and so who was selected.
            """),
        arguments: Engine.tested)
    func forged(engine: Engine) async throws {
        try await World.with(engine, edition: WitnessTests.watched) { world in
            try await world.sealWatched()
            #expect(try await world.sign(DemoWitness.all[0]).accepted)
            let attempt = try #require(try await world.board().attempt)
            let line = try #require(try await world.board().current?.signatures.first?.line)
            world.clock.set(attempt.roundAt)
            // One witness has signed, and two must.
            let other = DemoWitness.all[1].key.witness
            let forged = line.replacing(DemoWitness.all[0].key.witness, with: other)
            try await world.vandalise(
                """
                INSERT INTO draw_signature (wave_id, attempt, witness, line, signed_at)
                SELECT wave_id, attempt, \(other), \(forged), signed_at
                FROM draw_signature
                """)
            try await world.fetchRandomness()
            try await world.expectSealed("a line that the witness did not sign")
            try await world.vandalise("UPDATE draw_signature SET witness = 'orang-lain' WHERE witness = \(other)")
            // It counts nowhere: the attempt has failed, is not drawn, and another may begin.
            try await world.expectSealed("a witness that the annex does not name", because: .notReadyToDraw)
            let phase = try #require(try await world.board().phase(at: attempt.roundAt))
            #expect(phase == .failed(at: attempt.roundAt, signatures: 1, needed: 2))
            try await DrawActions(dependencies: world.dependencies).tryAgain(1, by: .system)
            #expect(try await world.board().attempts.count == 2)
            #expect(try await world.wave().state == .sealed)
        }
    }

    @Test(
        "a round that is out already, or other secrets than those signed, draw no wave", arguments: Engine.tested)
    func chosen(engine: Engine) async throws {
        try await World.with(engine, edition: WitnessTests.watched) { world in
            try await world.sealWatched()
            for witness in DemoWitness.all { #expect(try await world.sign(witness).accepted) }
            let attempt = try #require(try await world.board().attempt)
            world.clock.set(attempt.roundAt)
            try await world.vandalise("UPDATE draw_attempt SET round = round - 7")
            try await world.fetchRandomness()
            try await world.expectSealed("another round")
            try await world.vandalise("UPDATE draw_attempt SET round = round + 7", "DELETE FROM draw_beacon")
            let text = try #require(try await world.board().current?.statement)
            let secret = try #require(text.split(separator: "\n").first { $0.hasPrefix("secret ") })
            let without = secret.split(separator: " ").prefix(2).joined(separator: " ") + " none"
            try await world.vandalise("UPDATE draw_attempt SET statement = \(text.replacing(secret, with: without))")
            try await world.fetchRandomness()
            try await world.expectSealed("a statement without a secret")
            try await world.vandalise("UPDATE draw_attempt SET statement = \(text)")
            try await DrawActions(dependencies: world.dependencies).drawSealed(1, by: .system)
            #expect(try await world.wave().state == .drawn)
        }
    }

    @Test(
        "no round's value is stored for signatures or a statement that no witness made, so none has to be deleted",
        .bug(
            id: "5.953",
            """
            The job that fetches the randomness stored the value of a forged attempt's round, and only the draw verified \
            its signatures: the value stood in the way of the right one until it was deleted by hand.
            """),
        arguments: Engine.tested)
    func stored(engine: Engine) async throws {
        try await World.with(engine, edition: WitnessTests.watched) { world in
            try await world.sealWatched()
            for witness in DemoWitness.all.prefix(2) { #expect(try await world.sign(witness).accepted) }
            let attempt = try #require(try await world.board().attempt)
            world.clock.set(attempt.roundAt)
            let job = AwaitBeacon(wave: try await world.wave().id)
            let (one, other) = (DemoWitness.all[0].key.witness, DemoWitness.all[1].key.witness)
            let signatures = try #require(try await world.board().current?.signatures)
            let lines = Dictionary(uniqueKeysWithValues: signatures.map { ($0.witness, $0.line) })
            let (first, second) = (try #require(lines[one]), try #require(lines[other]))
            let text = try #require(try await world.board().current?.statement)
            let without = text.replacing(/secret kantor \w+/, with: "secret kantor none")
            try #require(without != text)
            let forgeries: [(what: Comment, change: SQL, undoing: SQL)] = [
                (
                    "another witness's line",
                    "UPDATE draw_signature SET line = \(first) WHERE witness = \(other)",
                    "UPDATE draw_signature SET line = \(second) WHERE witness = \(other)"
                ),
                (
                    "a round that is out already", "UPDATE draw_attempt SET round = round - 7",
                    "UPDATE draw_attempt SET round = round + 7"
                ),
                (
                    "a statement without a secret", "UPDATE draw_attempt SET statement = \(without)",
                    "UPDATE draw_attempt SET statement = \(text)"
                ),
            ]
            for (what, change, undoing) in forgeries {
                try await world.vandalise(change)
                await #expect(throws: WaveRefusal.signaturesChanged, what) {
                    _ = try await job.run(on: world.dependencies)
                }
                #expect(try await world.board().beacon == nil, what)
                try await world.vandalise(undoing)
            }
            _ = try await job.run(on: world.dependencies)
            #expect(try await world.wave().state == .drawn)
        }
    }

    @Test(
        "a witness's second signature of one attempt, of another second, changes nothing and is no act",
        .bug(
            id: "6.710",
            """
            Each further signature of a witness was recorded as an act, although the first one stands; a line that SQL had \
            put in a witness's name kept out their own, and the witness read that it was taken in.
            """),
        arguments: Engine.tested)
    func again(engine: Engine) async throws {
        try await World.with(engine, edition: WitnessTests.watched) { world in
            try await world.sealWatched()
            func signed(by witness: DemoWitness) async throws -> String {
                let text = try await world.statement()
                let sealed = try DrawStatement(text: SignedNote.text(of: text)).times.sealed
                var memory = WitnessMemory(of: witness.key.witness)
                return try WitnessSigner(key: witness.key, edition: world.edition).cosign(
                    witness.note(of: 1, edition: world.edition), statement: text, at: sealed + .minutes(1),
                    memory: &memory
                ).signed
            }
            #expect(try await world.sign(DemoWitness.all[0]).accepted)
            let first = try await world.board().current?.signatures.map(\.line)
            let (later, second) = (
                try await signed(by: DemoWitness.all[0]), try await signed(by: DemoWitness.all[1])
            )
            #expect(try await world.handIn(later).accepted)
            #expect(try await world.board().current?.signatures.map(\.line) == first)
            let (subject, vault) = (try await world.wave().subject, world.dependencies.vault)
            let events = try await world.dependencies.database.read { tx in
                try tx.audit.codedDetails(of: "witness.signed", subject: subject, vault: vault)
            }
            #expect(events.count == 1)
            // A line that SQL put in another's name is not taken for theirs.
            let other = DemoWitness.all[1].key.witness
            try await world.vandalise(
                """
                INSERT INTO draw_signature (wave_id, attempt, witness, line, signed_at)
                SELECT wave_id, attempt, \(other), line, signed_at
                FROM draw_signature
                """)
            let refused = try await world.handIn(second)
            #expect(refused.status == .conflict && refused.text.contains("Tanda tangan atau rahasia saksi"))
            try await world.vandalise("DELETE FROM draw_signature WHERE witness = \(other)")
            #expect(try await world.handIn(second).accepted)
            #expect(try await world.board().current?.signatures.count == 2)
        }
    }

    @Test(
        "no further try begins, and no end without a draw is proposed, where a signature that was taken in is gone",
        .bug(
            id: "5.952",
            "SQL that deleted signatures once the round was out let one officer begin a try with another outcome."),
        arguments: Engine.tested)
    func deleted(engine: Engine) async throws {
        try await World.with(engine, edition: WitnessTests.watched) { world in
            try await world.sealWatched()
            for witness in DemoWitness.all.prefix(2) { #expect(try await world.sign(witness).accepted) }
            try await world.keep("draw_signature")
            let attempt = try #require(try await world.board().attempt)
            world.clock.set(attempt.roundAt)
            try await world.vandalise("DELETE FROM draw_signature")
            let ratna = try await world.officer("Ratna", .operations)
            let answer = try await ratna.browser.act(.tryAgain)
            #expect(answer.status == .conflict && answer.text.contains("Tanda tangan atau rahasia saksi"))
            #expect(try await world.board().attempts.count == 1)
            try await world.putBack("draw_signature")
            try await world.tick()
            #expect(try await world.wave().state == .drawn)
        }
    }
}

extension World {
    /// Closes and seals wave 1 with one entry; its witnesses have shown their secrets.
    fileprivate func sealWatched() async throws {
        try await advanceWaves()
        try await candidate().browser.join()
        for witness in DemoWitness.all { try await handIn(lock(of: witness)) }
        try await closeAndSeal()
        for witness in DemoWitness.all { #expect(try await show(witness).accepted) }
    }

    /// Stores the value of the round that the attempt's row names, as the job does.
    fileprivate func fetchRandomness() async throws {
        let board = try await board()
        let (rules, current) = (try #require(board.rules), try #require(board.current))
        let value = try await dependencies.connectors.beacon(rules.beacon, isFirst: true)
            .value(of: current.round, on: rules.beacon)
        try await fetched(value, at: clock.now())
    }

    fileprivate func expectSealed(
        _ what: Comment, because refusal: WaveRefusal = .signaturesChanged
    ) async throws {
        await #expect(throws: refusal, what) {
            try await DrawActions(dependencies: dependencies).drawSealed(1, by: .system)
        }
        #expect(try await wave().state == .sealed, what)
    }
}
