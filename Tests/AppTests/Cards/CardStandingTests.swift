import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Dates and states by which money returns", .timeLimit(.minutes(3)))
struct CardStandingTests {
    @Test(
        "a card whose days or first use SQL changed does not lapse, and those behind it do",
        .bug(
            id: "5.953",
            """
            One UPDATE of a card's last day for the first use returned 3,550,000 rupiah of any person to the state within \
            a minute, and neither verification named it.
            """),
        arguments: Engine.tested)
    func days(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let budi = try await world.cardholder("Budi", phone: "081234567891", wave: 2)
            _ = try await market.buy(budi)
            let full = try await market.balance(.cardTraining(siti.card)).posted
            let rest = try await market.balance(.cardIncentive(budi.card)).posted
            try await world.keep("card")
            try await world.vandalise(
                "UPDATE card SET first_use_by = 1 WHERE id = \(siti.card)",
                "UPDATE card SET first_use_by = 1, first_used_at = NULL WHERE id = \(budi.card)")
            try await world.expire()
            #expect(try await market.balance(.cardTraining(siti.card)).posted == full)
            #expect(try await market.balance(.cardIncentive(budi.card)).posted == rest)
            let found = try await world.verifyRecords()
            for card in [siti.card, budi.card] {
                #expect(found.contains { $0.hasPrefix("standing of card \(card) ") }, "\(found)")
            }
            try await world.vandalise(
                """
                UPDATE card
                SET first_use_by = (SELECT kept_card.first_use_by FROM kept_card WHERE kept_card.id = card.id),
                    first_used_at = (SELECT kept_card.first_used_at FROM kept_card WHERE kept_card.id = card.id)
                """)
            #expect(try await world.verifyRecords() == [])
            world.clock.advance(.days(31))
            try await world.expire()
            #expect(try await market.balance(.cardTraining(siti.card)).posted == .zero)
            #expect(try await market.balance(.cardIncentive(budi.card)).posted == rest)
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test("more changed cards than a run looks at do not keep others from lapsing", arguments: [Engine.sqlite])
    func starved(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-20T09:00:00+07:00") { world in
            let others = ExpireCards.chunk + 1
            for number in 1...others {
                _ = try await world.cardholder(phone: "0812345\(70_000 + number)", wave: number)
            }
            try await world.vandalise("UPDATE card SET first_use_by = 1")
            let siti = try await world.cardholder(wave: others + 1)
            world.clock.advance(.days(31))
            try await world.expire()
            let expired = try await world.dependencies.database.read { tx in
                try tx.rows("SELECT id FROM card WHERE status = 'expired'").map { try $0["id"] as ID<Card> }
            }
            #expect(expired == [siti.card])
        }
    }

    @Test(
        "a returned training's money goes to no other place by a state that SQL gave to its card",
        .bug(
            id: "5.954",
            "A card that SQL closed for the moment of a return had its money returned to the state and not to it."),
        arguments: Engine.tested)
    func returned(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            _ = try await market.buy(siti)
            let bought = try #require(
                try await world.dependencies.database.read { try $0.purchases.of(siti.person) }.first)
            let platform = market.platform
            func void() async throws {
                try await world.dependencies.database.transaction { tx in
                    try ReturnPurchase(dependencies: world.dependencies).void(bought, by: platform, in: tx)
                }
            }
            try await world.vandalise("UPDATE card SET training_closed_at = 1")
            await #expect(throws: RecordRefusal.heldBack) { try await void() }
            try await world.vandalise("UPDATE card SET training_closed_at = NULL")
            try await void()
            #expect(try await market.balance(.cardTraining(siti.card)).posted == Rupiah(1_000_000))
            #expect(try await world.verifyRecords() == [])
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "a reservation that ends takes nothing from a card that SQL ended, nor by a price that SQL wrote",
        arguments: Engine.tested)
    func reserved(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            #expect(try await market.sendOTP(siti.number).status == 200)
            try await world.vandalise(
                "UPDATE card SET training_closed_at = 1", "UPDATE purchase SET price = 1000000, hold_until = 1")
            _ = try await EndPurchases().run(on: world.dependencies)
            #expect(try await market.balance(.cardTraining(siti.card)).posted == Rupiah(1_000_000))
        }
    }

    @Test(
        "a card that SQL made active again sells nothing",
        arguments: Engine.tested)
    func active(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let standing = CardStanding(dependencies: world.dependencies)
            let token = try await market.sendOTP(siti.number).token
            let code = try await market.code(for: siti)
            try await world.dependencies.database.transaction { tx in
                try standing.changing(siti.card, in: tx) { try tx.cards.suspend(of: siti.person) }
            }
            try await world.vandalise("UPDATE card SET status = 'active'")
            #expect(try await market.authorize(token, otp: code).status != 200)
            #expect(try await market.balance(.cardTraining(siti.card)).posted == Rupiah(1_000_000))
        }
    }

    @Test(
        "a paid training does not lapse by a schedule whose end SQL wrote",
        .bug(
            id: "5.955",
            "SQL that moved a schedule's end for a minute returned the money of every person who had bought a place."),
        arguments: Engine.tested)
    func schedule(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            _ = try await market.buy(siti)
            let left = try await market.balance(.cardTraining(siti.card)).posted
            try await world.keep("course_schedule")
            try await world.vandalise("UPDATE course_schedule SET starts_at = 1, ends_at = 2")
            _ = try await EndPurchases().run(on: world.dependencies)
            #expect(try await market.balance(.cardTraining(siti.card)).posted == left)
            try await world.vandalise(
                """
                UPDATE course_schedule
                SET starts_at = (SELECT kept.starts_at FROM kept_course_schedule AS kept WHERE kept.id = course_schedule.id),
                    ends_at = (SELECT kept.ends_at FROM kept_course_schedule AS kept WHERE kept.id = course_schedule.id)
                """)
            world.clock.advance(.days(61))
            _ = try await EndPurchases().run(on: world.dependencies)
            #expect(try await market.balance(.cardTraining(siti.card)).posted == Rupiah(1_000_000))
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "cards of a job whose instant is before their decree are not issued",
        arguments: Engine.tested)
    func jobs(engine: Engine) async throws {
        try await World.with(engine) { world in
            let drawn = try await world.drawnForDecree()
            try await world.decree(drawn)
            let wave = try await world.wave()
            world.clock.set(wave.announcesAt)
            try await WaveActions(dependencies: world.dependencies).announce(1, by: .system)
            let early = IssueCards(wave: wave.id, decreedAt: wave.announcesAt - .days(40))
            guard case .giveUp = try await early.run(on: world.dependencies) else {
                Issue.record("cards were issued with days that had passed")
                return
            }
            #expect(try await world.card(of: drawn.siti.id) == nil)
            try await world.settle()
            #expect(try await world.card(of: drawn.siti.id) != nil)
        }
    }
}

extension World {
    fileprivate func expire() async throws {
        while case .again = try await ExpireCards().run(on: dependencies) {}
    }
}
