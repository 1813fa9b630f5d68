import Programme
import Storage

/// Requests an instalment: checks the rule, reserves the money and records the request, in one transaction.
struct RequestInstalment: Sendable {
    let dependencies: Dependencies
    let today: CivilDate

    func request(_ view: InstalmentView, in tx: Transaction) throws {
        let held = try [BoundKind.instalments, .instalmentDates].map { kind in
            try tx.records.hold(kind, view.instalment.card)
        }
        guard let instalment = try tx.incentives.find(view.instalment.id)?.instalment,
            instalment.card == view.instalment.card
        else { throw StorageFault.contended }
        try dependencies.requireNotSuspended(instalment.person, in: tx)
        for record in held { try dependencies.requireAsBound(record, in: tx) }
        let rule = try tx.cards.edition(of: instalment.card, among: dependencies.editions).benefits.rule(
            for: instalment.kind)
        try instalment.request(view.facts, under: rule)
        guard let card = try tx.cards.find(instalment.card), card.status == .active || card.status == .closed else {
            throw IncentiveRefusal.cardStopped
        }
        // The daily review may mark it as earned in between: what it has become counts, not what was shown.
        if instalment.state == .planned { _ = try tx.incentives.change(instalment, to: .earned, on: today) }
        guard let present = try tx.incentives.find(instalment.id), present.instalment.state.canBecome(.requested),
            try tx.incentives.change(present.instalment, to: .requested, on: today),
            let requested = try tx.incentives.find(instalment.id)
        else { throw try lost(instalment, in: tx) }
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

    /// What to answer when another transaction changed the instalment first. It is requested only where the row says so;
    /// otherwise the page says that the person tries again.
    private func lost(_ instalment: Instalment, in tx: Transaction) throws -> any Error {
        switch try tx.incentives.find(instalment.id)?.instalment.state {
        case .requested, .sent, .paid: IncentiveRefusal.alreadyRequested
        default: StorageFault.contended
        }
    }
}
