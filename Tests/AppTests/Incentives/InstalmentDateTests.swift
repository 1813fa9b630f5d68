import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Days of instalments that SQL wrote", .timeLimit(.minutes(3)))
struct InstalmentDateTests {
    @Test(
        "no instalment is forfeited or requested by another day than an act set",
        .bug(
            id: "5.956",
            "An UPDATE of a due day forfeited a person's instalment on the next day, and no verification named it."),
        arguments: Engine.tested)
    func days(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let before = try await world.balance(.cardIncentive(siti.card))
            try await world.keep("instalment")
            try await world.vandalise("UPDATE instalment SET due_on = '2020-01-01', next_look = '2020-01-01'")
            _ = try await ReviewInstalments().run(on: world.dependencies)
            #expect(try await world.balance(.cardIncentive(siti.card)) == before)
            #expect(try await world.instalments(of: siti).allSatisfy { $0.state != .forfeited })
            let first = try await world.instalment(.incentive, 1, of: siti)
            #expect(try await world.ask(for: first, of: siti).status == .conflict)
            let found = try await world.verifyRecords()
            #expect(found.contains { $0.hasPrefix("days of instalments of card \(siti.card) ") }, "\(found)")
            try await world.putBack("instalment")
            #expect(try await world.verifyRecords() == [])
            #expect(try await world.ask(for: first, of: siti).location == Paths.incentives)
        }
    }

    @Test("instalments are not planned from a day before their training ended", arguments: Engine.tested)
    func planned(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let code = try await market.buy(siti)
            try await market.attend([1, 999], code, siti)
            #expect(try await market.complete(code).status == 200)
            let bought = try #require(
                try await world.dependencies.database.read { try $0.purchases.of(siti.person) }.first)
            let early = PlanIncentives(
                card: siti.card, purchase: bought.id, completedAt: world.clock.now() - .days(90))
            guard case .giveUp = try await early.run(on: world.dependencies) else {
                Issue.record("instalments were planned from a day of SQL's")
                return
            }
            try await world.settle()
            let today = world.today
            let planned = try await world.dependencies.database.read { try $0.incentives.of(siti.person, today: today) }
            #expect(planned.count == 7)
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test(
        "a card is not given back with other sums or instalments than its revocation took",
        .bug(
            id: "5.957",
            "The second officer's approval gave back what the revocation's row said, and bound it, also after SQL."),
        arguments: Engine.tested)
    func restored(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let rini = try await world.officer([.helpdesk], "rini")
            let hasti = try await world.officer([.programmeManager], "hasti")
            let before = try await world.balance(.cardIncentive(siti.card)).posted
            try await world.open(siti.person, by: rini)
            try await world.agreed(
                .revocation, on: siti.person, by: rini, hasti, [("sebab", PersonActCause.cardMisused.rawValue)])
            let dewi = try await world.officer([.helpdesk], "dewi")
            try await world.open(siti.person, by: dewi)
            let id = try world.proposal(try await world.propose(.restoration, on: siti.person, by: dewi))
            for (change, back): (SQL, SQL) in [
                (
                    "UPDATE card_revocation SET incentive = incentive - 1000",
                    "UPDATE card_revocation SET incentive = incentive + 1000"
                ),
                (
                    "UPDATE revoked_instalment SET was = 'failed' WHERE was = 'planned'",
                    "UPDATE revoked_instalment SET was = 'planned' WHERE was = 'failed'"
                ),
            ] {
                try await world.vandalise(change)
                #expect(try await world.decide(id, .approve, by: hasti).status == .conflict, "\(change.text)")
                try await world.vandalise(back)
            }
            #expect(try await world.decide(id, .approve, by: hasti).location == Paths.personProposal(id))
            #expect(try await world.balance(.cardIncentive(siti.card)).posted == before)
            #expect(try await world.verifyRecords() == [])
            try await world.expectBalancedBooks()
        }
    }
}
