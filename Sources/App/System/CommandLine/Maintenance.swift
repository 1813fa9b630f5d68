import Foundation
import Logging
import Programme
import Storage

/// `prakerja migrate` and `prakerja doctor`.
package enum Maintenance {
    package static func migrate(_ options: ServeOptions) async throws -> [String] {
        let configuration = try Configuration.of(options)
        try DataDirectory.make(configuration.dataDirectory)
        if configuration.databaseURL == nil, let trouble = DataDirectory.trouble(configuration.dataDirectory) {
            throw ConfigurationFault(problems: [trouble])
        }
        let database = try Boot.migrationDatabase(configuration)
        do {
            let now = Dependencies.systemClock()
            try await EditionStore.check(
                configuration.editionPath, in: database,
                startCheck: EditionStartCheck(configuration, at: configuration.clockStart ?? now))
            try await requireText(database)
            let applied = try await Boot.migrations.migrate(database, at: now.milliseconds)
            await database.close()
            return applied
        } catch {
            await database.close()
            throw error
        }
    }

    /// After a migration by another user than the application's: gives the application's user its rights, on new tables
    /// too. It may add to the audit log, the journal and the log over them, and change none of it.
    ///
    /// - Parameter printing: returns the statements instead of running them, for an administrator of the database.
    /// - Returns: lines to print; empty where one user does both.
    package static func grant(_ options: ServeOptions, printing: Bool) async throws -> [String] {
        let configuration = try Configuration.of(options)
        guard configuration.migrationDatabaseURL != nil else {
            guard printing else { return [] }
            throw CommandRefused("there is one user: name the one who migrates in MIGRATION_DATABASE_URL")
        }
        let (own, owner) = (try Boot.database(configuration), try Boot.migrationDatabase(configuration))
        do {
            let lines = try await grant(to: own, on: owner, printing: printing)
            await own.close()
            await owner.close()
            return lines
        } catch {
            await own.close()
            await owner.close()
            throw error
        }
    }

    private static func grant(to own: Database, on owner: Database, printing: Bool) async throws -> [String] {
        guard let user = try await own.user(), let migrating = try await owner.user() else { return [] }
        guard user != migrating else {
            throw CommandRefused(
                "DATABASE_URL and MIGRATION_DATABASE_URL name the same user, \(user): the application's must be another"
            )
        }
        if printing {
            return try await owner.read { tx in try AppendOnly.privileges.statements(for: user, in: tx) }
                .map { "\($0);" }
        }
        try await AppendOnly.privileges.grant(to: user, on: owner)
        return ["\(user) may read and write; it may only add to \(AppendOnly.tables.sorted().joined(separator: ", "))"]
    }

    /// A database is filled only where text is kept and sorted as the product counts on: moving it later is hard.
    ///
    /// - Throws: `CommandRefused` for an empty database of another encoding or order.
    private static func requireText(_ database: Database) async throws {
        guard try await Boot.migrations.isUntouched(database) else { return }
        if let trouble = Doctor.trouble(of: try await database.text()) {
            throw CommandRefused("the database \(trouble)")
        }
    }

    /// `prakerja doctor`: what is wrong with this installation and how to fix it, one line each.
    package static func examine(_ options: ServeOptions) async -> [Diagnosis] {
        let configuration: Configuration
        do {
            configuration = try Configuration.of(options)
        } catch let fault as ConfigurationFault {
            return fault.problems.map { Diagnosis("settings", $0) }
        } catch {
            return [Diagnosis("settings", PlainError.sentence(error))]
        }
        let doctor = Doctor(configuration: configuration, now: Dependencies.systemClock())
        guard configuration.databaseURL != nil || FileManager.default.fileExists(atPath: configuration.databasePath)
        else { return await doctor.examine(nil, trouble: "there is none yet: run `prakerja migrate`") }
        do {
            let database = try Boot.database(configuration)
            var doctor = doctor
            let kind = try? await database.read { tx in try tx.installation.kind() }
            if kind == .sandbox { doctor.configuration.sandbox = true }
            let found = await doctor.examine(database)
            await database.close()
            return found
        } catch {
            return await doctor.examine(nil, trouble: PlainError.sentence(error))
        }
    }
}
