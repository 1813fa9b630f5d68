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
        try requireEnded(purchase, by: dependencies.clock.now(), in: tx)
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

    /// Throws `RecordRefusal.heldBack`, with an error in the server's log, unless the purchase's schedule has ended at this
    /// instant by its course as the last act left it: by dates that SQL wrote no money returns.
    func requireEnded(_ purchase: Purchase, by end: Instant, in tx: Transaction) throws {
        let course = try tx.courses.compared(purchase.course, vault: dependencies.vault)
        guard let schedule = course?.schedules.first(where: { $0.id == purchase.schedule }), schedule.ends <= end else {
            dependencies.reportChanged(.courses, purchase.course)
            throw RecordRefusal.heldBack
        }
    }

    /// Ends the purchase because its code was never used, or another purchase took its money; releases the reservation.
    func expire(_ purchase: Purchase, in tx: Transaction) throws {
        let now = dependencies.clock.now()
        guard try tx.purchases.end(purchase, as: .expired, at: now),
            try PurchaseHold(dependencies: dependencies).isReserved(purchase, in: tx)
        else { return }
        try tx.ledger.expire(purchase.holdKey, at: now)
        guard try tx.cards.isOver(purchase.card), let released = try left(on: purchase.card, in: tx) else { return }
        // The card ended while the code was awaited: the released amount is returned to the state like the rest.
        let entry = JournalEntry.expiry(
            id: dependencies.ids.next(), card: purchase.card, subject: "\(purchase.card)/\(purchase.id)",
            training: released, incentive: .zero, reason: "Purchase \(purchase.id) expired on an ended card", at: now)
        if let entry { try tx.ledger.post(entry, ids: dependencies.ids) }
    }

    /// What a card that has ended still has: the row of a purchase that is not paid is no evidence of an amount. Nil where
    /// SQL ended the card, or changed its balance: its money stays where it is.
    private func left(on card: ID<Card>, in tx: Transaction) throws -> Rupiah? {
        do {
            try CardStanding(dependencies: dependencies).require(card, in: tx)
            return try dependencies.requireProved(.cardTraining(card), in: tx).balance.available
        } catch is RecordRefusal {
            return nil
        }
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
        // By it the money returns to the card or to the state.
        let standing = CardStanding(dependencies: dependencies)
        try standing.requireWithCard(purchase.card, in: tx)
        guard try tx.purchases.end(seen, as: state, at: now) else {
            // The course may have begun at this moment: then nothing was returned.
            try tx.purchases.find(purchase.id)?.checkVoid()
            throw PurchaseRefusal.alreadyVoided
        }
        let rules = try tx.cards.edition(of: purchase.card, among: dependencies.editions).training
        // Locks the card's row first, so that this and a concurrent closing of the card are serialised.
        let wasTaught = purchase.state == .attended
        let isUnused = try !wasTaught && !tx.purchases.hasPaid(card: purchase.card)
        try tx.cards.returnTraining(
            purchase.card, isUnused: isUnused, firstUseBy: now + .days(rules.firstUseDays))
        if isUnused { try standing.bind(purchase.card, in: tx) }
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
