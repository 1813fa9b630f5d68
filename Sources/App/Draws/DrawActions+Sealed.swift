import Foundation
import Programme
import Storage

/// The sealed list compared with what its sealing bound, before the draw goes by it.
extension DrawActions {
    /// Before the seed is fixed. The last transaction of the draw compares again.
    ///
    /// - Parameter list: as it was read from its pages.
    func require(_ list: SealedList, asSealedBy statement: DrawStatement, in wave: Wave) async throws {
        guard statement.root == list.root, hasCounts(of: list, statement) else { throw changed(wave) }
        try await dependencies.database.read { tx in try requireAsSealed(statement.root, wave, tx) }
    }

    /// Throws `WaveRefusal.wrongState` of a wave that two officers ended without a draw: its people are in another wave,
    /// also where SQL changed its row since. Throws `WaveRefusal.listChanged` while root, pages or origin of the list are not as sealing bound them.
    func requireAsSealed(_ root: Data, _ wave: Wave, _ tx: Transaction) throws {
        guard try !tx.abandonments.isDecided(wave.id) else {
            throw WaveRefusal.wrongState(is: .abandoned, expected: .sealed)
        }
        guard try tx.draws.of(wave.id)?.root == root, try tx.draws.isAsSealed(wave.id, vault: dependencies.vault)
        else { throw changed(wave) }
    }

    /// An earlier version stored no numbers of its pools.
    private func hasCounts(of list: SealedList, _ statement: DrawStatement) -> Bool {
        guard statement.origin != nil else { return true }
        func sorted(_ counts: [DrawStatement.Count]) -> [DrawStatement.Count] {
            counts.sorted { $0.stratum.number < $1.stratum.number }
        }
        return sorted(statement.counts) == sorted(list.counts(edition.waves.strata))
    }

    func changed(_ wave: Wave) -> WaveRefusal {
        dependencies.reportChanged(.drawLists, wave.id)
        return .listChanged
    }
}

extension DrawQueries {
    /// Whether the pages of a sealed list and its origin are as sealing bound them. A list from before there were
    /// pages, or before origins were stored, and that no act has bound since, passes: there is nothing to compare.
    func isAsSealed(_ wave: ID<Wave>, vault: Vault) throws -> Bool {
        let draw = try of(wave)
        let kinds: [(kind: BoundKind, isDue: Bool)] = [
            (.drawLists, draw?.pages != nil), (.drawOrigins, draw?.editionDigest != nil), (.drawAnswers, false),
        ]
        return try kinds.allSatisfy { kind, isDue in
            let isBound = try isDue || tx.records.newest(kind, of: [wave.rawValue])[wave.rawValue] != nil
            return try !isBound || tx.records.isAsBound(kind, wave, vault: vault)
        }
    }

    /// Whether a draw, and the list it went by, are as sealing and drawing bound them.
    func isAsDrawn(_ wave: ID<Wave>, vault: Vault) throws -> Bool {
        try tx.records.isAsBound(.draws, wave, vault: vault) && isAsSealed(wave, vault: vault)
    }
}
