import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("What the privacy notice says about how long data is kept")
struct RetentionTests {
    /// How many rows each table has that the notice gives days.
    private static let counts: [String: SQL] = [
        "one_time_code": "SELECT COUNT(*) AS number FROM one_time_code",
        "session": "SELECT COUNT(*) AS number FROM session",
    ]

    private func counted(_ tables: [String], _ world: World) async throws -> [Int] {
        try await world.dependencies.database.read { tx in
            try tables.map { table in try tx.row(try #require(Self.counts[table]))?["number"] ?? -1 }
        }
    }

    @Test(
        "data that the notice gives a number of days is there the day before, and gone after it",
        arguments: Engine.tested)
    func days(engine: Engine) async throws {
        let dated = HeldData.all.compactMap { held -> (days: Int, tables: [String])? in
            guard case .days(let days) = held.kept else { return nil }
            return (days, held.tables)
        }
        #expect(!dated.isEmpty)
        for (days, tables) in dated {
            try await World.with(engine) { world in
                let siti = try await world.withBothContacts()
                #expect(try await counted(tables, world).allSatisfy { $0 > 0 })
                world.clock.advance(.days(days - 1))
                try await world.tick()
                #expect(try await counted(["one_time_code"], world) != [0])
                world.clock.advance(.days(2))
                try await world.tick()
                #expect(try await counted(tables, world).allSatisfy { $0 == 0 })
                let answer = try await siti.browser.get(Paths.account)
                #expect(answer.location?.hasPrefix(Paths.signIn) == true)
            }
        }
    }

    @Test("old codes are deleted in pieces", arguments: Engine.tested)
    func pieces(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.withBothContacts()
            let now = world.dependencies.realNow() + .days(1)
            let deleted = try await world.dependencies.database.transaction { tx in
                try (0..<3).map { _ in try tx.codes.prune(before: now, limit: 1) }
            }
            #expect(deleted == [1, 1, 0])
        }
    }
}
