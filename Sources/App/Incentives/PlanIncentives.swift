import Programme
import Storage

/// Plans the edition's incentives and surveys after the first completed training; later trainings add nothing.
struct PlanIncentives: Job {
    static let name = "incentives.plan"

    let card: ID<Card>
    let purchase: ID<Purchase>
    let completedAt: Instant

    var uniqueKey: String? { card.description }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        try await dependencies.database.transaction { tx in
            let heldCard = try tx.records.hold(.cards, card)
            let held = try tx.records.hold(.purchases, purchase)
            guard let holder = try tx.cards.find(card) else { return JobResult.giveUp("there is no card \(card)") }
            // The money of a revoked card is the state's again.
            guard holder.status != .revoked else { return .done }
            guard try isCompleted(at: dependencies.clock.now(), in: tx),
                try tx.records.isAsBound(held, vault: dependencies.vault)
            else {
                dependencies.reportChanged(.purchases, purchase)
                return .giveUp("purchase \(purchase) is not as an act left it, or no institution reported it")
            }
            guard try tx.records.isAsBound(heldCard, vault: dependencies.vault) else {
                dependencies.reportChanged(.cards, card)
                return .giveUp("card \(card) is not as an act left it")
            }
            let zone = dependencies.edition.waves.zone
            let benefits = try tx.cards.edition(of: card, among: dependencies.editions).benefits
            let lines = InstalmentPlan.lines(benefits, completedOn: zone.date(of: completedAt))
            let isNew = try tx.incentives.plan(
                lines, card: card, person: holder.person, purchase: purchase,
                today: zone.date(of: dependencies.clock.now()), ids: dependencies.ids)
            guard isNew else { return .done }
            try tx.records.bind(.instalments, card, at: dependencies.realNow(), ids: dependencies.ids)
            try InstalmentDates(dependencies: dependencies).bindFirst(card, in: tx)
            try tx.audit.record(
                AuditEvent("incentives.planned", subject: "card:\(card)", detail: ["instalments": String(lines.count)]),
                by: .system, at: dependencies.moment(), ids: dependencies.ids)
            try tx.inbox.send(
                IncentivesPlannedNotice(benefits: benefits, purchase: purchase), to: holder.person, on: dependencies)
            return .done
        }
    }

    /// Whether the institution reported this training of this card, not after the day that the job goes by. A job is a
    /// row: an earlier day would let the instalments lapse before their time. A later one is that of a card that was given
    /// back.
    private func isCompleted(at now: Instant, in tx: Transaction) throws -> Bool {
        guard let bought = try tx.purchases.find(purchase), bought.card == card, bought.state == .completed,
            let completion = try tx.purchases.completion(of: purchase)
        else { return false }
        return completedAt >= completion.at && completedAt <= now
    }
}
