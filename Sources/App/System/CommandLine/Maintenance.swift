import Foundation
import Logging
import Programme
import Storage

/// `prakerja migrate`: migrates the database and reports what it did.
package enum Maintenance {
    package static func migrate(_ options: ServeOptions) async throws -> [String] {
        let configuration = try Configuration.of(options)
        try DataDirectory.make(configuration.dataDirectory)
        if configuration.databaseURL == nil, let trouble = DataDirectory.trouble(configuration.dataDirectory) {
            throw ConfigurationFault(problems: [trouble])
        }
        let database = try Boot.database(configuration)
        do {
            let now = Dependencies.systemClock()
            try await EditionStore.check(
                configuration.editionPath, in: database,
                gate: EditionStartCheck(configuration, at: configuration.clockStart ?? now))
            try await requireText(database)
            let applied = try await Boot.migrations.migrate(database, at: now.milliseconds)
            await database.close()
            return applied
        } catch {
            await database.close()
            throw error
        }
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
            let found = await doctor.examine(database)
            await database.close()
            return found
        } catch {
            return await doctor.examine(nil, trouble: PlainError.sentence(error))
        }
    }
}
