import Foundation
import Storage

/// A database for one test, with the migrations applied: a file on SQLite, a database on PostgreSQL.
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

    /// For tests that cannot use a closure. The caller has to return the database.
    package static func lend(
        _ engine: Engine,
        migrations: URL? = Self.migrations,
        connections: Int = 4
    ) async throws -> Lent {
        let lent: Lent
        switch engine {
        case .sqlite:
            let file = migrations == Self.migrations ? try await MigratedTemplate.sqlite.value : nil
            lent = Lent(database: try .temporary(copying: file), name: nil)
        case .postgres:
            let template = migrations == Self.migrations ? try await MigratedTemplate.postgres.value : "template1"
            let name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
            try await ThrowawayPostgres.command("CREATE DATABASE \(name) TEMPLATE \(template) STRATEGY file_copy")
            let url = try await ThrowawayPostgres.url(database: name)
            lent = Lent(database: .postgres(url: url, connections: connections), name: name)
        }
        if let migrations, migrations != Self.migrations {
            try await Migrator(directory: migrations).migrate(lent.database, at: 0)
        }
        return lent
    }

    package struct Lent: Sendable {
        package let database: Database
        /// The name of the database on PostgreSQL.
        package let name: String?

        package func giveBack() async throws {
            await database.close()
            if let name { try await ThrowawayPostgres.command("DROP DATABASE \(name) WITH (FORCE)") }
        }
    }
}

extension Engine {
    /// The engines to test on: both, unless `PRAKERJA_TEST_ENGINES` names one (`sqlite` or `postgres`).
    package static let tested: [Engine] =
        switch ProcessInfo.processInfo.environment["PRAKERJA_TEST_ENGINES"] {
        case "sqlite": [.sqlite]
        case "postgres": [.postgres]
        default: Engine.allCases
        }
}
