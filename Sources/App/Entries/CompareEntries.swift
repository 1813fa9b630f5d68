import Logging
import Programme
import Storage

/// Compares a closed wave's entries, as sealing has read them, with what the acts of their people left: one pass over
/// the few who withdrew or were removed, and a number. The log is read only where the number differs.
struct CompareEntries: Sendable {
    let dependencies: Dependencies
    let wave: Wave

    /// Entries named in the server's log.
    static let named = 5
    /// Missing entries that are counted.
    private static let most = 10_000

    /// Throws `WaveRefusal.entriesChanged` while an entry was put in, changed, removed or brought back by other means.
    ///
    /// - Parameters:
    ///   - joined: how many entries were read.
    ///   - changed: those of them that are not as their people's joining left them.
    func require(joined: Int, changed: [ID<Entry>]) async throws {
        let (returned, isComplete) = try await dependencies.database.read { [wave, dependencies] tx in
            let vault = dependencies.vault
            let removed = try tx.entries.removals(in: wave.id, vault: vault).byAct.count
            return (
                try tx.entries.returned(in: wave, vault: vault),
                try tx.entries.closed(wave.id, with: joined + removed, vault: vault)
            )
        }
        let missing = isComplete ? [] : try await missing()
        try dependencies.requireNone(changed: Set(changed + returned + missing).sorted(), in: wave.id)
        if !isComplete {
            dependencies.logger.error(
                "a wave closed with another number of people than it has; the log names none that is missing",
                metadata: ["wave": "\(wave.id)", "entries": "\(joined)"])
        }
    }

    /// The counters of a wave can be changed by SQL, too: what is missing, the log says.
    private func missing() async throws -> [ID<Entry>] {
        try await dependencies.database.read { [wave, dependencies] tx in
            let opened = try tx.audit.latest("wave.opened", subject: wave.subject)
            let gone = try tx.entries.gone(
                from: wave.number, after: opened, limit: Self.most, vault: dependencies.vault)
            return try gone.map(\.entry) + tx.entries.left(in: wave, vault: dependencies.vault)
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
