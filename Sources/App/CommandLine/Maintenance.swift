import Foundation
import Logging
import Programme
import Storage

/// `prakerja migrate`: brings the database up to date and tells what it did.
package enum Maintenance {
    package static func migrate(_ options: ServeOptions) async throws -> [String] {
        let configuration = try Configuration.of(options)
        try FileManager.default.createDirectory(
            atPath: configuration.dataDirectory, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let database = try Boot.database(configuration)
        do {
            let now = Platform.systemClock()
            try await EditionShelf.check(
                configuration.editionPath, in: database,
                gate: EditionGate(configuration, at: configuration.clockStart ?? now))
            let applied = try await Boot.migrations.migrate(database, at: now.milliseconds)
            await database.close()
            return applied
        } catch {
            await database.close()
            throw error
        }
    }

    /// `prakerja doctor`: what is wrong with this installation, one line each, and how to mend it.
    package static func examine(_ options: ServeOptions) async -> [Diagnosis] {
        let configuration: Configuration
        do {
            configuration = try Configuration.of(options)
        } catch {
            return [Diagnosis(what: "settings", trouble: "\(error)")]
        }
        var found = [Diagnosis(what: "settings", trouble: nil)]
        found.append(edition(configuration))
        found.append(directory(configuration))
        found.append(await database(configuration))
        return found
    }

    private static func edition(_ configuration: Configuration) -> Diagnosis {
        do {
            _ = try PublishedEdition(yaml: String(contentsOfFile: configuration.editionPath, encoding: .utf8))
            return Diagnosis(what: "edition \(configuration.editionPath)", trouble: nil)
        } catch {
            return Diagnosis(
                what: "edition \(configuration.editionPath)",
                trouble: "cannot be read: \(error). Set EDITION to its path")
        }
    }

    private static func directory(_ configuration: Configuration) -> Diagnosis {
        let path = configuration.dataDirectory
        let what = "data directory \(path)"
        guard FileManager.default.fileExists(atPath: path) else {
            return Diagnosis(what: what, trouble: "does not exist yet: `prakerja migrate` makes it")
        }
        guard FileManager.default.isWritableFile(atPath: path) else {
            return Diagnosis(what: what, trouble: "cannot be written: give it to the user the service runs as")
        }
        return Diagnosis(what: what, trouble: nil)
    }

    private static func database(_ configuration: Configuration) async -> Diagnosis {
        let what = configuration.databaseURL == nil ? "database (SQLite)" : "database (PostgreSQL)"
        do {
            let database = try Boot.database(configuration)
            let pending = try await Boot.migrations.pending(database)
            await database.close()
            guard pending.isEmpty else {
                return Diagnosis(what: what, trouble: "\(pending.count) steps behind: run `prakerja migrate`")
            }
            return Diagnosis(what: what, trouble: nil)
        } catch {
            return Diagnosis(what: what, trouble: "cannot be asked: \(error)")
        }
    }
}

package struct Diagnosis: Sendable {
    package let what: String
    /// Nil when it is well.
    package let trouble: String?
}
