import Foundation
import Storage
import TestSupport

/// A database as an earlier version left it: filled first, then migrated to the present schema.
enum OlderDatabase {
    /// - Parameters:
    ///   - step: the number of the first migration that the earlier version did not have.
    ///   - fill: writes rows of the earlier schema.
    ///   - body: runs after all migrations.
    static func with(
        _ engine: Engine, before step: String, fill: @escaping @Sendable (Transaction) throws -> Void,
        _ body: @Sendable (Database) async throws -> Void
    ) async throws {
        let manager = FileManager.default
        let folder = manager.temporaryDirectory.appending(path: "migrations-\(UUID().uuidString)")
        try manager.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? manager.removeItem(at: folder) }
        for file in try manager.contentsOfDirectory(at: TestDatabase.migrations, includingPropertiesForKeys: nil)
        where file.pathExtension == "sql" && file.lastPathComponent < step {
            try manager.copyItem(at: file, to: folder.appending(path: file.lastPathComponent))
        }
        try await TestDatabase.with(engine, migrations: folder) { database in
            try await database.transaction { tx in try fill(tx) }
            try await Migrator(directory: TestDatabase.migrations).migrate(database, at: 0)
            try await body(database)
        }
    }
}
