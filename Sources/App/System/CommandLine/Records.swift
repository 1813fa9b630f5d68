import Foundation
import Programme
import Storage

/// An installation opened by a read-only command. The editions come from the database, so it needs no file of the
/// source folder and can be started anywhere.
struct Records: Sendable {
    let database: Database
    let configuration: Configuration
    /// Every edition that was used here and is as it was published, in the order of first use; and the one that was
    /// named, if any.
    let editions: [Edition]
    /// The editions as they are kept, with what is wrong with them.
    let kept: [KeptEdition]

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
            try database.expectOwnSchema()
            let kept = try await database.read { try $0.editions.all() }
            let used = kept.compactMap(\.published)
            let named = try options.edition.map { path in try EditionStore.read(path, known: used) }
            let editions = (used + [named].compactMap(\.self)).map(\.edition)
            let records = Records(database: database, configuration: configuration, editions: editions, kept: kept)
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
        guard let site = try await site() else {
            throw CommandRefused("no edition was in force here yet, so nothing is sealed: start the server once")
        }
        let key = try await MasterKey.open(
            configuration.keyPath, in: database, making: false, at: Dependencies.systemClock())
        // A verification changes nothing. Of a kind that is complete in neither file nor database it lets earlier records
        // pass, as it says; where SQL deleted the note, it names the row that is gone.
        let open = Set(BoundKind.all.map(\.name)).subtracting(try BoundKindsFile(configuration).names())
        let vault = Vault(master: key, earlier: EarlierKinds(open))
        return (ProgrammeSeal(vault: vault, site: site), RowMark(vault))
    }

    /// The site that signs: of the last edition. Where its kept text is broken, the newest checkpoint names the site;
    /// whether this installation signed it is then checked with its key.
    private func site() async throws -> String? {
        guard let last = kept.last, last.published == nil, editions.last?.id != last.id else {
            return editions.last?.site
        }
        let checkpoint = try await database.read { try $0.proofs.latestCheckpoint() }
        // Without a checkpoint nothing is signed, so that the name of the site is not looked at.
        return checkpoint.map { String($0.note.prefix { $0 != "\n" }) } ?? editions.last?.site ?? last.id
    }

    /// Nil where the master key is not beside the database, as with a copy on another machine.
    func markIfPresent() async throws -> RowMark? {
        guard !(editions.isEmpty && kept.isEmpty), FileManager.default.fileExists(atPath: configuration.keyPath) else {
            return nil
        }
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
