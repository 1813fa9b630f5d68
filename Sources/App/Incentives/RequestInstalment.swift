import Programme
import Storage

/// Requests an instalment: checks the rule, reserves the money and records the request, in one transaction.
struct RequestInstalment: Sendable {
    let dependencies: Dependencies
    let today: CivilDate

    func request(_ view: InstalmentView, in tx: Transaction) throws {
        let instalment = view.instalment
        try tx.suspensions.requireNone(of: instalment.person)
        try dependencies.requireAsBound(.instalments, instalment.card, in: tx)
        let rule = try tx.cards.edition(of: instalment.card, among: dependencies.editions).benefits.rule(
            for: instalment.kind)
        try instalment.request(view.facts, under: rule)
        guard let card = try tx.cards.find(instalment.card), card.status == .active || card.status == .closed else {
            throw IncentiveRefusal.cardStopped
        }
        if instalment.state == .planned {
            guard try tx.incentives.change(instalment, to: .earned, on: today) else {
                throw IncentiveRefusal.alreadyRequested
            }
        }
        guard let earned = try tx.incentives.find(instalment.id),
            try tx.incentives.change(earned.instalment, to: .requested, on: today),
            let requested = try tx.incentives.find(instalment.id)
        else { throw IncentiveRefusal.alreadyRequested }
        // A hold for an outside payment never expires by itself.
        try tx.ledger.place(
            Hold(
                id: dependencies.ids.next(), key: requested.holdKey, account: .cardIncentive(instalment.card),
                amount: instalment.amount, placedAt: dependencies.clock.now(), expiresAt: nil))
        try tx.audit.record(
            AuditEvent(
                "incentive.requested", subject: "instalment:\(instalment.id)",
                detail: ["amount": String(instalment.amount.amount)]),
            by: .person(instalment.person), at: dependencies.moment(), ids: dependencies.ids)
    }
}
