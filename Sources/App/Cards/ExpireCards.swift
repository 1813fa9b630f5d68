import Programme
import Storage

/// Expires cards that were not used in time, and closes the training purses after the last day of buying. The money on
/// them returns to the state, with a receipt.
struct ExpireCards: Job {
    static let name = "cards.expire"
    static let chunk = 100
    /// Chunks that are looked past in one run, at most.
    private static let most = 1_000

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let now = dependencies.clock.now()
        var isMore = try await each(
            on: dependencies, due: { try $1.cards.lapsed(at: now, after: $0, limit: Self.chunk) },
            end: { card, tx in try expire(card, at: now, in: tx, on: dependencies) })
        // Each edition has its own last day of buying.
        for edition in dependencies.editions where edition.waves.zone.date(of: now) > edition.training.buyBy {
            let isMoreOfIt = try await each(
                on: dependencies, due: { try $1.cards.openTraining(of: edition.id, after: $0, limit: Self.chunk) },
                end: { card, tx in try close(card, at: now, in: tx, on: dependencies) })
            isMore = isMore || isMoreOfIt
        }
        return isMore ? .again(after: .zero) : .done
    }

    /// Ends each card in a transaction of its own. One whose rows were changed by other means is left as it is, and the
    /// others go on, however many such cards stand before them.
    ///
    /// - Parameter due: the cards to end after one, in their order; nil for the first ones.
    /// - Returns: whether more are waiting.
    private func each(
        on dependencies: Dependencies, due: @escaping @Sendable (Card?, Transaction) throws -> [Card],
        end: @escaping @Sendable (Card, Transaction) throws -> Void
    ) async throws -> Bool {
        var last: Card?
        for _ in 0..<Self.most {
            let start = last
            let cards = try await dependencies.database.read { try due(start, $0) }
            var ended = 0
            for card in cards {
                do {
                    try await dependencies.database.transaction { tx in try end(card, tx) }
                    ended += 1
                } catch is RecordRefusal {
                    continue
                }
            }
            guard cards.count == Self.chunk else { return false }
            if ended > 0 { return true }
            last = cards.last
        }
        return false
    }

    /// Whose entry in the journal says that the card lapsed: a card that is issued again may lapse again.
    static func lapse(of card: Card) -> String { "\(card.id)/\(card.waveAddress)" }

    private func expire(_ card: Card, at now: Instant, in tx: Transaction, on dependencies: Dependencies) throws {
        let standing = CardStanding(dependencies: dependencies)
        try standing.requireWithCard(card.id, in: tx)
        guard try tx.cards.expire(card.id, at: now) else { return }
        try standing.bind(card.id, in: tx)
        let training = try dependencies.requireProved(.cardTraining(card.id), in: tx).balance.available
        let incentive = try dependencies.requireProved(.cardIncentive(card.id), in: tx).balance.available
        if let entry = JournalEntry.expiry(
            id: dependencies.ids.next(), card: card.id, subject: Self.lapse(of: card), training: training,
            incentive: incentive, reason: "Card \(card.id) was not used in time", at: now)
        {
            try tx.ledger.post(entry, ids: dependencies.ids)
        }
        try tx.audit.record(
            AuditEvent("card.expired", subject: "card:\(card.id)"), by: .system, at: dependencies.moment(),
            ids: dependencies.ids)
        try tx.webhooks.recordExpiry(of: card.id, card.person, at: dependencies.moment(), ids: dependencies.ids)
        let rules = try tx.cards.edition(of: card.id, among: dependencies.editions).training
        let mayJoinAgain = rules.lapse == .mayJoinAgain
        if mayJoinAgain {
            try tx.cards.free(card.id, at: now)
            // No decision was made while the card was active.
            try tx.applications.decide(card.person, on: dependencies)
        }
        try tx.inbox.send(
            CardExpiredNotice(days: rules.firstUseDays, mayJoinAgain: mayJoinAgain), to: card.person, on: dependencies)
    }

    private func close(_ card: Card, at now: Instant, in tx: Transaction, on dependencies: Dependencies) throws {
        let standing = CardStanding(dependencies: dependencies)
        try standing.requireWithCard(card.id, in: tx)
        guard try tx.cards.closeTraining(card.id, at: now) else { return }
        try standing.bind(card.id, in: tx)
        let rest = try dependencies.requireProved(.cardTraining(card.id), in: tx).balance.available
        guard
            let entry = JournalEntry.expiry(
                id: dependencies.ids.next(), card: card.id, subject: "\(card.id)/training", training: rest,
                incentive: .zero,
                reason: "The last day to buy is over", at: now)
        else { return }
        try tx.ledger.post(entry, ids: dependencies.ids)
        try tx.inbox.send(TrainingClosedNotice(rest: rest), to: card.person, on: dependencies)
    }
}
