import Foundation
import Logging
import Programme
import Storage

/// `prakerja migrate`: migrates the database and reports what it did.
package enum Maintenance {
    package static func migrate(_ options: ServeOptions) async throws -> [String] {
        let configuration = try Configuration.of(options)
        try FileManager.default.createDirectory(
            atPath: configuration.dataDirectory, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let database = try Boot.database(configuration)
        do {
            let now = Platform.systemClock()
            try await EditionStore.check(
                configuration.editionPath, in: database,
                gate: EditionStartCheck(configuration, at: configuration.clockStart ?? now))
            let applied = try await Boot.migrations.migrate(database, at: now.milliseconds)
            await database.close()
            return applied
        } catch {
            await database.close()
            throw error
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
            return [Diagnosis("settings", "\(error)")]
        }
        let doctor = Doctor(configuration: configuration, now: Platform.systemClock())
        guard configuration.databaseURL != nil || FileManager.default.fileExists(atPath: configuration.databasePath)
        else { return await doctor.examine(nil, trouble: "there is none yet: run `prakerja migrate`") }
        do {
            let database = try Boot.database(configuration)
            let found = await doctor.examine(database)
            await database.close()
            return found
        } catch {
            return await doctor.examine(nil, trouble: "\(error)")
        }
    }
}
