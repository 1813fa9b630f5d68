import Programme
import Storage

/// Plans the edition's incentives and surveys after the first completed training; later trainings add nothing.
struct PlanIncentives: Job {
    static let name = "incentives.plan"

    let card: ID<Card>
    let purchase: ID<Purchase>
    let completedAt: Instant

    var uniqueKey: String? { card.description }

    func run(on platform: Platform) async throws -> JobResult {
        try await platform.database.transaction { tx in
            guard let holder = try tx.cards.find(card) else { return JobResult.giveUp("there is no card \(card)") }
            let zone = platform.edition.waves.zone
            let benefits = try tx.cards.edition(of: card, among: platform.editions).benefits
            let lines = InstalmentPlan.lines(benefits, completedOn: zone.date(of: completedAt))
            let isNew = try tx.incentives.plan(
                lines, card: card, person: holder.person, purchase: purchase,
                today: zone.date(of: platform.clock.now()), ids: platform.ids)
            guard isNew else { return .done }
            try tx.audit.record(
                AuditEvent("incentives.planned", subject: "card:\(card)", detail: ["instalments": String(lines.count)]),
                by: .system, at: platform.moment(), ids: platform.ids)
            try tx.inbox.send(
                IncentivesPlannedNotice(benefits: benefits, purchase: purchase), to: holder.person, on: platform)
            return .done
        }
    }
}
