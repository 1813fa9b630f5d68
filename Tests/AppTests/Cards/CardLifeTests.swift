import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Card lifetime")
struct CardLifeTests {
    @Test("the holder of an unused card is reminded; the card lapses and its money goes back", arguments: Engine.tested)
    func lapses(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-20T09:00:00+07:00") { world in
            let siti = try await world.cardholder()
            var counts: [Int] = []
            for days in [15, 1, 7, 4, 2] {
                world.clock.advance(.days(days))
                try await world.tick()
                counts.append(try await world.texts(to: siti.phone).count)
            }
            #expect(counts == [0, 1, 2, 3, 4])
            world.clock.advance(.days(1))
            try await world.tick()
            let (card, balances) = try await world.dependencies.database.read { tx in
                (
                    try tx.cards.find(siti.card),
                    try [
                        tx.ledger.balance(.cardTraining(siti.card)).posted,
                        tx.ledger.balance(.cardIncentive(siti.card)).posted, tx.ledger.balance(.sink(.returned)).posted,
                    ]
                )
            }
            #expect(card?.status == .expired)
            #expect(balances == [.zero, .zero, world.dependencies.edition.benefits.perPerson])
        }
    }

    @Test("the balance after the last day to buy goes back, and incentives stay", arguments: Engine.tested)
    func closes(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            #expect(!code.isEmpty)
            market.world.clock.set("2021-01-01T00:00:00+07:00")
            try await market.world.tick()
            #expect(try await market.balance(.cardTraining(siti.card)).posted == .zero)
            #expect(try await market.balance(.cardIncentive(siti.card)).posted == Rupiah(2_550_000))
            // The course lapsed on the same day; the card accepts no more refunds, so its price went back to the budget
            // too.
            try await market.world.tick()
            #expect(try await market.balance(.sink(.returned)).posted == Rupiah(1_000_000))
            try await market.expectCleanBooks()
        }
    }

    @Test("the card number shows on request only, and each time is audited", arguments: Engine.tested)
    func reveal(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-20T09:00:00+07:00") { world in
            let siti = try await world.cardholder()
            try await world.announceWave(1)
            let visitor = world.visitor()
            try await world.signIn(visitor, siti)
            let page = try await visitor.get(Paths.card)
            #expect(page.text.contains(siti.number.masked))
            #expect(!page.body.contains(siti.number.grouped))
            let shown = try await visitor.post(Paths.cardNumber, [], seeing: Paths.card)
            #expect(shown.body.contains(siti.number.grouped))
            let events = try await world.dependencies.database.read { tx in
                try tx.audit.latest(subject: "card:\(siti.card)", before: nil, limit: 10)
            }
            #expect(events.map(\.action) == ["card.number-shown"])
        }
    }

    @Test("before the announcement the card page reveals nothing", arguments: Engine.tested)
    func notYet(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-20T09:00:00+07:00") { world in
            let siti = try await world.cardholder()
            let visitor = world.visitor()
            try await world.signIn(visitor, siti)
            #expect(try await visitor.get(Paths.card).text.contains("Belum ada kartu"))
        }
    }
}

extension World {
    /// Stores the wave as announced.
    func announceWave(_ number: Int) async throws {
        let (now, edition) = (dependencies.clock.now(), dependencies.edition.id)
        let id: ID<Wave> = dependencies.ids.next()
        try await dependencies.database.transaction { tx in
            try tx.run(
                """
                INSERT INTO wave (id, edition, number, quota, opens_at, closes_at, announces_at, state, opened_at,
                    closed_at, sealed_at, drawn_at, decreed_at, announced_at, told)
                VALUES (\(id), \(edition), \(number), 1, \(now - .days(3)), \(now - .days(2)), \(now - .days(1)),
                    'announced', \(now), \(now), \(now), \(now), \(now), \(now), 1)
                ON CONFLICT (edition, number) DO UPDATE
                SET state = 'announced', opened_at = \(now), closed_at = \(now), decreed_at = \(now),
                    announced_at = \(now)
                """)
        }
    }
}
