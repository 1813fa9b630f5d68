import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A wave that ends without a draw", .timeLimit(.minutes(5)))
struct AbandonmentTests {
    @Test(
        "the end is refused before three attempts in a row have failed over seven days, and while one runs",
        .bug(
            id: "5.470",
            """
            Where witnesses lost their keys, so that the quorum was out of reach, a wave waited for ever: its people could \
            join no other.
            """),
        arguments: Engine.tested)
    func early(engine: Engine) async throws {
        try await World.with(engine, edition: World.witnessesLost) { world in
            try await world.advanceWaves()
            try await world.candidate().browser.join()
            func refused(_ says: String) async throws {
                let ratna = try await world.officer("Ratna\(world.dependencies.ids.next() as ID<Officer>)", .operations)
                let page = try await ratna.browser.get(Paths.abandon(1))
                #expect(!page.text.contains("Usulkan mengakhiri tanpa undian"), "\(says)")
                let answer = try await world.proposes(ratna.browser)
                #expect(answer.status == .conflict && answer.text.contains(says), "\(says): \(answer.text)")
                #expect(answer.text.contains(World.keysLost), "what was typed is kept")
                #expect(try await world.wave().state != .abandoned)
            }
            try await refused("yang sudah disegel")
            try await world.sealWithLostKeys()
            try await refused("Yang gagal: 0.")
            try await world.failAttempt()
            try await refused("Yang gagal: 1, dan putaran yang terakhir tidak boleh sebelum")
            for failed in [2, 3] {
                try await world.tryAgain(after: .minutes(1))
                try await refused("Yang gagal: \(failed - 1),")
                try await world.failAttempt()
                try await refused("Yang gagal: \(failed),")
            }
            // Days alone are not enough: the last attempt must lie behind them, so that a key found meanwhile can sign.
            world.clock.advance(.days(8))
            try await refused("Yang gagal: 3,")
            try await world.tryAgain(after: .minutes(1))
            try await refused("Yang gagal: 3,")
            try await world.failAttempt()
            let ratna = try await world.officer("Ratna", .operations)
            #expect(try await ratna.browser.get(Paths.officeWave(1)).body.contains(Paths.abandon(1)))
            #expect(try await ratna.browser.proposeAbandoning().location == Paths.officeWave(1))
        }
    }

    @Test(
        "the page of a draw whose try failed says so, and names no date that is over",
        .bug(
            id: "5.844",
            """
            After tries that failed, the page of the draw said that the outcome is open to all on a day that was over, and \
            that any computer finds it once the random number is out, which was out and decided nothing.
            """),
        arguments: Engine.tested)
    func failedTry(engine: Engine) async throws {
        try await World.with(engine, edition: World.witnessesLost) { world in
            try await world.advanceWaves()
            try await world.candidate().browser.join()
            try await world.failForDays()
            let page = try await world.visitor().get(Paths.draw(1)).text
            #expect(page.contains("Saksi yang menandatangani terlalu sedikit") && page.contains("Percobaan ini gagal"))
            #expect(!page.contains("Hasilnya terbuka") && !page.contains("Anda tidak perlu menunggu kami"))
        }
    }

    @Test(
        "two officers of different duties end it; its people are notified and join the open wave, and its note verifies",
        arguments: Engine.tested)
    func ended(engine: Engine) async throws {
        try await World.with(engine, edition: World.witnessesLost) { world in
            try await world.advanceWaves()
            let (siti, budi) = (try await world.candidate(priority: true), try await world.candidate())
            for person in [siti, budi] { try await person.browser.join() }
            try await world.failForDays()
            #expect(try await world.wave(2).state == .open)
            try await world.signInAgain(siti)
            #expect(try await siti.browser.join(2).text.contains("Hasil gelombang 1 belum diumumkan"))

            let (ratna, rini, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Rini", .operations),
                try await world.officer("Hendra", .approver)
            )
            let short = try await ratna.browser.proposeAbandoning(because: "hilang")
            #expect(short.status == .unprocessableContent && short.text.contains("hilang"))
            #expect(try await ratna.browser.proposeAbandoning().location == Paths.officeWave(1))
            #expect(try await rini.browser.proposeAbandoning().text.contains("Sudah ada usulan"))
            #expect(
                try await hendra.browser.get(Paths.office).text.contains("Usulan mengakhiri gelombang tanpa undian"))
            #expect(try await rini.browser.answerAbandoning(.approve).location == nil, "of the same duty")
            #expect(try await world.wave().state == .sealed)

            // The proposal does not stop another attempt, and while that runs it cannot be approved.
            #expect(try await ratna.browser.act(.tryAgain).location == Paths.officeWave(1))
            let running = try await hendra.browser.answerAbandoning(.approve)
            #expect(running.status == .conflict && running.text.contains("tunggu yang berjalan"), "\(running.text)")
            try await world.failAttempt()
            #expect(try await hendra.browser.get(Paths.officeWave(1)).text.contains(World.keysLost))
            #expect(try await hendra.browser.answerAbandoning(.approve).location == Paths.officeWave(1))
            #expect(try await world.wave().state == .abandoned)
            #expect(try await hendra.browser.answerAbandoning(.approve).text.contains("Tidak ada usulan"))

            try await world.settle()
            try await published(in: world)
            try await closed(to: ratna.browser, in: world)
            try await carried([siti, budi], in: world)
            let found = try await world.verifyRecords()
            #expect(found == [])
            #expect(try await world.verifyLog().findings == [])
        }
    }

    /// What any visitor reads, and verifies without the office.
    private func published(in world: World) async throws {
        let visitor = world.visitor()
        for path in [Paths.wave(1), Paths.draw(1)] {
            let page = try await visitor.get(path).text
            #expect(page.contains("Gelombang ini diakhiri tanpa undian") && page.contains(World.keysLost), "\(path)")
            #expect(!page.contains("Anda tidak perlu menunggu kami"))
        }
        #expect(try await visitor.get(Paths.waves).text.contains("Diakhiri tanpa undian"))
        #expect(try await visitor.get(Paths.witnesses(1)).text.contains("Tidak ada lagi yang diserahkan"))
        #expect(try await visitor.get(Paths.drawBundle(1)).status == .notFound)
        #expect(try await visitor.get(Paths.drawList(1)).status == .ok)
        let note = try await visitor.get(Paths.abandonment(1)).body
        let paper = try DrawAbandonment(text: SignedNote.open(note, with: world.dependencies.seal.verifier))
        try paper.check(edition: world.edition)
        #expect(paper.attempts.map(\.signed) == [["auditor"], [], [], []])
        #expect(paper.root == (try await world.board().draw?.root))
        #expect(try await visitor.get(Paths.abandonment(2)).status == .notFound)
    }

    /// No act draws the wave any more, and no paper is taken in for it.
    private func closed(to officer: Visitor, in world: World) async throws {
        for act in [WaveAction.tryAgain, .draw, .draft, .announce] {
            #expect(try await officer.act(act).status == .conflict, "\(act)")
        }
        // The witnesses' page has no form any more.
        let late = try await world.visitor().post(
            Paths.witnesses(1), [(WitnessPage.field, DemoWitness.all[0].note(of: 1, edition: world.edition).text)],
            seeing: Paths.proofs)
        #expect(late.status == .conflict && late.text.contains("diakhiri tanpa undian"), "\(late.text)")
        #expect(try await officer.get(Paths.postpone(1)).status == .ok)
        let postponed = try await officer.post(
            Paths.postpone(1), PostponePage.typed("2020-05-18T10:00", because: "Menunggu data Dukcapil dari pusat"))
        #expect(postponed.status == .conflict)
        await #expect(throws: WaveRefusal.self) {
            try await DrawActions(dependencies: world.dependencies).drawSealed(1, by: .system)
        }
    }

    /// Its people are in the next wave, which is drawn as any other.
    private func carried(_ people: [Candidate], in world: World) async throws {
        #expect(try await world.joined(2) == 3)
        for person in people {
            try await world.signInAgain(person)
            let inbox = try await person.browser.get(Paths.inbox).text
            #expect(inbox.matches(of: /Gelombang 1 berakhir tanpa undian/).count >= 1, "\(inbox)")
            #expect(inbox.contains("Anda otomatis ikut gelombang 2"))
            let mine = try await person.browser.get(Paths.myEntry(1)).text
            #expect(mine.contains("Gelombang 1 berakhir tanpa undian") && mine.contains(World.keysLost))
            #expect(mine.contains("Gelombang 2 sedang dibuka") && !mine.contains("belum terpilih"))
            #expect(try await person.browser.get(Paths.myEntry(2)).text.contains("Anda sudah bergabung"))
        }
        #expect(try await world.available() == world.edition.budget)
    }

    @Test(
        "where the wave is to be opened only later, people read that they will be in it, and are; one who left is not",
        arguments: Engine.tested)
    func laterWave(engine: Engine) async throws {
        try await World.with(engine, edition: WitnessTests.watched) { world in
            try await world.advanceWaves()
            let siti = try await world.candidate()
            try await siti.browser.join()
            try await world.failForDays()
            #expect(try await world.wave(2).isMissed(at: world.clock.now()))
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            try await ratna.browser.proposeAbandoning()
            try await hendra.browser.answerAbandoning(.approve)
            try await world.signInAgain(siti)
            #expect(try await siti.browser.get(Paths.myEntry(1)).text.contains("Anda otomatis ikut"))
            let account = try await siti.browser.get(Paths.account).text
            #expect(account.contains("Gelombang 1 berakhir tanpa undian"), "\(account)")

            world.clock.set(try await world.wave(3).opensAt)
            try await world.advanceWaves()
            for _ in 0..<2 {
                _ = try await CarryOver(wave: world.wave(3).id, after: nil).run(on: world.dependencies)
            }
            #expect(try await world.joined(3) == 2)
            try await world.signInAgain(siti)
            try await siti.browser.post(Paths.leaveWave(3), [], seeing: Paths.myEntry(3))
            _ = try await CarryOver(wave: world.wave(3).id, after: nil).run(on: world.dependencies)
            #expect(try await world.joined(3) == 1)
        }
    }

    @Test(
        "SQL that says so ends no wave: no person joins another, no note is signed, and `audit verify` names it",
        arguments: Engine.tested)
    func bySQL(engine: Engine) async throws {
        try await World.with(engine, edition: World.witnessesLost) { world in
            try await world.failForDays()
            #expect(try await world.wave(2).state == .open)
            let second = try await world.wave(2).id
            try await world.vandalise(
                "UPDATE wave SET abandoned_at = \(world.clock.now()) WHERE number = 1 AND state = 'sealed'")
            _ = try await CarryOver(wave: second, after: nil).run(on: world.dependencies)
            #expect(try await world.joined(2) == 0)
            #expect(try await world.visitor().get(Paths.abandonment(1)).status == .notFound)
            let named = try await world.verifyRecords()
            #expect(
                named.contains { $0.contains("is ended without a draw, and no two officers decided it") }, "\(named)")

            try await world.vandalise("UPDATE wave SET abandoned_at = NULL WHERE number = 1")
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            try await ratna.browser.proposeAbandoning()
            try await hendra.browser.answerAbandoning(.approve)
            _ = try await CarryOver(wave: second, after: nil).run(on: world.dependencies)
            #expect(try await world.joined(2) == 1)
            // The wave is put back among the sealed ones, so that its people would be in two draws.
            try await world.vandalise("UPDATE wave SET abandoned_at = NULL WHERE number = 1")
            try await world.tryAgain(after: .minutes(1))
            for witness in DemoWitness.all.prefix(2) { #expect(try await world.sign(witness).accepted) }
            world.clock.set(try #require(try await world.board().attempt).roundAt)
            try await world.tick()
            #expect(try await world.wave().state == .sealed)
            await #expect(throws: WaveRefusal.wrongState(is: .abandoned, expected: .sealed)) {
                try await DrawActions(dependencies: world.dependencies).drawSealed(1, by: .system)
            }
            let changed = try await world.verifyRecords()
            #expect(changed.contains { $0.contains("proposal to end without a draw") }, "\(changed)")
        }
    }
}

extension World {
    /// The form is not on the page while the end is refused, so its token is another form's.
    fileprivate func proposes(_ officer: Visitor) async throws -> Answer {
        try await officer.post(Paths.abandon(1), [(ReasonField.name, World.keysLost)], seeing: Paths.officeWave(1))
    }
}
