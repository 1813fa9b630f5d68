import Programme
import Storage

/// Gives everybody a decree names a card with its two purses, a chunk in each transaction.
///
/// Whoever has a card already is passed over, so an interrupted run goes on where it stopped and a second one finds
/// nothing to do.
struct IssueCards: Job {
    static let name = "cards.issue"
    /// Two postings a card: half of what one entry may hold.
    static let chunk = 500

    let wave: ID<Wave>
    let decreedAt: Instant

    var uniqueKey: String? { wave.description }

    func run(on platform: Platform) async throws -> Verdict {
        var after: ID<Entry>?
        repeat {
            let start = after
            after = try await platform.database.transaction { tx in
                try issueChunk(after: start, in: tx, on: platform)
            }
        } while after != nil
        return .done
    }

    /// - Returns: the last entry it gave a card; nil when none was left without.
    private func issueChunk(after: ID<Entry>?, in tx: Transaction, on platform: Platform) throws -> ID<Entry>? {
        let missing = try tx.cards.missing(in: wave, after: after, limit: Self.chunk)
        guard let last = missing.last else { return nil }
        try CardMaker(platform: platform).give(missing, decreedAt: decreedAt, in: tx)
        return last.entry
    }
}
