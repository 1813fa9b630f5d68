import CSQLite
import Foundation

/// An empty database of a benchmark, and statements on it apart from the product.
final class BenchDatabase {
    let folder: URL
    /// Nil for SQLite.
    let url: String?

    /// - Parameters:
    ///   - name: lowercase letters.
    ///   - server: the PostgreSQL URL of a database `postgres`; nil for SQLite.
    init(_ name: String, server: String?) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "\(name)-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        guard let server else {
            url = nil
            return
        }
        url = server.replacing("/postgres?", with: "/\(name)?")
        try Self.psql(
            server, "DROP DATABASE IF EXISTS \(name)",
            "CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// Of SQLite's file.
    var path: String { folder.appending(path: "prakerja.sqlite").path }

    /// Writes many rows at once.
    func writer() throws -> any RowWriter {
        if let url { CopyWriter(url: url) } else { try SQLiteWriter(path: path) }
    }

    /// Makes up for what loading left behind, so that it is not measured.
    func settle() throws {
        if let url {
            try Self.psql(url, "VACUUM (ANALYZE)", "CHECKPOINT")
        } else {
            try run("PRAGMA wal_checkpoint(TRUNCATE)")
        }
    }

    /// Runs statements apart from the product.
    func run(_ statements: String...) throws {
        if let url { return try statements.forEach { try Self.psql(url, $0) } }
        var connection: OpaquePointer?
        guard sqlite3_open(path, &connection) == SQLITE_OK else { throw LoadFault.refused(path) }
        defer { sqlite3_close(connection) }
        sqlite3_busy_timeout(connection, 10_000)
        for statement in statements {
            guard sqlite3_exec(connection, statement, nil, nil, nil) == SQLITE_OK else {
                throw LoadFault.refused(String(cString: sqlite3_errmsg(connection)))
            }
        }
    }

    private static func psql(_ url: String, _ statements: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/psql")
        process.arguments = [url, "-qv", "ON_ERROR_STOP=1"] + statements.flatMap { ["-c", $0] }
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw LoadFault.refused(statements.joined(separator: "; ")) }
    }
}
