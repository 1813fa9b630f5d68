import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Incentives")
struct IncentiveTests {
    @Test("a first completion plans the edition's instalments, once", arguments: Engine.tested)
    func plan(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.jobs.enqueue(
                    PlanIncentives(card: siti.card, purchase: siti.purchase, completedAt: dependencies.clock.now()),
                    on: dependencies)
            }
            try await world.settle()
            let planned = try await world.instalments(of: siti)
            #expect(planned.count == 7)
            #expect(planned.reduce(Rupiah.zero) { $0 + $1.amount } == Rupiah(2_550_000))
        }
    }

    @Test("the page says what is missing and who must act; a request too early is refused", arguments: Engine.tested)
    func conditions(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            let page = try await world.browser(of: siti.person).get(Paths.incentives)
            #expect(page.text.contains("Beri nilai dan ulasan dulu") && page.text.contains("Tugas Anda"))
            let first = try await world.instalment(.incentive, 1, of: siti)
            #expect(try await world.ask(for: first, of: siti).status == .unprocessableContent)
            #expect(try await world.balance(.cardIncentive(siti.card)).held == .zero)
        }
    }

    @Test("two requests for an instalment make one", arguments: Engine.tested)
    func twice(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let first = try await world.instalment(.incentive, 1, of: siti)
            #expect(try await world.ask(for: first, of: siti).location == Paths.incentives)
            #expect(try await world.ask(for: first, of: siti).status == .conflict)
            #expect(try await world.balance(.cardIncentive(siti.card)).held == Rupiah(600_000))
        }
    }

    @Test("many concurrent requests reserve the money once", arguments: Engine.tested)
    func race(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let first = try await world.instalment(.incentive, 1, of: siti)
            let accepted = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 {
                    group.addTask { (try? await world.ask(for: first, of: siti))?.location == Paths.incentives }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(accepted == 1)
            #expect(try await world.balance(.cardIncentive(siti.card)).held == Rupiah(600_000))
            try await world.expectBalancedBooks()
        }
    }

    @Test("the second instalment comes only after the edition's interval", arguments: Engine.tested)
    func interval(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            _ = try await world.payOut()
            world.clock.advance(.days(29))
            let second = try await world.instalment(.incentive, 2, of: siti)
            #expect(try await world.ask(for: second, of: siti).status == .unprocessableContent)
            world.clock.advance(.days(1))
            #expect(try await world.ask(for: second, of: siti).location == Paths.incentives)
            _ = try await world.payOut()
            #expect(try await world.instalment(.incentive, 2, of: siti).state == .paid)
            #expect(try await world.balance(.sink(.paidIncentive)).posted == Rupiah(1_200_000))
            try await world.expectBalancedBooks()
        }
    }

    @Test("another person's instalment, review and survey answer 404", arguments: Engine.tested)
    func strangers(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready(1)
            let budi = try await world.beneficiary(2, name: "Budi Santoso")
            let first = try await world.instalment(.incentive, 1, of: siti)
            #expect(try await world.ask(for: first, of: budi).status == .notFound)
            let browser = try await world.browser(of: budi.person)
            #expect(try await browser.get(Paths.review(siti.purchase)).status == .notFound)
        }
    }

    @Test("a training is rated once, with stars", arguments: Engine.tested)
    func reviews(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            let browser = try await world.browser(of: siti.person)
            let empty = try await browser.post(Paths.review(siti.purchase), [("ulasan", "Bagus")])
            #expect(empty.status == .unprocessableContent && empty.text.contains("Pilih satu sampai lima bintang"))
            #expect(try await world.review(siti).location == Paths.incentives)
            let again = try await browser.post(
                Paths.review(siti.purchase), [("nilai", "1"), ("ulasan", "")], seeing: Paths.payee)
            #expect(again.status == .conflict)
        }
    }

    @Test("a survey submitted in its window is paid, for any answers", arguments: Engine.tested)
    func survey(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            _ = try await world.payOut()
            let early = try await world.instalment(.survey, 1, of: siti)
            #expect(early.dueOn == world.today.adding(days: 30))
            #expect(
                try await world.browser(of: siti.person).get(Paths.survey(early.id)).status == .unprocessableContent)

            world.clock.advance(.days(30))
            let browser = try await world.browser(of: siti.person)
            let lacking = try await browser.post(Paths.survey(early.id), [("work", "own")])
            #expect(lacking.status == .unprocessableContent)
            let answers = SurveyQuestion.all.map { ($0.id, $0.choices[$0.choices.count - 1].id) }
            #expect(try await browser.post(Paths.survey(early.id), answers).location == Paths.incentives)
            #expect(try await world.ask(for: early, of: siti).location == Paths.incentives)
            _ = try await world.ask(for: world.instalment(.incentive, 2, of: siti), of: siti)
            _ = try await world.payOut()
            #expect(try await world.instalment(.survey, 1, of: siti).state == .paid)
            #expect(try await world.instalment(.incentive, 2, of: siti).state == .paid)
            #expect(try await world.balance(.sink(.paidIncentive)).posted == Rupiah(1_250_000))
            try await world.expectBalancedBooks()
        }
    }

    @Test(
        "an instalment not requested in time goes back to the budget, and its owner is notified",
        arguments: Engine.tested)
    func lapse(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            try await world.tick()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .earned)
            world.clock.advance(.days(61))
            try await world.tick()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .forfeited)
            #expect(try await world.balance(.sink(.returned)).posted == Rupiah(600_000))
            #expect(try await world.balance(.cardIncentive(siti.card)).posted == Rupiah(1_950_000))
            let inbox = try await world.browser(of: siti.person).get(Paths.inbox)
            #expect(inbox.text.contains("Insentif ke-1 hangus"))
            try await world.expectBalancedBooks()
        }
    }
}
