import Foundation
import Programme
import Storage

/// Benchmarks a wave of the whole country: seals and draws it by the functions of the office, over rows that
/// `make bench` has loaded.
package struct SealWorkload: Sendable {
    private let dependencies: Dependencies

    /// Migrates the database.
    ///
    /// - Parameter database: the PostgreSQL URL; nil for SQLite in `directory`.
    package init(database: String?, directory: URL) async throws {
        dependencies = try await Boot.workload(on: database, in: directory)
    }

    /// Opens the first wave. Returns its id.
    package func open() async throws -> Int64 {
        let acts = WaveActions(dependencies: dependencies)
        try await acts.prepare()
        try await acts.open(Self.wave, by: .system)
        return try await record().wave.id.rawValue
    }

    /// The code of an entry that `make bench` loads.
    package func code(of content: EntryCode.Content) -> Data {
        var codes = EntryCode(dependencies.vault)
        return codes.code(of: content)
    }

    package func seal() async throws {
        try await SealList(dependencies: dependencies).seal(Self.wave, by: .system)
    }

    package func draw() async throws {
        try await DrawActions(dependencies: dependencies).drawSealed(Self.wave, by: .system)
    }

    /// Sealed entries, ranks that were computed for them, and places.
    package func outcome() async throws -> (entries: Int, ranks: Int, places: Int) {
        let wave = try await record().wave.id
        return try await dependencies.database.read { tx in
            let (draw, ranks) = (try tx.draws.of(wave), try tx.draws.pools(of: wave).reduce(0) { $0 + $1.entries })
            return (draw?.entries ?? 0, ranks, draw?.selected ?? 0)
        }
    }

    /// Reads what the person's result page shows of their entry. False when there is no ticket.
    package func readsResult(of person: Int64, in wave: Int64) async throws -> Bool {
        try await dependencies.database.read { tx in try tx.entries.of(ID(person), in: ID(wave))?.ticket != nil }
    }

    /// Reads one row by its key, to compare.
    package func readsAccount(of person: Int64) async throws {
        let now = dependencies.clock.now()
        _ = try await dependencies.database.read { tx in try tx.accounts.payeeHeldUntil(ID(person), at: now) }
    }

    package func close() async throws {
        try await dependencies.connectors.close()
        await dependencies.database.close()
    }

    private static let wave = 1

    private func record() async throws -> WaveRecord {
        try await dependencies.database.read { [dependencies] tx in
            try tx.waves.require(Self.wave, of: dependencies.edition.id)
        }
    }
}
