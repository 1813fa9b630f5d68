import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("People whose payments wait", .timeLimit(.minutes(2)))
struct MoneyHoldTests {
    @Test(
        "of a batch's people those wait who would wait if each were judged alone",
        .bug(id: "3.735", "A drafted batch judged each of its people with three queries, and its page took 387 ms."),
        arguments: Engine.tested)
    func among(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, other, dispute) = try await world.disputed()
            let (older, newer) = try await (world.id(of: siti), world.id(of: other))
            #expect(try await world.waiting(among: [older, newer]) == [older, newer], "their dispute runs")
            try await world.decide(dispute, for: .newer)
            let refused = try await world.waiting(among: [older, newer])
            #expect(refused == [older], "its claim was refused: \(refused), \(older)")
            try await world.dependencies.database.transaction { tx in
                try tx.run("UPDATE identity_claim SET state = 'contested' WHERE person_id = \(newer)")
            }
            #expect(try await world.waiting(among: [older, newer]) == [older, newer], "its claim is contested again")
            #expect(try await world.waiting(among: []) == [])
        }
    }

    @Test(
        "requests that cannot be paid keep none behind them from being paid",
        .bug(
            id: "3.736",
            """
            A batch read the 500 oldest requests and left out those that could not be paid: 500 people whose payments \
            waited would have stopped all others'.
            """),
        arguments: Engine.tested)
    func queue(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, budi) = try await (world.ready(1), world.ready(2, wallet: "0812-3456-7891"))
            for person in [siti, budi] {
                _ = try await world.ask(for: world.instalment(.incentive, 1, of: person), of: person)
            }
            let officer = try await world.officer(.operations, "ani").id
            let read = { () async throws -> [ID<Account>] in
                try await world.dependencies.database.read { [dependencies = world.dependencies] tx in
                    try PayableRequests(dependencies: dependencies, officer: officer, piece: 1).all(in: tx)
                        .payable.map(\.0.person)
                }
            }
            let first = try #require(try await read().first)
            #expect(try await Set(read()) == [siti.person, budi.person])
            try await world.dependencies.database.transaction { tx in
                try tx.run(
                    "UPDATE payee_account SET state = 'unlinked', unlinked_at = linked_at WHERE person_id = \(first)")
            }
            #expect(try await read() == [siti.person, budi.person].filter { $0 != first })
        }
    }
}

extension World {
    /// The people of the list who may not be paid, which is also checked one by one.
    fileprivate func waiting(among people: [ID<Account>]) async throws -> Set<ID<Account>> {
        try await dependencies.database.read { [dependencies] tx in
            let holds = MoneyHold(dependencies: dependencies)
            let found = try holds.waiting(among: people, in: tx)
            for person in people { #expect(try found.contains(person) == !holds.mayBePaid(person, in: tx)) }
            return found
        }
    }
}
