import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Migration of waves to edition addresses", .timeLimit(.minutes(2)))
struct WaveAddressMigrationTests {
    /// The migration that gave waves their addresses.
    private static let step = "0150"

    @Test(
        "a bare number stays with the wave that opened first under it; ledger and audit names stay as written",
        arguments: Engine.tested)
    func addresses(engine: Engine) async throws {
        let before = try EarlierMigrations(before: Self.step)
        defer { before.remove() }
        try await TestDatabase.with(engine, migrations: before.directory) { database in
            try await database.transaction { tx in
                try insert(1, "2020-3", 1, openedAt: 100, in: tx)
                try insert(2, "2020-3", 2, openedAt: nil, in: tx)
                try insert(3, "2020-3", 3, openedAt: nil, in: tx)
                try insert(4, "2020-4", 1, openedAt: 200, in: tx)
                try insert(5, "2020-4", 2, openedAt: 300, in: tx)
                try insert(6, "2020-4", 3, openedAt: nil, in: tx)
            }
            try await Migrator(directory: TestDatabase.migrations).migrate(database, at: 0)
            let waves = try await database.read { tx in
                try (tx.waves.all(of: "2020-3") + tx.waves.all(of: "2020-4")).map(\.wave)
            }
            #expect(
                waves.map { "\($0.address) \($0.books)" } == [
                    "1 1", "2020-3.2 2020-3.2", "2020-3.3 2020-3.3", "2020-4.1 1", "2 2", "3 3",
                ])
            let found = try await database.read { tx in
                try ["1", "2020-3.1", "2", "2020-3.2", "3", "2020-4.3"].map { text in
                    try tx.waves.require(try #require(WaveAddress(text))).wave.id.rawValue
                }
            }
            #expect(found == [1, 1, 5, 2, 6, 6])
        }
    }

    private func insert(_ id: Int64, _ edition: String, _ number: Int, openedAt: Int64?, in tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO wave (id, edition, number, quota, opens_at, closes_at, announces_at, state, opened_at, told)
            VALUES (\(id), \(edition), \(number), 1, 100, 200, 300, \(openedAt == nil ? "planned" : "open"), \(openedAt),
                0)
            """)
    }
}
