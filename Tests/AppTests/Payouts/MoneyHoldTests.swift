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
