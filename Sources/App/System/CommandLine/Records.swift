import Foundation
import Programme
import Storage

/// An installation opened by a read-only command. The editions come from the database, so it needs no file of the
/// source folder and can be started anywhere.
struct Records: Sendable {
    let database: Database
    let configuration: Configuration
    /// Every edition that was used here, in the order of first use; and the one that was named, if any.
    let editions: [Edition]

    /// Opens, runs `body` and closes again.
    ///
    /// - Throws: `CommandRefused` where there is no database yet; `BootFault.notMigrated`.
    static func with<Value: Sendable>(
        _ options: ServeOptions, _ body: (Records) async throws -> Value
    ) async throws -> Value {
        let configuration = try Configuration.of(options)
        try configuration.requireDatabase()
        let database = try Boot.database(configuration)
        do {
            guard try await Boot.migrations.pending(database).isEmpty else { throw BootFault.notMigrated }
            let used = try await database.read { try $0.editions.kept() }
            let named = try options.edition.map { path in try EditionStore.read(path, known: used) }
            let editions = (used + [named].compactMap(\.self)).map(\.edition)
            let records = Records(database: database, configuration: configuration, editions: editions)
            let value = try await body(records)
            await database.close()
            return value
        } catch {
            await database.close()
            throw error
        }
    }

    /// The keys with which this installation signs and marks.
    func keys() async throws -> (seal: ProgrammeSeal, mark: RowMark) {
        guard let edition = editions.last else {
            throw CommandRefused("no edition was in force here yet, so nothing is sealed: start the server once")
        }
        let key = try await MasterKey.open(
            configuration.keyPath, in: database, making: false, at: Dependencies.systemClock())
        let vault = Vault(master: key)
        return (ProgrammeSeal(vault: vault, site: edition.site), RowMark(vault))
    }

    /// Nil where the master key is not beside the database, as with a copy on another machine.
    func markIfPresent() async throws -> RowMark? {
        guard !editions.isEmpty, FileManager.default.fileExists(atPath: configuration.keyPath) else { return nil }
        return try await keys().mark
    }
}

extension Configuration {
    /// A command never makes a database: a mistyped folder would become an empty installation.
    ///
    /// - Throws: `CommandRefused` where there is no SQLite file, `ConfigurationFault` for a folder that cannot be
    ///   written: SQLite keeps its lock there, also for reading. A PostgreSQL server answers for itself.
    func requireDatabase() throws {
        guard databaseURL == nil else { return }
        if let trouble = DataDirectory.trouble(dataDirectory) { throw ConfigurationFault(problems: [trouble]) }
        guard !FileManager.default.fileExists(atPath: databasePath) else { return }
        throw CommandRefused(
            """
            there is no database in \(dataDirectory): name its directory with --data, set DATABASE_URL, or make one \
            with `prakerja migrate`
            """)
    }
}
