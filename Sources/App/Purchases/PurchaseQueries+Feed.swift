import Foundation
import Programme
import Storage

/// A paid purchase as its platform and its institution see it: nothing of the participant.
struct SoldPurchase: Sendable {
    let id: ID<Purchase>
    let state: Purchase.State
    let price: Rupiah
    let payment: Purchase.Payment
    let redeemedAt: Instant?
    let endedAt: Instant?
    let courseCode: String
    let scheduleCode: String
    let platformName: String
    /// When what this partner sees of it changed last.
    let changedAt: Instant
    /// Oldest first.
    var reports: [TrainingReport] = []
    /// The newest report of completion that two officers looked at, or do.
    var held: HeldCompletion?

    var place: FeedPlace { FeedPlace(at: changedAt, id: id.rawValue) }
}

/// An attendance that the participant of a purchase has confirmed.
struct SoldAttendance: Sendable {
    let purchase: ID<Purchase>
    let sequence: AttendanceSequence
    let at: Instant
}

/// Which of a partner's purchases are listed, in which order and how many.
struct SaleSelection: Sendable {
    enum Proof: Sendable { case attendance, completion }

    /// Nil for all states.
    var states: [Purchase.State]?
    /// Only purchases with an attendance, or with a completion.
    var proof: Proof?
    /// Only those changed then or later.
    var since: Instant?
    /// Only those behind this place.
    var after: FeedPlace?
    /// Only those changed then or earlier: an earlier change may still be in a transaction under way.
    let until: Instant
    let limit: Int
}

extension PurchaseQueries {
    /// Records a sale for the lists of its platform and its institution.
    func noteSale(_ purchase: ID<Purchase>) throws {
        try tx.send(
            """
            INSERT INTO purchase_change (purchase_id, platform_id, institution_id, platform_at, institution_at)
            SELECT purchase.id, purchase.platform_id, course.institution_id, purchase.paid_at,
                purchase.paid_at
            FROM purchase
            JOIN course ON course.id = purchase.course_id
            WHERE purchase.id = \(purchase)
            """)
    }

    /// Moves a sold purchase to the end of its institution's list, and of its platform's where that sees the change.
    func noteChange(_ purchase: ID<Purchase>, seenByPlatform: Bool, at now: Instant) throws {
        try tx.send(
            """
            UPDATE purchase_change
            SET institution_at = \(now)
            WHERE purchase_id = \(purchase)
            """)
        guard seenByPlatform else { return }
        try tx.send("UPDATE purchase_change SET platform_at = \(now) WHERE purchase_id = \(purchase)")
    }

    /// The partner's purchases, the one that changed first first.
    func sold(_ selection: SaleSelection, by partner: Partner) throws -> [SoldPurchase] {
        let (mine, at) = Self.columns(of: partner)
        var condition: SQL = "\(mine) = \(partner.id) AND \(at) <= \(selection.until)"
        if let after = selection.after {
            condition = "\(condition) AND (\(at), purchase_change.purchase_id) > (\(after.at), \(after.id))"
        }
        if let since = selection.since { condition = "\(condition) AND \(at) >= \(since)" }
        if let states = selection.states { condition = "\(condition) AND purchase.state IN (\(list: states))" }
        if let proof = selection.proof { condition = "\(condition) AND \(Self.exists(proof))" }
        return try tx.rows(
            """
            \(Self.sold(changedAt: at))
            WHERE \(condition)
            ORDER BY \(at), purchase_change.purchase_id
            LIMIT \(selection.limit)
            """
        ).map(SoldPurchase.init).withReports(in: tx)
    }

    /// One of the partner's own; nil for another partner's.
    func sold(_ id: ID<Purchase>, by partner: Partner) throws -> SoldPurchase? {
        let (mine, at) = Self.columns(of: partner)
        return try tx.row(
            """
            \(Self.sold(changedAt: at))
            WHERE purchase_change.purchase_id = \(id) AND \(mine) = \(partner.id)
            """
        ).map { try [SoldPurchase($0)].withReports(in: tx) }?.first
    }

    /// The confirmed attendances of these purchases, by sequence.
    func attendances(of purchases: [ID<Purchase>]) throws -> [ID<Purchase>: [SoldAttendance]] {
        let rows = try tx.rows(
            """
            SELECT purchase_id, sequence, verified_at
            FROM attendance
            WHERE purchase_id IN (\(list: purchases))
            ORDER BY purchase_id, sequence
            """
        ).map { row in
            try SoldAttendance(purchase: row["purchase_id"], sequence: row["sequence"], at: row["verified_at"])
        }
        return Dictionary(grouping: rows, by: \.purchase)
    }

    /// The completions of these purchases.
    func completions(of purchases: [ID<Purchase>]) throws -> [ID<Purchase>: StoredCompletion] {
        let rows = try tx.rows(
            """
            SELECT purchase_id, score, certificate_number, completed_at, basis
            FROM completion
            WHERE purchase_id IN (\(list: purchases))
            """
        ).map { row in (try row["purchase_id"] as ID<Purchase>, try StoredCompletion(row)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    private static func columns(of partner: Partner) -> (mine: SQL, at: SQL) {
        switch partner.kind {
        case .platform: ("purchase_change.platform_id", "purchase_change.platform_at")
        case .institution: ("purchase_change.institution_id", "purchase_change.institution_at")
        }
    }

    private static func exists(_ proof: SaleSelection.Proof) -> SQL {
        switch proof {
        case .attendance: "EXISTS (SELECT 1 FROM attendance WHERE attendance.purchase_id = purchase.id)"
        case .completion: "EXISTS (SELECT 1 FROM completion WHERE completion.purchase_id = purchase.id)"
        }
    }

    private static func sold(changedAt at: SQL) -> SQL {
        """
        SELECT purchase.id, purchase.state, purchase.price, purchase.paid_at, purchase.invoice_code,
            purchase.transaction_code, purchase.redeem_code, purchase.redeemed_at, purchase.ended_at,
            course.code AS course_code, course_schedule.code AS schedule_code, partner.name AS platform_name,
            \(at) AS changed_at
        FROM purchase_change
        JOIN purchase ON purchase.id = purchase_change.purchase_id
        JOIN course ON course.id = purchase.course_id
        JOIN course_schedule ON course_schedule.id = purchase.schedule_id
        JOIN partner ON partner.id = purchase.platform_id
        """
    }
}

extension SoldPurchase {
    fileprivate init(_ row: Row) throws {
        try self.init(
            id: row["id"], state: row["state"], price: row["price"],
            payment: Purchase.Payment(
                invoiceCode: row["invoice_code"], transactionCode: row["transaction_code"],
                redeemCode: row["redeem_code"], at: row["paid_at"]),
            redeemedAt: row["redeemed_at"], endedAt: row["ended_at"], courseCode: row["course_code"],
            scheduleCode: row["schedule_code"], platformName: row["platform_name"], changedAt: row["changed_at"])
    }
}

extension [SoldPurchase] {
    fileprivate func withReports(in tx: Transaction) throws -> [SoldPurchase] {
        let reports = try tx.trainingReports.of(map(\.id))
        let held = try tx.heldCompletions.latest(of: map(\.id))
        return map { sold in
            var sold = sold
            (sold.reports, sold.held) = (reports[sold.id] ?? [], held[sold.id])
            return sold
        }
    }
}
