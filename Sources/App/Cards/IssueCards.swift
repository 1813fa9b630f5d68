import Programme
import Storage

/// Issues cards with their two purses to all people a decree names, one chunk per transaction.
///
/// People who have a card are skipped, so an interrupted run continues where it stopped, and a second run finds nothing
/// to do.
struct IssueCards: Job {
    static let name = "cards.issue"
    /// Cards per transaction: with two postings each, half of what one journal entry may hold.
    static let chunk = 500

    let wave: ID<Wave>
    let decreedAt: Instant

    var uniqueKey: String? { wave.description }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        // Who was selected is compared once, and not for each chunk. A place that is changed from here on is found by
        // `audit verify`, also after it was changed back: the card is bound with its person.
        let isAsDrawn = try await dependencies.database.read { tx in
            try tx.records.isAsBound(.draws, wave, vault: dependencies.vault)
        }
        guard isAsDrawn else {
            dependencies.reportChanged(.draws, wave)
            return .giveUp("the places of wave \(wave) are not as they were drawn")
        }
        guard try await dependencies.database.read({ try isInForce(in: $0, on: dependencies) }) else {
            dependencies.reportChanged(.waves, wave)
            return .giveUp("the decree of wave \(wave) was not in force at \(decreedAt)")
        }
        var after: ID<Entry>?
        repeat {
            let start = after
            after = try await dependencies.database.transaction { tx in
                try issueChunk(after: start, in: tx, on: dependencies)
            }
        } while after != nil
        return .done
    }

    /// Whether the decree was in force at the instant from which the days for the first use count: a job is a row, and an
    /// earlier instant would let the cards lapse before their time.
    private func isInForce(in tx: Transaction, on dependencies: Dependencies) throws -> Bool {
        let present = try tx.waves.require(wave).wave
        guard let decree = try tx.decrees.of(wave), let signed = decree.signedAt,
            try tx.records.isAsBound(.decrees, decree.id, vault: dependencies.vault),
            try tx.records.isAsBound(.waves, wave, vault: dependencies.vault)
        else { return false }
        let earliest = present.state == .announced ? max(signed, present.announcesAt) : signed
        return earliest <= decreedAt && decreedAt <= dependencies.clock.now()
    }

    /// - Returns: the last entry that got a card; nil when none was left without one.
    private func issueChunk(after: ID<Entry>?, in tx: Transaction, on dependencies: Dependencies) throws -> ID<Entry>? {
        // Held until the end of the chunk, whose people are read with the account.
        try tx.waves.requireOwnBooks(tx.waves.require(wave).wave, vault: dependencies.vault)
        let missing = try tx.cards.missing(in: wave, after: after, limit: Self.chunk)
        guard let last = missing.last else { return nil }
        try CardMaker(dependencies: dependencies).give(missing, decreedAt: decreedAt, in: tx)
        return last.entry
    }
}
