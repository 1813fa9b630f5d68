import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A request that meets another change of the instalment", .timeLimit(.minutes(2)))
struct LostRequestTests {
    @Test(
        "an instalment that the daily review marks as earned meanwhile is requested; only a requested one was requested",
        .bug(
            id: "2.602",
            """
            When the daily review marked an instalment as earned at the moment of its request, the page said that it \
            was requested already; it was not, and the person lost it at its claim date.
            """), arguments: Engine.tested)
    func lost(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let id = try await world.instalment(.incentive, 1, of: siti).id
            let (dependencies, today) = (world.dependencies, world.today)
            func request(seenAs seen: Instalment.State, present: Instalment.State) async throws {
                try await world.vandalise("UPDATE instalment SET state = \(seen) WHERE id = \(id)")
                let view = try #require(
                    try await dependencies.database.read { try $0.incentives.of(siti.person, id, today: today) })
                let attempt = present == .requested ? 1 : 0
                try await world.vandalise(
                    "UPDATE instalment SET state = \(present), attempt = \(attempt), next_look = NULL WHERE id = \(id)")
                try await dependencies.database.transaction { tx in
                    try RequestInstalment(dependencies: dependencies, today: today).request(view, in: tx)
                }
            }
            await #expect(throws: IncentiveRefusal.lapsed(.notClaimed), "it was forfeited, not requested") {
                try await request(seenAs: .earned, present: .forfeited)
            }
            await #expect(throws: IncentiveRefusal.alreadyRequested) {
                try await request(seenAs: .planned, present: .requested)
            }
            try await request(seenAs: .planned, present: .earned)
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .requested)
            #expect(try await world.auditedActions().contains("incentive.requested"))
        }
    }
}
