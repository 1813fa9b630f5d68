import CPostgres
import Foundation
import Storage

/// The product's migrations applied once in this process and copied for each test: applying them takes half a second on
/// PostgreSQL, copying the result a tenth of that.
enum MigratedTemplate {
    /// A file on SQLite, with nothing left in its write-ahead log.
    static let sqlite = Task {
        let folder = FileManager.default.temporaryDirectory.appending(path: "prakerja-template-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "prakerja.sqlite")
        let database = try Database.sqlite(path: file.path)
        try await Migrator(directory: TestDatabase.migrations).migrate(database, at: 0)
        await database.close()
        return file
    }

    /// The name of a database on PostgreSQL to which nothing is connected.
    static let postgres = Task {
        let name = "template_\(ProcessInfo.processInfo.processIdentifier)"
        try await ThrowawayPostgres.command("CREATE DATABASE \(name)")
        let database = Database.postgres(url: try await ThrowawayPostgres.url(database: name), connections: 1)
        try await Migrator(directory: TestDatabase.migrations).migrate(database, at: 0)
        await database.close()
        return name
    }
}

extension ThrowawayPostgres {
    static func url(database: String) async throws -> String {
        let url = try await url()
        return url + (url.contains("?") ? "&" : "?") + "dbname=\(database)"
    }

    /// Runs a command that PostgreSQL refuses inside a transaction, such as CREATE DATABASE.
    ///
    /// On a thread of its own: libpq blocks, and Swift has few threads for tasks.
    static func command(_ text: String) async throws {
        let url = try await url()
        try await withCheckedThrowingContinuation { (caller: CheckedContinuation<Void, any Error>) in
            Thread.detachNewThread { caller.resume(with: Result { try run(text, at: url) }) }
        }
    }

    private static func run(_ text: String, at url: String) throws {
        let link = PQconnectdb(url)
        defer { PQfinish(link) }
        let result = PQexec(link, text)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else {
            throw NotStarted(message: "\(text): \(String(cString: PQerrorMessage(link)))")
        }
    }
}
