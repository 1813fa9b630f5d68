import Foundation
import Storage

/// A database of one test's own, with the migrations applied: a fresh file on SQLite, a fresh schema on PostgreSQL.
package enum TestDatabase {
    /// The product's own migrations.
    package static let migrations = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/App/Resources/Migrations")

    @discardableResult
    package static func with<Value>(
        _ engine: Engine,
        migrations: URL? = Self.migrations,
        connections: Int = 4,
        _ body: (Database) async throws -> Value
    ) async throws -> Value {
        let lent = try await lend(engine, migrations: migrations, connections: connections)
        do {
            let value = try await body(lent.database)
            try await lent.giveBack()
            return value
        } catch {
            try await lent.giveBack()
            throw error
        }
    }

    /// For tests that cannot stand inside a closure. Whoever borrows gives back.
    package static func lend(
        _ engine: Engine,
        migrations: URL? = Self.migrations,
        connections: Int = 4
    ) async throws -> Lent {
        let lent: Lent
        switch engine {
        case .sqlite:
            lent = Lent(database: try .temporary(), schema: nil)
        case .postgres:
            let schema = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
            try await ThrowawayPostgres.administer("CREATE SCHEMA \(schema)")
            let url = try await ThrowawayPostgres.url()
            lent = Lent(database: .postgres(url: url, schema: schema, connections: connections), schema: schema)
        }
        if let migrations {
            try await Migrator(directory: migrations).migrate(lent.database, at: 0)
        }
        return lent
    }

    package struct Lent: Sendable {
        package let database: Database
        package let schema: String?

        package func giveBack() async throws {
            await database.close()
            if let schema { try await ThrowawayPostgres.administer("DROP SCHEMA \(schema) CASCADE") }
        }
    }
}

extension Engine {
    /// The engines to test on: both, unless `PRAKERJA_TEST_ENGINES=sqlite` asks for the quick half.
    package static let tested: [Engine] =
        ProcessInfo.processInfo.environment["PRAKERJA_TEST_ENGINES"] == "sqlite" ? [.sqlite] : Engine.allCases
}
