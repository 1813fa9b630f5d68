import Foundation
import Logging

/// What the workloads of `make bench` begin with.
extension Boot {
    /// Migrates the database and builds the dependencies, with the clock in the first wave of the default edition: a
    /// server refuses to start an edition that is over.
    ///
    /// - Parameters:
    ///   - database: the PostgreSQL URL; nil for SQLite in `directory`.
    ///   - directory: where the installation's key and files go.
    ///   - edition: the file of the edition; nil for the default one.
    static func workload(on database: String?, in directory: URL, edition: URL? = nil) async throws -> Dependencies {
        var options = ServeOptions()
        options.dataDirectory = directory.path
        options.clock = "2020-04-15T09:00+07:00"
        options.edition = edition?.path
        var configuration = try Configuration.of(options)
        configuration.databaseURL = database
        let silent = Logger(label: "workload") { _ in SwiftLogNoOpLogHandler() }
        let made = try await dependencies(configuration, migrating: true, logger: silent).0
        // As in a server that starts for the first time: what a workload adds without an act passes.
        made.vault.earlier.open(Set(BoundKind.all.map(\.name)))
        return made
    }
}
