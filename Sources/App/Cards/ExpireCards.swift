import Programme
import Storage

/// Expires cards that were not used in time, and closes the training purses after the last day of buying. The money on
/// them returns to the state, with a receipt.
struct ExpireCards: Job {
    static let name = "cards.expire"
    static let chunk = 100

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let now = dependencies.clock.now()
        let lapsed = try await dependencies.database.read { try $0.cards.lapsed(at: now, limit: Self.chunk) }
        for card in lapsed {
            try await dependencies.database.transaction { tx in try expire(card, at: now, in: tx, on: dependencies) }
        }
        var most = lapsed.count
        // Each edition has its own last day of buying.
        for edition in dependencies.editions where edition.waves.zone.date(of: now) > edition.training.buyBy {
            let open = try await dependencies.database.read {
                try $0.cards.openTraining(of: edition.id, limit: Self.chunk)
            }
            for card in open {
                try await dependencies.database.transaction { tx in try close(card, at: now, in: tx, on: dependencies) }
            }
            most = max(most, open.count)
        }
        return most == Self.chunk ? .again(after: .zero) : .done
    }

    private func expire(_ card: Card, at now: Instant, in tx: Transaction, on dependencies: Dependencies) throws {
        guard try tx.cards.expire(card.id, at: now) else { return }
        let training = try tx.ledger.balance(.cardTraining(card.id)).available
        let incentive = try tx.ledger.balance(.cardIncentive(card.id)).available
        if let entry = JournalEntry.expiry(
            id: dependencies.ids.next(), card: card.id, subject: "\(card.id)/\(card.waveAddress)", training: training,
            incentive: incentive, reason: "Card \(card.id) was not used in time", at: now)
        {
            try tx.ledger.post(entry, ids: dependencies.ids)
        }
        try tx.audit.record(
            AuditEvent("card.expired", subject: "card:\(card.id)"), by: .system, at: dependencies.moment(),
            ids: dependencies.ids)
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
        guard try tx.cards.closeTraining(card.id, at: now) else { return }
        let rest = try tx.ledger.balance(.cardTraining(card.id)).available
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
