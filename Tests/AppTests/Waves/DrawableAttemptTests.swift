import Connectors
import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

@Suite("An attempt with signatures enough bars the end without a draw", .timeLimit(.minutes(5)))
struct DrawableAttemptTests {
    @Test(
        "the end is refused until the only chain counts as lost, and where the chain answers in the meantime",
        .bug(
            id: "5.864",
            """
            Where an attempt had signatures enough, so that its outcome could be computed, the office could still end the \
            wave, as soon as three attempts after it had failed.
            """),
        arguments: Engine.tested)
    func lost(engine: Engine) async throws {
        try await World.with(engine, edition: World.witnessesLost) { world in
            let first = try await world.signedByQuorum()
            try await world.beLate(.slow)
            world.clock.set(first.roundAt)
            try await world.tick()
            let retired = first.roundAt + .days(AbandonmentProgress.retiredDays)
            for at in [first.roundAt, first.roundAt + .days(3), retired - .minutes(1)] {
                world.clock.set(at)
                try await world.expectRefused("Percobaan 1 punya cukup tanda tangan saksi, jadi harus diundi")
            }

            world.clock.set(retired)
            let ratna = try await world.fresh(.operations)
            let page = try await ratna.get(Paths.abandon(1)).text
            #expect(page.contains("Usulkan mengakhiri tanpa undian") && !page.contains("Belum dapat diusulkan"))
            // The chain answers after all: whether at the proposal or at the approval, the wave is drawn.
            try await world.beLate(.normal)
            let answered = try await ratna.proposeAbandoning()
            #expect(answered.status == .conflict && answered.text.contains("sudah terbit, jadi gelombang ini diundi"))
            #expect(answered.text.contains(World.keysLost), "what was typed is kept")
            try await world.beLate(.slow)
            #expect(try await ratna.proposeAbandoning().location == Paths.officeWave(1))
            try await world.beLate(.normal)
            let hendra = try await world.fresh(.approver)
            let refused = try await hendra.answerAbandoning(.approve)
            #expect(refused.status == .conflict && refused.text.contains("sudah terbit"), "\(refused.text)")
            #expect(try await world.wave().state == .sealed)
            try await world.beLate(.slow)
            #expect(try await hendra.answerAbandoning(.approve).location == Paths.officeWave(1))
            #expect(try await world.wave().state == .abandoned)

            world.dependencies.publicCache.forget()
            let visitor = world.visitor()
            #expect(try await visitor.get(Paths.draw(1)).text.contains("tidak pernah terbit"))
            let note = try await visitor.get(Paths.abandonment(1)).body
            let paper = try DrawAbandonment(text: SignedNote.only(note, with: world.dependencies.seal.verifier))
            try paper.check(edition: world.edition)
            let rules = try #require(world.edition.waves.draw)
            #expect(paper.drawable(under: rules).map(\.number) == [1], "a reader looks its round up")
        }
    }

    @Test(
        "a value that is stored is drawn with, however late it came: no officer can end the wave",
        arguments: Engine.tested)
    func stored(engine: Engine) async throws {
        try await World.with(engine, edition: World.witnessesLost) { world in
            let first = try await world.signedByQuorum()
            let board = try await world.board()
            let rules = try #require(board.rules)
            world.clock.set(first.roundAt)
            let value = try await world.dependencies.connectors.beacon(rules.beacon)
                .value(of: first.round, on: rules.beacon)
            let isStored = try await world.dependencies.database.transaction { [clock = world.clock] tx in
                try tx.witnesses.note(value, in: board.wave.id, at: clock.now())
            }
            #expect(isStored)
            try await world.beLate(.slow)
            world.clock.set(first.roundAt + .days(60))
            try await world.expectRefused("sudah terbit, jadi gelombang ini diundi")
        }
    }

    @Test(
        "attempts that no act began end no wave, nor does one that is gone begin another",
        .bug(
            id: "6.712",
            """
            Rows of attempts that SQL put in counted as failed: with two of them a wave could be ended without a draw, though \
            no witness was asked to sign.
            """),
        arguments: Engine.tested)
    func invented(engine: Engine) async throws {
        try await World.with(engine, edition: World.witnessesLost) { world in
            try await world.advanceWaves()
            try await world.candidate().browser.join()
            try await world.sealWithLostKeys()
            try await world.failAttempt()
            let (rules, wave) = (try #require(try await world.board().rules), try await world.wave())
            let first = rules.attempt(1, closing: wave.closesAt)
            let days = Span.days(AbandonmentProgress.days + 1)
            let late = rules.attempt(after: 2, closing: wave.closesAt, at: first.roundAt + days)
            for attempt in [rules.attempt(2, closing: wave.closesAt), late] {
                let (number, round) = (attempt.number, attempt.round)
                try await world.vandalise(
                    """
                    INSERT INTO draw_attempt (wave_id, number, round, chain, begun_at)
                    SELECT wave_id, CAST(\(number) AS BIGINT), CAST(\(round) AS BIGINT), chain, begun_at
                    FROM draw_attempt
                    WHERE number = 1
                    """)
            }
            world.clock.set(late.roundAt + .minutes(1))
            let ratna = try await world.fresh(.operations)
            let answered = try await ratna.proposeAbandoning()
            #expect(answered.status == .conflict && answered.text.contains("Tanda tangan atau rahasia saksi"))
            await #expect(throws: WaveRefusal.signaturesChanged) {
                try await DrawActions(dependencies: world.dependencies).tryAgain(1, by: .system)
            }
            try await world.vandalise("DELETE FROM draw_attempt WHERE number > 1")
            try await world.tryAgain(after: .minutes(1))
            try await world.failAttempt()
            try await world.vandalise("DELETE FROM draw_attempt WHERE number > 1")
            await #expect(throws: WaveRefusal.signaturesChanged) {
                try await DrawActions(dependencies: world.dependencies).tryAgain(1, by: .system)
            }
        }
    }

    @Test(
        "after a silent first chain, failed attempts on the second end the wave only once the first counts as lost",
        arguments: Engine.tested)
    func secondChain(engine: Engine) async throws {
        try await World.with(engine, edition: World.witnessesLost, annex: OutcomeWithoutOfficeTests.twoChains) {
            world in
            let first = try await world.signedByQuorum()
            try await world.beLate(.slow)
            world.clock.set(first.roundAt + .days(DrawRules.silentDays))
            try await world.expectRefused("mulai percobaan dengan sumber kedua")
            for wait in [Span.minutes(1), .days(3), .days(5)] {
                try await world.tryAgain(after: wait)
                try await world.expectRefused("Percobaan 1 punya cukup tanda tangan saksi")
                try await world.failAttempt()
                try await world.expectRefused("Percobaan 1 punya cukup tanda tangan saksi")
            }
            #expect(try await world.board().attempts.map(\.chain) == [2, 2, 2, 1])
            world.clock.set(first.roundAt + .days(AbandonmentProgress.retiredDays))
            let ratna = try await world.fresh(.operations)
            try await world.beLate(.normal)
            let answered = try await ratna.proposeAbandoning()
            #expect(answered.status == .conflict && answered.text.contains("sudah terbit, jadi gelombang ini diundi"))
            try await world.beLate(.slow)
            #expect(try await ratna.proposeAbandoning().location == Paths.officeWave(1))
            // What the words promise: the value that is out is drawn with, without another act of the office.
            try await world.beLate(.normal)
            world.clock.advance(.minutes(2))
            try await world.tick()
            #expect(try await world.wave().state == .drawn)
            #expect(try await world.board().current?.number == 1)
        }
    }
}

extension World {
    /// Wave 1 sealed, with its secrets shown and signatures enough; gives its first attempt.
    fileprivate func signedByQuorum() async throws -> DrawAttempt {
        try await advanceWaves()
        try await candidate().browser.join()
        for witness in DemoWitness.all { #expect(try await handIn(lock(of: witness)).accepted) }
        try await closeAndSeal()
        for witness in DemoWitness.all { #expect(try await show(witness).accepted) }
        for witness in DemoWitness.all.prefix(2) { #expect(try await sign(witness).accepted) }
        return try #require(try await board().attempt)
    }

    /// An officer who has just signed in: the clock of these tests moves by weeks.
    fileprivate func fresh(_ roles: [Role]) async throws -> Visitor {
        try await officer("Petugas\(dependencies.ids.next() as ID<Officer>)", roles).browser
    }

    /// The page has no button and says why, and the act is refused with the same words and keeps what was typed.
    fileprivate func expectRefused(_ says: String) async throws {
        let ratna = try await fresh(.operations)
        let page = try await ratna.get(Paths.abandon(1)).text
        #expect(page.contains(says) && page.contains("Belum dapat diusulkan"), "\(page)")
        #expect(!page.contains("Usulkan mengakhiri tanpa undian"))
        let answer = try await ratna.post(
            Paths.abandon(1), [(ReasonField.name, World.keysLost)], seeing: Paths.officeWave(1))
        #expect(answer.status == .conflict && answer.text.contains(says), "\(says): \(answer.text)")
        #expect(answer.text.contains(World.keysLost), "what was typed is kept")
        #expect(try await wave().state == .sealed)
    }
}
