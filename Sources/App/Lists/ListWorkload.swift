import Foundation
import Programme
import Storage

/// Benchmarks two versions of a long list of another office, by the functions of the office: imports them and counts
/// what the later version changes.
package struct ListWorkload: Sendable {
    private let dependencies: Dependencies

    /// Migrates the database.
    ///
    /// - Parameter database: the PostgreSQL URL; nil for SQLite in `directory`.
    package init(database: String?, directory: URL) async throws {
        dependencies = try await Boot.workload(on: database, in: directory)
    }

    /// Imports a file of any size. Returns the list's id and how many people it has.
    package func bringIn(_ path: String) async throws -> (list: Int64, people: Int) {
        let day = dependencies.edition.waves.zone.date(of: dependencies.clock.now())
        let order = ListOrder(kind: .laidOff, source: "Kementerian", asOf: day, expiresOn: nil, by: nil)
        let stored = try await ImportList(dependencies: dependencies, order: order).run(.file(path: path))
        return (stored.value.id.rawValue, stored.value.counts.accepted)
    }

    /// Counts what a version changes against the one in force, as its job does.
    package func compare(_ list: Int64) async throws -> (added: Int, removed: Int, unchanged: Int) {
        guard let begun = try await difference(of: list) else { throw Inconsistency("a list has its difference") }
        _ = try await CompareList(difference: begun.id).run(on: dependencies)
        guard let counts = try await difference(of: list), counts.isCounted else {
            throw Inconsistency("the difference is counted to its end")
        }
        return (counts.counts.added, counts.counts.removed, counts.counts.unchanged)
    }

    package func close() async throws {
        try await dependencies.connectors.close()
        await dependencies.database.close()
    }

    private func difference(of list: Int64) async throws -> StoredDifference? {
        try await dependencies.database.read { tx in try tx.listDifferences.latest(of: ID(list), .version) }
    }
}
