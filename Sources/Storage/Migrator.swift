import Crypto
import Foundation

/// Brings a database to the newest schema: numbered `.sql` files, forward only, each applied once and remembered with
/// its checksum. Written in the common dialect; SQLite gets a translation.
package struct Migrator: Sendable {
    package let directory: URL

    package init(directory: URL) {
        self.directory = directory
    }

    /// Applies what is missing, all of it or nothing, and returns the names. Safe when several nodes start at once: the
    /// second waits for the first, and finds nothing left to do.
    @discardableResult
    package func migrate(_ database: Database, at milliseconds: Int64) async throws -> [String] {
        let migrations = try all()
        return try await database.transaction { tx in
            try lock(tx)
            try tx.script(Self.table)
            let missing = try self.missing(of: migrations, applied: applied(tx))
            for migration in missing {
                try tx.script(migration.text)
                try tx.run(
                    """
                    INSERT INTO schema_migration (number, name, checksum, applied_at)
                    VALUES (\(migration.number), \(migration.name), \(migration.checksum), \(milliseconds))
                    """)
            }
            return missing.map(\.name)
        }
    }

    /// What `migrate` would apply. Throws as it would when the files and the database disagree.
    package func pending(_ database: Database) async throws -> [String] {
        let migrations = try all()
        let applied = try await database.read { tx in try appliedIfAny(tx) }
        return try missing(of: migrations, applied: applied).map(\.name)
    }

    /// All migrations, one below the other, for readers.
    package func schemaText() throws -> String {
        try all().map { "-- \($0.name)\n\n\($0.text)" }.joined(separator: "\n")
    }

    private static let table = """
        CREATE TABLE IF NOT EXISTS schema_migration (
            number     BIGINT PRIMARY KEY,
            name       TEXT NOT NULL,
            checksum   TEXT NOT NULL,
            applied_at BIGINT NOT NULL
        );
        """

    // MARK: Files

    private struct Migration: Sendable {
        let number: Int64
        let name: String
        let text: String

        var checksum: String {
            SHA256.hash(data: Data(text.utf8)).map { String(format: "%02x", $0) }.joined()
        }
    }

    private struct Applied: Sendable {
        let number: Int64
        let name: String
        let checksum: String
    }

    private func all() throws -> [Migration] {
        let files = try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "sql" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        var migrations: [Migration] = []
        for file in files {
            let name = file.deletingPathExtension().lastPathComponent
            guard name.prefix(5).last == "-", let number = Int64(name.prefix(4)) else {
                throw MigrationFault.misnamed(name)
            }
            guard migrations.last?.number != number else { throw MigrationFault.sameNumber(name) }
            migrations.append(
                Migration(number: number, name: name, text: try String(contentsOf: file, encoding: .utf8)))
        }
        return migrations
    }

    /// What has not been applied yet. What has must be there unchanged, and nothing may appear before it: on another
    /// node the same files would have been applied in another order.
    private func missing(of migrations: [Migration], applied: [Applied]) throws -> [Migration] {
        let files = Dictionary(uniqueKeysWithValues: migrations.map { ($0.number, $0) })
        for old in applied {
            guard let file = files[old.number] else { throw MigrationFault.gone(old.name) }
            guard file.checksum == old.checksum else { throw MigrationFault.changed(old.name) }
        }
        let done = Set(applied.map(\.number))
        let missing = migrations.filter { !done.contains($0.number) }
        if let last = applied.last, let late = missing.first(where: { $0.number < last.number }) {
            throw MigrationFault.late(late.name, after: last.name)
        }
        return missing
    }

    // MARK: Database

    /// On SQLite there is one writer, and this is it.
    private func lock(_ tx: Transaction) throws {
        guard tx.engine == .postgres else { return }
        try tx.run("SET LOCAL statement_timeout = 0")
        _ = try tx.rows("SELECT 1 AS locked FROM pg_advisory_xact_lock(20200411, hashtext(current_schema()))")
    }

    private func appliedIfAny(_ tx: Transaction) throws -> [Applied] {
        let table: SQL =
            switch tx.engine {
            case .sqlite: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'"
            case .postgres: "SELECT 1 AS found WHERE to_regclass('schema_migration') IS NOT NULL"
            }
        return try tx.row(table) == nil ? [] : applied(tx)
    }

    private func applied(_ tx: Transaction) throws -> [Applied] {
        try tx.rows("SELECT number, name, checksum FROM schema_migration ORDER BY number").map { row in
            try Applied(number: row["number"], name: row["name"], checksum: row["checksum"])
        }
    }
}

package enum MigrationFault: Error, Equatable {
    /// Applied, and since then its file was edited. Undo the edit; write a new migration instead.
    case changed(String)
    /// Applied, and now there is no such file: an older program meets a newer database.
    case gone(String)
    /// Not applied, though a later one is. Give it a number of its own at the end.
    case late(String, after: String)
    /// Not of the form `0007-name.sql`.
    case misnamed(String)
    case sameNumber(String)
}

extension MigrationFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .changed(let name): "migration \(name) was edited after it was applied; undo that and add a new migration"
        case .gone(let name): "the database has migration \(name), this program does not: it is older than the database"
        case .late(let name, let last):
            "migration \(name) comes before \(last), which is applied; give it a later number"
        case .misnamed(let name): "migration \(name) is not named like 0007-ledger.sql"
        case .sameNumber(let name): "migration \(name) has the number of another one"
        }
    }
}

extension Transaction {
    /// Several statements in the common dialect.
    fileprivate func script(_ text: String) throws {
        try session.script(engine == .sqlite ? SQLiteDialect.translated(text) : text)
    }
}
