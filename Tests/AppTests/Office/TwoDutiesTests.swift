import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Acts that need two officers of different duties", .timeLimit(.minutes(2)))
struct TwoDutiesTests {
    @Test(
        "two officers of one duty cannot sign a decree; an approver has to sign",
        .bug(
            id: "3.1",
            """
            Two officers of operations could sign a decree between them: it bound the budget and issued cards without \
            an approver.
            """), arguments: Engine.tested)
    func decree(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            try await world.candidate().browser.join()
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            let (ratna, bima) = (
                try await world.officer("Ratna", .operations), try await world.officer("Bima", .operations)
            )
            let hendra = try await world.officer("Hendra", .approver)
            for act in [WaveAction.draw, .draft, .sign] {
                #expect(try await ratna.browser.act(act).location == Paths.officeWave(1))
            }
            let before = try await world.available()
            let refused = try await bima.browser.act(.sign)
            #expect(refused.status == .forbidden)
            #expect(refused.text.contains("Minta petugas dengan peran lain"))
            #expect(try await world.available() == before)
            #expect(try await world.wave().state == .drawn)
            #expect(!(try await bima.browser.get(Paths.officeWave(1)).body.contains("/tanda-tangan\"")))
            #expect(!(try await bima.browser.get(Paths.office).text.contains("menunggu tanda tangan Anda")))
            #expect(try await hendra.browser.get(Paths.office).text.contains("menunggu tanda tangan Anda"))
            #expect(try await hendra.browser.act(.sign).location == Paths.officeWave(1))
            #expect(try await world.wave().state == .decreed)
            #expect(try await world.trail(of: "wave:1").contains("decree.refused"))
        }
    }

    @Test(
        "a priority list needs an officer of another duty and a real reason, as an exclusion list does",
        .bug(
            id: "3.2",
            """
            One officer put a priority list in force alone: all people on it were drawn first, and no second officer \
            had checked it.
            """), arguments: Engine.tested)
    func priorityList(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (ratna, bima) = (
                try await world.officer("Ratna", .operations), try await world.officer("Bima", .operations)
            )
            let hendra = try await world.officer("Hendra", .approver)
            let path = try #require(
                try await ratna.browser.bringIn("laid-off", "nik\n8271052703950001\n", source: "Kemnaker"))
            func state() async throws -> ListImport.State? {
                try await world.dependencies.database.read { try $0.lists.latest(limit: 1).first?.value.state }
            }
            #expect(try await state() == .proposed)
            #expect(try await ratna.browser.approve(path).status == .conflict)
            #expect(try await bima.browser.approve(path).status == .forbidden)
            for empty in ["", "x", "xxxxxxxxxxxxxxxxxxxx", "test test test test test"] {
                let unexplained = try await hendra.browser.approve(path, because: empty)
                #expect(unexplained.status == .unprocessableContent, "“\(empty)” is no reason")
                #expect(unexplained.body.contains("href=\"#alasan\""))
            }
            #expect(try await state() == .proposed)
            #expect(try await hendra.browser.approve(path).location == path)
            #expect(try await state() == .inForce)
            #expect(try await hendra.browser.get(path).text.contains("Cocok dengan surat Kemnaker nomor B-77"))
        }
    }

    @Test(
        "two officers of one duty cannot take a place away",
        .bug(
            id: "3.3",
            """
            Two officers of operations could take a drawn place away between them, one proposing and the other \
            agreeing.
            """), arguments: Engine.tested)
    func disqualification(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave()
            try await wave.propose(wave.ticket)
            let bima = try await world.officer("Bima", .operations)
            #expect(try await wave.answer(.approve, by: bima).status == .forbidden)
            #expect(try await wave.card(of: wave.siti)?.status == .active)
            #expect(try await wave.answer(.approve, by: wave.hendra).location == Paths.disqualifications(1))
            #expect(try await wave.card(of: wave.siti)?.status == .suspended)
        }
    }

    @Test(
        "postponing an announcement needs two duties and a public reason",
        .bug(
            id: "3.4",
            "One officer postponed the announcement alone, and the reason \"x\" was enough for it."),
        arguments: Engine.tested)
    func postponing(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let (ratna, bima) = (
                try await world.officer("Ratna", .operations), try await world.officer("Bima", .operations)
            )
            let hendra = try await world.officer("Hendra", .approver)
            let promised = try await world.wave().announcesAt
            func propose(_ reason: String) async throws -> Answer {
                try await ratna.browser.post(
                    Paths.postpone(1), PostponePage.typed("2020-04-18T10:00", because: reason))
            }
            func approve(_ browser: Visitor) async throws -> Answer {
                try await browser.post(Paths.answerPostponement(1, .approve), [], seeing: Paths.officeWave(1))
            }
            let unexplained = try await propose("x")
            #expect(unexplained.status == .unprocessableContent && unexplained.body.contains("href=\"#sebab\""))
            #expect(try await propose("Menunggu data Dukcapil").location == Paths.officeWave(1))
            #expect(try await propose("Menunggu data Dukcapil").status == .conflict)
            #expect(try await approve(ratna.browser).status == .conflict)
            #expect(try await approve(bima.browser).status == .forbidden)
            #expect(try await world.wave().announcesAt == promised)
            #expect(try await hendra.browser.get(Paths.office).text.contains("Usulan penundaan pengumuman"))
            #expect(try await hendra.browser.get(Paths.officeWave(1)).text.contains("Menunggu data Dukcapil"))
            #expect(try await approve(hendra.browser).location == Paths.officeWave(1))
            #expect(try await world.wave().announcesAt == Instant("2020-04-18T10:00:00+07:00"))
            #expect(try await approve(hendra.browser).status == .conflict)
        }
    }

    @Test(
        "a wave is announced at the promised hour, and the decree takes effect with it",
        .bug(
            id: "3.5",
            "One officer announced a wave a day before the promised hour."),
        .bug(
            id: "3.6",
            """
            The thirty days of a card were counted from the second signature: a person who learned of the card at the \
            announcement, or after a postponement, had already lost days of them.
            """), arguments: Engine.tested)
    func promisedHour(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let siti = try await world.candidate()
            try await siti.browser.join()
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            for act in [WaveAction.draw, .draft, .sign] { try await ratna.browser.act(act) }
            try await hendra.browser.act(.sign)
            #expect(try await world.wave().state == .decreed)
            for browser in [ratna.browser, hendra.browser] {
                #expect(!(try await browser.get(Paths.officeWave(1)).body.contains("/umumkan\"")))
            }
            let early = try await ratna.browser.act(.announce)
            #expect(early.status == .conflict && early.text.contains("Hasil diumumkan Jumat, 17 April 2020, 16.00"))
            #expect(try await world.wave().state == .decreed)
            try await world.settle()
            #expect(try await world.dependencies.database.read { try $0.cards.of(siti.id) } == nil)

            let announced = try await world.wave().announcesAt
            world.clock.set(announced)
            try await world.tick()
            #expect(try await world.wave().state == .announced)
            let card = try #require(try await world.dependencies.database.read { try $0.cards.of(siti.id) })
            #expect(card.firstUseBy == announced + .days(world.dependencies.edition.training.firstUseDays))
        }
    }

    @Test(
        "an announcement is postponed within the edition's time, not beyond it",
        .bug(
            id: "3.201",
            """
            A postponement to the year 9999 was accepted as a proposal, and one more officer would have put every \
            participant off for ever.
            """),
        .bug(
            id: "3.281",
            """
            An announcement could be postponed to the very instant at which the edition and every card's time to buy \
            had ended, although the page asks for a time before it.
            """), arguments: Engine.tested)
    func beyondEdition(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let ratna = try await world.officer("Ratna", .operations)
            for (date, isTaken) in [
                ("9999-12-31T16:00", false), ("2021-01-01T00:01", false), ("2021-01-01T00:00", false),
                ("2020-12-31T16:00", true),
            ] {
                let answer = try await ratna.browser.post(
                    Paths.postpone(1), PostponePage.typed(date, because: "Menunggu data Dukcapil dari pusat"))
                #expect((answer.location == Paths.officeWave(1)) == isTaken, "\(date)")
                #expect(answer.text.contains("Pilih waktu sebelum") != isTaken, "\(date)")
            }
        }
    }
}
