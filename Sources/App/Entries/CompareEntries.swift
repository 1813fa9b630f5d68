import Logging
import Programme
import Storage

/// Compares a closed wave's entries, as sealing has read them, with what the acts of their people left: one pass over
/// the few who withdrew or were removed, and two numbers. The events of joining are read only where one differs. Entries
/// whose event was gone before it was sealed are compared with what the process that wrote it says (`LostRow`).
struct CompareEntries: Sendable {
    let dependencies: Dependencies
    let wave: Wave

    /// Entries named in the server's log.
    static let named = 5
    /// Missing entries that are counted, and such with a priority that nothing gives.
    private static let most = 10_000

    /// Throws `WaveRefusal.entriesChanged` while an entry was put in, changed, removed or brought back by other means, or
    /// has a priority that neither its person's answers nor a list gives.
    ///
    /// - Parameters:
    ///   - joined: how many entries were read.
    ///   - changed: those of them that are not as their people's joining left them.
    func require(joined: Int, changed: [ID<Entry>]) async throws {
        let (wrong, isComplete) = try await dependencies.database.read { tx in try compare(joined: joined, in: tx) }
        let missing = isComplete ? [] : try await missing()
        let lost = try await dependencies.database.read { tx in try withoutEvent(in: tx) }
        let unearned = try await unearned()
        let others = wrong + missing + lost + unearned
        try dependencies.requireNone(changed: Set(changed + others).sorted(), in: wave.id)
        if !isComplete {
            dependencies.logger.error(
                "a wave has another number of people than it closed with or its log has; none is missing by the log",
                metadata: ["wave": "\(wave.id)", "entries": "\(joined)"])
        }
    }

    /// None of a wave from before entries had codes: what its people's answers were when they joined was not bound.
    private func unearned() async throws -> [ID<Entry>] {
        let (rule, vault) = (dependencies.edition.waves.priority, dependencies.vault)
        return try await dependencies.database.read { [wave] tx in
            guard try !tx.entries.mayLackCodes(in: wave.id, vault: vault) else { return [] }
            return try tx.entries.unearnedPriorities(in: wave.id, under: rule, limit: Self.most)
        }
    }

    /// Compares the number of people with the one that the closing bound, and with the log: its events of joining, less
    /// the withdrawals that an act wrote.
    private func compare(joined: Int, in tx: Transaction) throws -> (wrong: [ID<Entry>], isComplete: Bool) {
        let vault = dependencies.vault
        let people = try joined + tx.entries.removals(in: wave.id, vault: vault).byAct.count
        let withdrawals = try tx.entries.withdrawals(from: wave, vault: vault)
        let wrong =
            try tx.entries.strange(in: wave.id, besides: .joined)
            + tx.entries.returned(in: wave, withdrawals, vault: vault)
        let joinings = try tx.entries.joinings(of: wave, after: opening(tx))
        let isComplete =
            try joinings == people + withdrawals.count
            && tx.entries.closed(wave.id, with: people, vault: vault)
        return (wrong, isComplete)
    }

    /// Entries of an act whose event SQL deleted before it was sealed, and that are not as it left them: neither the log
    /// nor a number that was counted afterwards misses them.
    private func withoutEvent(in tx: Transaction) throws -> [ID<Entry>] {
        let vault = dependencies.vault
        let acts = try tx.audit.lost(besides: dependencies.ids.written.lost, vault: vault)
        guard !acts.isEmpty else { return [] }
        return try tx.entries.notAsLeft(by: acts, in: wave, after: opening(tx), vault: vault)
    }

    /// Before the first event of a person who joined. Another server's ids may be lower than the one of the opening.
    private func opening(_ tx: Transaction) throws -> ID<AuditEvent> {
        let opened = try tx.audit.latestCoded("wave.opened", subject: wave.subject, vault: dependencies.vault)
        return ID(IDSource.id(opened?.rawValue ?? 0, earlierBy: .hours(1)))
    }

    private func missing() async throws -> [ID<Entry>] {
        try await dependencies.database.read { tx in
            let vault = dependencies.vault
            let gone = try tx.entries.gone(from: wave.number, after: opening(tx), limit: Self.most, vault: vault)
            let withdrawals = try tx.entries.withdrawals(from: wave, vault: vault)
            return try gone.map(\.entry) + tx.entries.left(in: wave, withdrawals, vault: vault)
        }
    }
}

extension Dependencies {
    /// Throws `WaveRefusal.entriesChanged`, with an error in the server's log, unless `entries` is empty.
    func requireNone(changed entries: [ID<Entry>], in wave: ID<Wave>) throws {
        guard !entries.isEmpty else { return }
        logger.error(
            "a wave waits: its entries were changed by other means than an act; run `prakerja audit verify`",
            metadata: [
                "wave": "\(wave)", "number": "\(entries.count)",
                "first": "\(entries.prefix(CompareEntries.named).map(\.description).joined(separator: " "))",
            ])
        throw WaveRefusal.entriesChanged(entries.count)
    }
}
