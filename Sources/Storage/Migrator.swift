import Crypto
import Foundation

/// Migrates a database to the newest schema: numbered `.sql` files, forward only, each applied once and recorded with
/// its checksum. They are written in the common dialect and translated for SQLite.
package struct Migrator: Sendable {
    package let directory: URL

    package init(directory: URL) {
        self.directory = directory
    }

    /// Applies the missing migrations in one transaction and returns their names. Safe when several nodes start at
    /// once: the second waits for the first one's lock and then has nothing to apply.
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

    /// The names `migrate` would apply. Throws the same `MigrationFault` when files and database disagree.
    package func pending(_ database: Database) async throws -> [String] {
        let migrations = try all()
        let applied = try await database.read { tx in try appliedIfAny(tx) }
        return try missing(of: migrations, applied: applied).map(\.name)
    }

    /// All of them in their order, in the common dialect, after the table that records them.
    func scripts() throws -> [String] { try [Self.table] + all().map(\.text) }

    /// Whether no migration has been applied to the database yet.
    package func isUntouched(_ database: Database) async throws -> Bool {
        try await database.read { tx in try appliedIfAny(tx).isEmpty }
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

    /// The migrations not applied yet. Every applied one must still exist unchanged, and no missing one may be numbered
    /// before the last applied: another node would have applied the same files in another order.
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

    /// Serialises migrations of several nodes. SQLite needs no lock: it has one writer, and this transaction runs on
    /// it.
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
    /// It was applied, and its file was edited since. Undo the edit; write a new migration instead.
    case changed(String)
    /// It was applied, and its file is missing: this program is older than the database.
    case gone(String)
    /// It was not applied, though a later one was. Give it a new number at the end.
    case late(String, after: String)
    /// The name is not of the form `0007-name.sql`.
    case misnamed(String)
    case sameNumber(String)
}

extension MigrationFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .changed(let name): "migration \(name) was edited after it was applied; undo that and add a new migration"
        case .gone(let name): "the database has migration \(name), this program is older: start the newer program"
        case .late(let name, let last):
            "migration \(name) comes before \(last), which is applied; give it a later number"
        case .misnamed(let name): "migration \(name) is not named like 0007-ledger.sql"
        case .sameNumber(let name): "migration \(name) has the number of another one"
        }
    }
}

extension Transaction {
    /// Runs several statements in the common dialect.
    fileprivate func script(_ text: String) throws {
        try session.script(engine == .sqlite ? SQLiteDialect.translated(text) : text)
    }
}
