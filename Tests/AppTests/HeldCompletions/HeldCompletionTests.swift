import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Reported completions that wait for two officers", .timeLimit(.minutes(4)))
struct HeldCompletionTests {
    @Test(
        "a completion reported too soon moves no money until two officers let it stand, and its participant reads why",
        .bug(
            id: "5.800",
            """
            An institution that reported a course of twelve hours complete minutes after its first attendance was paid \
            at once, and the participant's incentives began.
            """),
        arguments: Engine.tested)
    func accepted(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            try await world.announceWave(1)
            let held = try await market.reportedAtOnce(siti)
            try await world.settle()
            #expect(try await market.state(of: siti) == .attended)
            #expect(try await market.paid(siti) == [.zero, .zero, market.price])
            #expect(try await market.planned(for: siti) == 0)
            let browser = try await world.browser(of: siti.person)
            let purchase = try await market.purchase(of: siti).id
            let page = try await browser.get(Paths.purchase(purchase)).text
            #expect(page.contains("Laporan selesai sedang diperiksa") && page.contains("tidak perlu berbuat apa-apa"))
            #expect(try await browser.get(Paths.account).text.contains("sedang memeriksa laporannya"))
            let told = try await world.messages(of: siti.person).map { $0.content[.indonesian].body }
            #expect(told.contains { $0.contains("Ini bukan tuduhan kepada Anda") })

            let (ratna, hendra) = (
                try await world.officer(.operations, "ratna"), try await world.officer(.approver, "hendra")
            )
            #expect(try await ratna.browser.get(Paths.office).text.contains("Laporan selesai yang ditahan"))
            #expect(try await ratna.browser.get(Paths.heldCompletions).text.contains("terlalu cepat"))
            #expect(try await ratna.propose(.accept, on: held).location == Paths.heldCompletion(held))
            // One officer alone cannot, also not by tapping twice.
            let alone = try await ratna.decide(held)
            #expect(alone.status == .conflict && alone.text.contains("usulan Anda sendiri"), "\(alone.text)")
            let again = try await ratna.propose(.refuse, on: held)
            #expect(again.status == .conflict && again.text.contains("Sudah ada usul"), "\(again.text)")
            #expect(try await market.paid(siti) == [.zero, .zero, market.price])

            #expect(try await hendra.browser.get(Paths.office).text.contains("menunggu petugas kedua"))
            #expect(try await hendra.decide(held).location == Paths.heldCompletion(held))
            let late = try await hendra.decide(held)
            #expect(late.status == .conflict && late.text.contains("Tidak ada usul"), "\(late.text)")
            try await world.settle()
            #expect(try await market.state(of: siti) == .completed)
            #expect(try await market.paid(siti) == [Rupiah(540_000), Rupiah(60_000), .zero])
            #expect(try await market.planned(for: siti) > 0)
            let trail = try await world.trail(of: "purchase:\(purchase)")
            let acts = ["completion.held", "completion.verdict-denied", "completion.verdict-approved"]
            #expect(acts.allSatisfy { trail.contains($0) })
            try await market.expectCleanBooks()
            #expect(try await world.verifyRecords().filter { $0.hasPrefix("reported completion ") } == [])
        }
    }

    @Test(
        "what was earned follows the day of the report, not the day on which two officers decided",
        arguments: Engine.tested)
    func day(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let siti = try await market.world.cardholder()
            let held = try await market.reportedAtOnce(siti)
            let reported = market.world.clock.now()
            market.world.clock.advance(.days(5))
            try await market.world.officer(.operations, "ratna").propose(.accept, on: held)
            try await market.world.officer(.approver, "hendra").decide(held)
            let purchase = try await market.purchase(of: siti)
            let completion = try await market.world.dependencies.database.read {
                try $0.purchases.completion(of: purchase.id)
            }
            #expect(completion?.at == reported && completion?.score == 86)
            #expect(purchase.endedAt == market.world.clock.now())
        }
    }

    @Test("a report after the least time stands at once, and has a receipt", arguments: Engine.tested)
    func plausible(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            try await market.attend([1], code, siti)
            market.world.clock.advance(.minutes(72))
            try await market.attend([999], code, siti)
            let reply = try await market.complete(code)
            #expect(reply.status == 200 && reply["held_until"].isEmpty && reply["receipt"].hasPrefix("T-"))
            #expect(try await market.state(of: siti) == .completed)
            #expect(
                try await market.receipts(of: siti).map(\.fact) == [
                    .attendance(.first), .attendance(.postTest), .completion,
                ])
        }
    }

    @Test(
        "a proposal that the second officer sends back leaves the report waiting, and another can be made",
        arguments: Engine.tested)
    func sentBack(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let siti = try await market.world.cardholder()
            let held = try await market.reportedAtOnce(siti)
            let (ratna, hendra) = (
                try await market.world.officer(.operations, "ratna"),
                try await market.world.officer(.approver, "hendra")
            )
            try await ratna.propose(.refuse, on: held)
            #expect(try await hendra.decide(held, agrees: false).status == .seeOther)
            #expect(try await market.held(of: siti).state == .waiting)
            #expect(try await market.paid(siti) == [.zero, .zero, market.price])
            #expect(try await ratna.propose(.accept, on: held).status == .seeOther)
            #expect(try await hendra.decide(held).status == .seeOther)
            #expect(try await market.state(of: siti) == .completed)
            let form = try await ratna.browser.post(
                Paths.heldCompletion(held), [(ReasonField.name, "x")], seeing: Paths.heldCompletions)
            #expect(form.status == .unprocessableContent && form.text.contains("Pilih usul Anda"))
        }
    }

    @Test(
        "a report that no two officers decided stands on its last day, and is recorded as that",
        arguments: Engine.tested)
    func unanswered(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let held = try await market.reportedAtOnce(siti)
            try await world.officer(.operations, "ratna").propose(.refuse, on: held)
            world.clock.advance(Span.days(14) - Span.minutes(1))
            try await world.tick()
            #expect(try await market.state(of: siti) == .attended)
            world.clock.advance(.minutes(1))
            try await world.tick()
            #expect(try await market.state(of: siti) == .completed)
            #expect(try await market.held(of: siti).state == .unanswered)
            #expect(try await market.paid(siti) == [Rupiah(540_000), Rupiah(60_000), .zero])
            #expect(try await market.planned(for: siti) > 0)
            let trail = try await world.trail(of: "purchase:\(try await market.purchase(of: siti).id)")
            #expect(trail.contains("completion.unanswered") && !trail.contains("completion.verdict-approved"))
            let verdicts = try await world.dependencies.database.read { [vault = world.dependencies.vault] tx in
                try tx.heldCompletions.verdicts(of: held, vault: vault)
            }
            #expect(verdicts.map(\.state) == [.late])
            try await world.tick()
            try await market.expectCleanBooks()
            let hendra = try await world.officer(.approver, "hendra")
            #expect(try await hendra.browser.get(Paths.heldCompletion(held)).text.contains("Berlaku tanpa putusan"))
            #expect(try await hendra.decide(held).status == .conflict)
            #expect(try await world.verifyRecords().filter { $0.hasPrefix("reported completion ") } == [])
        }
    }

    @Test(
        "of many completions of one course at once the later ones wait, although none was quick",
        arguments: Engine.tested)
    func many(engine: Engine) async throws {
        let rule = "leastPercent: 0, windowMinutes: 60, mostOfInstitution: 5, mostOfCourse: 1, decideDays: 3"
        try await Market.reviewing(engine, rule) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let budi = try await world.cardholder("Budi", phone: "081234567891", wave: 2)
            let first = try await market.buy(siti)
            let token = try await market.sendOTP(budi.number, user: "U-2").token
            _ = try await market.authorize(token, otp: try await market.code(for: budi), invoice: "INV-2")
            let second = try await market.redeemCode(of: budi)
            try await market.attend([1, 999], first, siti)
            try await market.attend([1, 999], second, budi)
            #expect(try await market.complete(first)["held_until"].isEmpty)
            #expect(try await !market.complete(second, key: "selesai-2")["held_until"].isEmpty)
            #expect(try await market.state(of: siti) == .completed)
            #expect(try await market.held(of: budi).grounds == [.manyOfCourse])
            #expect(try await market.held(of: budi).ofCourse == 2)
            let ratna = try await world.officer(.operations, "ratna")
            #expect(try await ratna.browser.get(Paths.heldCompletions).text.contains("banyak sekaligus"))
        }
    }

    @Test(
        "the same report twice is answered alike, and another one is refused while the first waits",
        arguments: Engine.tested)
    func twice(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            try await market.attend([1, 999], code, siti)
            let first = try await market.complete(code)
            #expect(try await market.complete(code) == first)
            let other = try await market.complete(code, key: "lain")
            #expect(other.status == 422 && other.text.contains("purchases.under-review"))
            // A grade does not report it once more either.
            #expect(try await market.submit(code, "uk", 999).status == 200)
            #expect(try await market.grade(code, "uk", 999).status == 200)
            #expect(try await market.receipts(of: siti).filter { $0.fact == .completion }.count == 1)
            #expect(try await market.state(of: siti) == .attended)
        }
    }

    @Test(
        "a graded final test that completes a training too soon waits like a report",
        arguments: Engine.tested)
    func graded(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            try await market.attend([1, 999], code, siti)
            _ = try await market.submit(code, "uk", 999)
            #expect(try await market.grade(code, "uk", 999).status == 200)
            let held = try await market.held(of: siti)
            #expect(held.completion.basis == .postTest && held.completion.score == nil)
            try await market.world.officer(.operations, "ratna").propose(.accept, on: held.id)
            try await market.world.officer(.approver, "hendra").decide(held.id)
            #expect(try await market.state(of: siti) == .completed)
        }
    }
}
