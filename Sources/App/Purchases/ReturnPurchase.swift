import Programme
import Storage

/// A purchase that comes to nothing: given back by its platform, over with nobody there, or never answered.
struct ReturnPurchase: Sendable {
    let platform: Platform

    /// The platform takes the course back. Money, place and, where it was the first, the days for the first use return.
    func void(_ purchase: Purchase, by partner: Partner, in tx: Transaction) throws {
        try purchase.checkVoid()
        try giveBack(purchase, as: .voided, reason: "Purchase \(purchase.id) voided by its platform", in: tx)
        try tell(purchase, .voided, in: tx)
        try tx.audit.record(
            AuditEvent("purchase.voided", subject: "purchase:\(purchase.id)"), by: .partner(partner.id), on: platform)
    }

    /// The schedule ended and the participant was never seen.
    func lapse(_ purchase: Purchase, in tx: Transaction) throws {
        try giveBack(purchase, as: .lapsed, reason: "Schedule of purchase \(purchase.id) ended unattended", in: tx)
        try tell(purchase, .lapsed, in: tx)
        try tx.audit.record(
            AuditEvent("purchase.lapsed", subject: "purchase:\(purchase.id)"), by: .system, on: platform)
    }

    /// The code was never answered, or another purchase was proved first: the price is free again, where it was reserved.
    func expire(_ purchase: Purchase, in tx: Transaction) throws {
        let now = platform.clock.now()
        guard try tx.purchases.end(purchase, as: .expired, at: now),
            try PurchaseHold(platform: platform).isReserved(purchase, in: tx)
        else { return }
        try tx.ledger.expire(purchase.holdKey, at: now)
        guard try !tx.cards.takesMoney(purchase.card) else { return }
        // The card ended while the code was awaited: what was held then goes the way of the rest.
        let entry = JournalEntry.expiry(
            id: platform.ids.next(), card: purchase.card, subject: "\(purchase.card)/\(purchase.id)",
            training: purchase.price, incentive: .zero, reason: "Purchase \(purchase.id) expired on an ended card",
            at: now)
        if let entry { try tx.ledger.post(entry) }
    }

    private func giveBack(_ purchase: Purchase, as state: Purchase.State, reason: String, in tx: Transaction) throws {
        let now = platform.clock.now()
        guard try tx.purchases.end(purchase, as: state, at: now) else { throw PurchaseRefusal.alreadyVoided }
        let rules = try tx.cards.edition(of: purchase.card, on: platform).training
        // The card's row first: whoever closes its purse at this moment waits, or has been waited for.
        try tx.cards.returnTraining(
            purchase.card, isUnused: try !tx.purchases.hasPaid(card: purchase.card),
            firstUseBy: now + .days(rules.firstUseDays))
        let left = try tx.ledger.balance(.purchaseEscrow(purchase.id)).available
        let target: LedgerAccount.Code =
            try tx.cards.takesMoney(purchase.card) ? .cardTraining(purchase.card) : .sink(.returned)
        if left > .zero {
            try tx.ledger.post(
                .refund(
                    id: platform.ids.next(), purchase: purchase.id, amount: left, to: target, reason: reason, at: now))
        }
        try tx.courses.givePlaceBack(purchase.schedule)
    }

    private func tell(_ purchase: Purchase, _ what: PurchaseNotice.What, in tx: Transaction) throws {
        let course = try tx.courses.find(purchase.course)
        try tx.inbox.send(
            PurchaseNotice(what: what, course: course?.title ?? "", amount: purchase.price, purchase: purchase.id),
            to: purchase.person, on: platform)
    }
}

/// Ends purchases whose time is over: unanswered ones by the real clock, unattended ones by the programme's.
struct EndPurchases: Job {
    static let name = "purchases.end"
    static let chunk = 100

    var uniqueKey: String? { "all" }

    func run(on platform: Platform) async throws -> Verdict {
        let (real, now) = (platform.realNow(), platform.clock.now())
        let (unanswered, unattended) = try await platform.database.read { tx in
            (
                try tx.purchases.unanswered(at: real, limit: Self.chunk),
                try tx.purchases.unattended(at: now, limit: Self.chunk)
            )
        }
        let returning = ReturnPurchase(platform: platform)
        for purchase in unanswered {
            try await platform.database.transaction { tx in try returning.expire(purchase, in: tx) }
        }
        for purchase in unattended {
            do {
                try await platform.database.transaction { tx in try returning.lapse(purchase, in: tx) }
            } catch PurchaseRefusal.alreadyVoided {
                continue
            }
        }
        return max(unanswered.count, unattended.count) == Self.chunk ? .again(after: .zero) : .done
    }
}
