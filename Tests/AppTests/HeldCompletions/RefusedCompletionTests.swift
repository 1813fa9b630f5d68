import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Reported completions that two officers refuse, and those that SQL changed", .timeLimit(.minutes(4)))
struct RefusedCompletionTests {
    /// Two officers refuse the report.
    private func refuse(_ market: Market, _ held: ID<HeldCompletion>) async throws -> (TestOfficer, TestOfficer) {
        let (ratna, hendra) = (
            try await market.world.officer(.operations, "ratna"), try await market.world.officer(.approver, "hendra")
        )
        #expect(try await ratna.propose(.refuse, on: held).status == .seeOther)
        #expect(try await hendra.decide(held).status == .seeOther)
        return (ratna, hendra)
    }

    @Test(
        "a refused report leaves the training open, every further report waits, and unfinished it is settled",
        arguments: Engine.tested)
    func settled(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let code = try await market.buy(siti)
            try await market.attend([1, 999], code, siti)
            _ = try await market.submit(code, "uk", 999)
            _ = try await market.grade(code, "uk", 999)
            let first = try await market.held(of: siti).id
            _ = try await refuse(market, first)
            #expect(try await market.state(of: siti) == .attended)
            #expect(try await market.paid(siti) == [.zero, .zero, market.price])
            let told = try await world.messages(of: siti.person).map { $0.content[.indonesian].body }
            #expect(told.contains { $0.contains("tidak menerimanya") && $0.contains("sanggahan") })

            // Reported again after the least time: it waits because two officers refused the first.
            world.clock.advance(.days(2))
            let reply = try await market.complete(code)
            #expect(reply.status == 200 && !reply["held_until"].isEmpty)
            let second = try await market.held(of: siti)
            #expect(second.grounds == [.refusedBefore])
            let ratna = try await world.officer(.operations, "rahma")
            let hendra = try await world.officer(.approver, "heru")
            // The first one is decided: only the newest can be let stand.
            #expect(try await ratna.browser.get(Paths.heldCompletion(first)).body.contains("value=\"accept\"") == false)
            #expect(try await ratna.propose(.accept, on: first).status == .conflict)
            try await ratna.propose(.refuse, on: second.id)
            try await hendra.decide(second.id)

            world.clock.advance(.days(91))
            try await world.tick()
            #expect(try await market.state(of: siti) == .lapsed)
            let later = try await world.messages(of: siti.person).map { $0.content[.indonesian].body }
            #expect(later.contains { $0.contains("tidak diterima dua petugas") })
            #expect(try await market.balance(.cardTraining(siti.card)).posted == Rupiah(1_000_000))
            #expect(try await market.planned(for: siti) == 0)
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "a participant contests the refusal, the training waits for the answer, and two officers let the report stand",
        arguments: Engine.tested)
    func contested(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let held = try await market.reportedAtOnce(siti)
            let (_, hendra) = try await refuse(market, held)
            let purchase = try await market.purchase(of: siti).id
            let browser = try await world.browser(of: siti.person)
            let path = Paths.appeal(.purchase, purchase.rawValue)
            #expect(try await browser.get(Paths.purchase(purchase)).body.contains(path))
            let sent = try await browser.post(
                path, [(CaseForm.text, "Saya mengikuti seluruh kelas dan punya catatannya.")])
            let number = try world.number(of: sent)
            #expect(try await world.stored(number).contested?.madeBy == hendra.id)

            world.clock.advance(.days(91))
            try await world.tick()
            #expect(try await market.state(of: siti) == .attended)
            let (rahma, heru) = (
                try await world.officer(.operations, "rahma"), try await world.officer(.approver, "heru")
            )
            #expect(try await rahma.propose(.accept, on: held).status == .seeOther)
            #expect(try await rahma.decide(held).status == .conflict)
            #expect(try await heru.decide(held).status == .seeOther)
            #expect(try await market.state(of: siti) == .completed)
            #expect(try await market.held(of: siti).state == .accepted)
            let rini = try await world.officer([.helpdesk], "rini")
            try await world.work(rini, .runRules, on: number)
            #expect(try await world.stored(number).outcome == .granted)
            #expect(try await rahma.propose(.refuse, on: held).status == .conflict)
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "a report that SQL changed is named, stands by no job and by no two officers, until it is put back",
        arguments: Engine.tested)
    func changed(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let held = try await market.reportedAtOnce(siti)
            let (ratna, hendra) = (
                try await world.officer(.operations, "ratna"), try await world.officer(.approver, "hendra")
            )
            try await ratna.propose(.accept, on: held)
            let changes: [(change: SQL, back: SQL)] = [
                (
                    "UPDATE held_completion SET decide_by = decide_by - 1200000000",
                    "UPDATE held_completion SET decide_by = decide_by + 1200000000"
                ),
                ("UPDATE held_completion SET score = 100", "UPDATE held_completion SET score = 86"),
                (
                    "UPDATE completion_verdict SET verdict = 'refuse'",
                    "UPDATE completion_verdict SET verdict = 'accept'"
                ),
            ]
            for (change, back) in changes {
                try await world.vandalise(change)
                #expect(
                    try await world.verifyRecords().contains { $0.hasPrefix("reported completion ") }, "\(change)")
                let refused = try await hendra.decide(held)
                #expect(refused.status == .conflict, "\(change): \(refused.text)")
                #expect(refused.text.contains("diubah di luar aplikasi"), "\(change): \(refused.text)")
                try await world.tick()
                #expect(try await market.state(of: siti) == .attended, "\(change)")
                try await world.vandalise(back)
            }
            // As if the last day were over: the job compares before it lets the report stand.
            try await world.vandalise("UPDATE held_completion SET decide_by = reported_at + 1")
            world.clock.advance(.minutes(1))
            try await world.tick()
            #expect(try await market.paid(siti) == [.zero, .zero, market.price])
            try await world.vandalise("UPDATE held_completion SET decide_by = reported_at + 1209600000")
            #expect(try await hendra.decide(held).status == .seeOther)
            #expect(try await market.state(of: siti) == .completed)
        }
    }

    @Test("officers without partners' permission neither see nor decide a report that waits", arguments: Engine.tested)
    func permission(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let siti = try await market.world.cardholder()
            let held = try await market.reportedAtOnce(siti)
            let rini = try await market.world.officer([.helpdesk], "rini")
            #expect(try await rini.browser.get(Paths.heldCompletions).status == .forbidden)
            #expect(try await rini.browser.get(Paths.heldCompletion(held)).status == .forbidden)
            let answer = try await rini.browser.post(
                Paths.heldCompletion(held), [(HeldCompletionPage.verdictField, "accept")], seeing: Paths.office)
            #expect(answer.status == .forbidden)
        }
    }
}
