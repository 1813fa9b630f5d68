import Connectors
import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

/// The first chain speaks again while an attempt on the second runs, or after it.
@Suite("A value of the first chain beside an attempt on the second", .timeLimit(.minutes(5)))
struct FirstChainAgainTests {
    @Test(
        "before the second attempt's round, the first chain's value is drawn with, signed attempt or not",
        .bug(
            id: "6.301",
            """
            Once an attempt on the second chain had begun, a value of the first was not asked for any more: where witnesses \
            refused to sign beside a chain that had spoken, nothing was drawn, and the wave could not be ended either.
            """),
        arguments: Engine.tested)
    func before(engine: Engine) async throws {
        for signatures in [0, 2] {
            try await World.with(engine, edition: WitnessTests.watched, annex: OutcomeWithoutOfficeTests.twoChains) {
                world in
                let (first, second) = try await world.beginOnSecondChain(signatures: signatures)
                #expect(second.number > first.number)
                let page = try await world.visitor().get(Paths.witnesses(1)).text
                #expect(page.contains("Sumber pertama masih ditunggu"), "the rule is told beforehand")
                try await world.beLate(.normal)
                if signatures == 0 { world.clock.set(second.roundAt + .hours(1)) }
                world.clock.advance(.minutes(1))
                try await world.tick()
                #expect(try await world.wave().state == .drawn)
                let board = try await world.board()
                #expect(board.current?.number == first.number && board.beacon?.value.round == first.round)
                try await world.decreeDrawn()
                world.clock.advance(.minutes(1))
                try await world.advanceWaves()
                world.dependencies.publicCache.forget()
                let bundle = try DrawBundle(Data(try await world.visitor().get(Paths.drawBundle(1)).bytes))
                let report = try bundle.verify(edition: world.edition)
                #expect(report.isChecked && report.statement.chain == 1)
                #expect(report.trusted.contains { $0.contains("before an attempt on the annex's second chain") })
                let draw = try await world.visitor().get(Paths.draw(1)).text
                #expect(draw.contains("tidak dipakai: angka untuk percobaan \(first.number) terbit lebih dulu"))
            }
        }
    }

    @Test(
        "from the second attempt's round on the first chain's value is not drawn with",
        .bug(
            id: "6.711",
            """
            A value of the first chain that came after the second one's round was drawn with where SQL put it in with an \
            earlier time: a person who could write to the tables chose between two outcomes.
            """),
        arguments: Engine.tested)
    func after(engine: Engine) async throws {
        try await World.with(engine, edition: WitnessTests.watched, annex: OutcomeWithoutOfficeTests.twoChains) {
            world in
            let (first, second) = try await world.beginOnSecondChain(signatures: 2)
            let statement = { (attempt: Int) in
                try await world.visitor().get(Paths.attemptStatement(1, attempt))
            }
            #expect(try await statement(first.number).body.contains("\nround \(first.round)\n"))
            #expect(try await statement(second.number).body.contains("\nchain 2\n"))
            #expect(try await statement(second.number + 1).status == .notFound)
            #expect(try await world.visitor().get(Paths.draw(1)).body.contains("percobaan=\(first.number)"))
            try await world.beLate(.normal)
            world.clock.set(second.roundAt)
            try await world.tick()
            #expect(try await world.wave().state == .sealed, "the second chain has no server here")

            // A value of the first that SQL puts in after that instant draws nothing.
            let board = try await world.board()
            let rules = try #require(board.allRules)
            let value = try await world.dependencies.connectors.beacon(rules.beacon)
                .value(of: first.round, on: rules.beacon)
            try await world.store(value, at: second.roundAt)
            await #expect(throws: WaveRefusal.notReadyToDraw) {
                try await DrawActions(dependencies: world.dependencies).drawSealed(1, by: .system)
            }
            // Nor does one that says that it came before.
            let before = second.roundAt - .minutes(1)
            try await world.vandalise("UPDATE draw_beacon SET fetched_at = \(before)")
            await #expect(throws: WaveRefusal.signaturesChanged) {
                try await DrawActions(dependencies: world.dependencies).drawSealed(1, by: .system)
            }
            let deleted = try await world.dependencies.database.transaction { tx in
                try tx.run("DELETE FROM draw_beacon")
            }
            #expect(deleted == 1)

            let key = BLS12381.SigningKey(seed: Data("kedua".utf8), suite: .shortSignatures)
            let signature = key.signature(of: BeaconScheme.unchained.message(round: second.round, previous: nil))
            try await world.fetched(
                BeaconValue(
                    round: second.round, randomness: BeaconKey.randomness(of: signature).hex, signature: signature.hex),
                at: second.roundAt + .minutes(1))
            world.clock.advance(.minutes(2))
            try await world.tick()
            #expect(try await world.wave().state == .drawn)
            #expect(try await world.board().current?.number == second.number)
        }
    }

    @Test(
        "no attempt on the second chain begins for a quorum that SQL put in",
        .bug(
            id: "6.708",
            """
            A forged signature made an attempt that had failed wait for its chain: after three days of silence one on the \
            second chain could be begun, in the place of the next one on the first.
            """),
        arguments: Engine.tested)
    func forged(engine: Engine) async throws {
        try await World.with(engine, edition: WitnessTests.watched, annex: OutcomeWithoutOfficeTests.twoChains) {
            world in
            let first = try await world.sealSigned(by: 1)
            let other = DemoWitness.all[1].key.witness
            try await world.vandalise(
                """
                INSERT INTO draw_signature (wave_id, attempt, witness, line, signed_at)
                SELECT wave_id, attempt, \(other), line, signed_at
                FROM draw_signature
                """)
            try await world.beLate(.slow)
            let now = first.roundAt + .days(DrawRules.silentDays)
            world.clock.set(now)
            guard case .silent = try await world.board().phase(at: now) else {
                return #expect(Bool(false), "the attempt waits for its round")
            }
            await #expect(throws: WaveRefusal.signaturesChanged) {
                try await DrawActions(dependencies: world.dependencies).tryAgain(1, by: .system)
            }
            #expect(try await world.board().attempts.count == 1)
            try await world.vandalise("DELETE FROM draw_signature WHERE witness = \(other)")
            try await DrawActions(dependencies: world.dependencies).tryAgain(1, by: .system)
            #expect(try await world.board().attempts.map(\.chain) == [1, 1])
        }
    }

    @Test("while the second chain counts as lost, the first one's value counts again", arguments: Engine.tested)
    func lost(engine: Engine) async throws {
        try await World.with(engine, edition: World.witnessesLost, annex: OutcomeWithoutOfficeTests.twoChains) {
            world in
            let (first, second) = try await world.beginOnSecondChain(signatures: 2)
            try await world.beLate(.normal)
            let lost = second.roundAt + .days(AbandonmentProgress.retiredDays)
            world.clock.set(lost - .minutes(1))
            try await world.tick()
            #expect(try await world.wave().state == .sealed)
            world.clock.set(lost + .minutes(5))
            try await world.tick()
            #expect(try await world.wave().state == .drawn)
            #expect(try await world.board().current?.number == first.number)
        }
    }
}

extension World {
    /// Wave 1 sealed and signed, its first chain silent for three days, and an attempt on the second begun.
    fileprivate func beginOnSecondChain(
        signatures: Int
    ) async throws -> (first: DrawAttempt, second: DrawAttempt) {
        let first = try await sealSigned(by: 2)
        try await beLate(.slow)
        clock.set(first.roundAt + .days(DrawRules.silentDays))
        try await tick()
        try await DrawActions(dependencies: dependencies).tryAgain(1, by: .system)
        for witness in DemoWitness.all.prefix(signatures) { #expect(try await sign(witness).accepted) }
        return (first, try #require(try await board().attempt))
    }

    /// Wave 1 sealed, with the signatures of so many witnesses under its first attempt.
    fileprivate func sealSigned(by signatures: Int) async throws -> DrawAttempt {
        try await advanceWaves()
        try await candidate().browser.join()
        for witness in DemoWitness.all { #expect(try await handIn(lock(of: witness)).accepted) }
        try await closeAndSeal()
        for witness in DemoWitness.all { #expect(try await show(witness).accepted) }
        for witness in DemoWitness.all.prefix(signatures) { #expect(try await sign(witness).accepted) }
        return try #require(try await board().attempt)
    }

    fileprivate func store(_ value: BeaconValue, at now: Instant) async throws {
        let id = try await board().wave.id
        let isStored = try await dependencies.database.transaction { tx in
            try tx.witnesses.note(value, in: id, at: now)
        }
        #expect(isStored)
    }
}
