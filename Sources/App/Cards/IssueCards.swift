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
        guard let first = missing.first, let last = missing.last else { return nil }
        // The decree promised what its edition gives; that another is in force by now changes nothing.
        let edition = platform.edition(first.edition)
        let benefits = edition.benefits
        let cards = try missing.map { try issue(to: $0, under: edition, in: tx, on: platform) }
        try tx.ledger.post(
            .cards(
                id: platform.ids.next(), wave: first.wave, chunk: "\(first.wave)/\(first.entry)", cards: cards,
                training: benefits.training, incentive: benefits.perPerson - benefits.training, at: platform.clock.now()
            ))
        let event = AuditEvent(
            "cards.issued", subject: "wave:\(first.wave)", detail: ["cards": String(cards.count)])
        try tx.audit.record(event, by: .system, on: platform)
        return last.entry
    }

    private func issue(
        to entry: CardlessEntry, under edition: Edition, in tx: Transaction, on platform: Platform
    ) throws -> ID<Card> {
        let benefits = edition.benefits
        let number = CardNumber(random: platform.random.digits(CardNumber.randomDigits))
        let rules = edition.training
        let card = Card(
            id: platform.ids.next(), person: entry.person, wave: entry.wave, status: .active,
            training: benefits.training, incentive: benefits.perPerson - benefits.training, lastFour: number.lastFour,
            issuedAt: platform.clock.now(), firstUseBy: rules.firstUseBy(decreedAt: decreedAt), firstUsedAt: nil,
            unfinished: 0)
        try tx.cards.issue(
            card, number: number, entry: entry.entry, edition: edition.id, decreedAt: decreedAt, on: platform)
        try tx.ledger.open(.cardTraining(card.id), ids: platform.ids)
        try tx.ledger.open(.cardIncentive(card.id), ids: platform.ids)
        return card.id
    }
}
