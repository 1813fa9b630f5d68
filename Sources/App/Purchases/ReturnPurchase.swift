import Programme
import Storage

/// Ends a purchase without a training: voided by its platform, over without attendance, or never confirmed.
struct ReturnPurchase: Sendable {
    let dependencies: Dependencies

    /// Voids the purchase for its platform. Returns the money, the place and, for the card's first purchase, the days
    /// for first use.
    func void(_ purchase: Purchase, by partner: Partner, in tx: Transaction) throws {
        try purchase.checkVoid()
        try giveBack(purchase, as: .voided, reason: "Purchase \(purchase.id) voided by its platform", in: tx)
        try tell(purchase, .voided, in: tx)
        try PurchaseEvents(dependencies: dependencies).record(.purchaseVoided, of: purchase.id, in: tx)
        try tx.audit.record(
            AuditEvent("purchase.voided", subject: "purchase:\(purchase.id)"), by: .partner(partner.id),
            at: dependencies.moment(), ids: dependencies.ids)
    }

    /// Ends the purchase because its schedule is over without attendance.
    func lapse(_ purchase: Purchase, in tx: Transaction) throws {
        try giveBack(purchase, as: .lapsed, reason: "Schedule of purchase \(purchase.id) ended unattended", in: tx)
        try tell(purchase, .lapsed, in: tx)
        try PurchaseEvents(dependencies: dependencies).record(.purchaseLapsed, of: purchase.id, in: tx)
        try tx.audit.record(
            AuditEvent("purchase.lapsed", subject: "purchase:\(purchase.id)"), by: .system, at: dependencies.moment(),
            ids: dependencies.ids)
    }

    /// Ends the purchase because the time to report is over and its participant, who attended, has not finished. What
    /// the attendance earned stays paid, and the rest returns.
    func settle(_ purchase: Purchase, because missing: CourseProgress.Missing, in tx: Transaction) throws {
        let returned = try giveBack(
            purchase, as: .lapsed, reason: "Purchase \(purchase.id) settled unfinished: \(missing.rawValue)", in: tx)
        let isOnCard = try tx.cards.takesMoney(purchase.card)
        try tell(purchase, .unfinished(missing, returned: returned, isOnCard: isOnCard), in: tx)
        try PurchaseEvents(dependencies: dependencies).record(
            .completionSettled, of: purchase.id,
            ["returned": .number(returned.amount), "missing": .text(missing.rawValue)], in: tx)
        try tx.audit.record(
            AuditEvent(
                "purchase.settled", subject: "purchase:\(purchase.id)",
                detail: ["amount": returned.description, "missing": missing.rawValue]),
            by: .system, at: dependencies.moment(), ids: dependencies.ids)
    }

    /// Ends the purchase because its code was never used, or another purchase took its money; releases the reservation.
    func expire(_ purchase: Purchase, in tx: Transaction) throws {
        let now = dependencies.clock.now()
        guard try tx.purchases.end(purchase, as: .expired, at: now),
            try PurchaseHold(dependencies: dependencies).isReserved(purchase, in: tx)
        else { return }
        try tx.ledger.expire(purchase.holdKey, at: now)
        guard try tx.cards.isOver(purchase.card) else { return }
        // The card ended while the code was awaited: the released amount is returned to the state like the rest.
        let entry = JournalEntry.expiry(
            id: dependencies.ids.next(), card: purchase.card, subject: "\(purchase.card)/\(purchase.id)",
            training: purchase.price, incentive: .zero, reason: "Purchase \(purchase.id) expired on an ended card",
            at: now)
        if let entry { try tx.ledger.post(entry, ids: dependencies.ids) }
    }

    /// - Returns: what was left in escrow.
    @discardableResult
    private func giveBack(
        _ seen: Purchase, as state: Purchase.State, reason: String, in tx: Transaction
    ) throws -> Rupiah {
        let now = dependencies.clock.now()
        let held = try tx.records.hold(.purchases, seen.id)
        guard let purchase = try tx.purchases.find(seen.id) else { throw PurchaseRefusal.alreadyVoided }
        try dependencies.requireAsBound(held, in: tx)
        guard try tx.purchases.end(seen, as: state, at: now) else {
            // The course may have begun at this moment: then nothing was returned.
            try tx.purchases.find(purchase.id)?.checkVoid()
            throw PurchaseRefusal.alreadyVoided
        }
        let rules = try tx.cards.edition(of: purchase.card, among: dependencies.editions).training
        // Locks the card's row first, so that this and a concurrent closing of the card are serialised.
        let wasTaught = purchase.state == .attended
        try tx.cards.returnTraining(
            purchase.card, isUnused: try !wasTaught && !tx.purchases.hasPaid(card: purchase.card),
            firstUseBy: now + .days(rules.firstUseDays))
        let left = try dependencies.requireProved(.purchaseEscrow(purchase.id), in: tx).balance.available
        let target: LedgerAccount.Code =
            try tx.cards.takesMoney(purchase.card) ? .cardTraining(purchase.card) : .sink(.returned)
        if left > .zero {
            try tx.ledger.post(
                .refund(
                    id: dependencies.ids.next(), purchase: purchase.id, amount: left, to: target, reason: reason,
                    at: now), ids: dependencies.ids)
        }
        if !wasTaught { try tx.courses.givePlaceBack(purchase.schedule) }
        return left
    }

    private func tell(_ purchase: Purchase, _ what: PurchaseNotice.What, in tx: Transaction) throws {
        let course = try tx.courses.find(purchase.course)
        try tx.inbox.send(
            PurchaseNotice(what: what, course: course?.title ?? "", amount: purchase.price, purchase: purchase.id),
            to: purchase.person, on: dependencies)
    }
}
