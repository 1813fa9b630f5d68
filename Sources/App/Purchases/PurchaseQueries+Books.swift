import Programme
import Storage

/// What `prakerja ledger verify` compares with the books: each purchase with its entries, and each attendance with the
/// audit log. In English; empty where every change was an act.
extension PurchaseQueries {
    /// - Parameter limit: of each kind of finding.
    func discrepancies(editions: [Edition], limit: Int) throws -> [String] {
        try payments(limit) + holders(limit) + prices(limit) + ends(limit) + attendances(limit)
            + grades(limit) + shares(editions, limit)
    }

    /// What was paid left the card for the purchase's escrow, and nothing else did.
    private func payments(_ limit: Int) throws -> [String] {
        try tx.rows(
            """
            SELECT purchase.id, purchase.state, purchase.price
            FROM purchase
            LEFT JOIN journal_entry ON journal_entry.key = 'purchase:' || CAST(purchase.id AS TEXT)
            LEFT JOIN posting ON posting.entry_id = journal_entry.id
            LEFT JOIN ledger_account AS source ON source.id = posting.from_id
                AND source.code = 'card:' || CAST(purchase.card_id AS TEXT) || ':training'
            LEFT JOIN ledger_account AS target ON target.id = posting.to_id
                AND target.code = 'purchase:' || CAST(purchase.id AS TEXT) || ':escrow'
            WHERE (
                    purchase.paid_at IS NOT NULL
                    AND (source.id IS NULL OR target.id IS NULL OR posting.amount <> purchase.price)
                ) OR (purchase.paid_at IS NULL AND journal_entry.id IS NOT NULL)
            ORDER BY purchase.id
            LIMIT \(limit)
            """
        ).map { row in
            let (id, state, price): (ID<Purchase>, String, Rupiah) = try (row["id"], row["state"], row["price"])
            return "purchase \(id), \(state) for \(price), is not what its entry in the books moved"
        }
    }

    /// A purchase is of the person whose card pays for it: they got the code.
    private func holders(_ limit: Int) throws -> [String] {
        try tx.rows(
            """
            SELECT purchase.id
            FROM purchase
            JOIN card ON card.id = purchase.card_id
            WHERE purchase.person_id <> card.person_id
            ORDER BY purchase.id
            LIMIT \(limit)
            """
        ).map { row in
            let id: ID<Purchase> = try row["id"]
            return "purchase \(id) is of another person than its card"
        }
    }

    /// Each was paid at a price that its platform had for the course. A price that was changed by SQL for a while, and
    /// changed back, is in no list of prices. Purchases from before the first price that is on record are left out.
    private func prices(_ limit: Int) throws -> [String] {
        try tx.rows(
            """
            SELECT purchase.id, purchase.price
            FROM purchase
            JOIN (
                SELECT course_id, platform_id, MIN(from_at) AS from_at
                FROM course_price
                GROUP BY course_id, platform_id
            ) AS recorded ON recorded.course_id = purchase.course_id
                AND recorded.platform_id = purchase.platform_id AND recorded.from_at <= purchase.asked_at
            WHERE purchase.paid_at IS NOT NULL AND NOT EXISTS (
                SELECT 1
                FROM course_price
                WHERE course_price.course_id = purchase.course_id
                    AND course_price.platform_id = purchase.platform_id AND course_price.price = purchase.price
            )
            ORDER BY purchase.id
            LIMIT \(limit)
            """
        ).map { row in
            let (id, price): (ID<Purchase>, Rupiah) = try (row["id"], row["price"])
            return "purchase \(id) was paid at \(price), which its course never cost there"
        }
    }

    /// The state of a purchase is the one that its money has.
    private func ends(_ limit: Int) throws -> [String] {
        try tx.rows(
            """
            SELECT purchase.id, purchase.state
            FROM purchase
            LEFT JOIN ledger_account AS escrow
                ON escrow.code = 'purchase:' || CAST(purchase.id AS TEXT) || ':escrow'
            LEFT JOIN journal_entry AS refund ON refund.key = 'refund:' || CAST(purchase.id AS TEXT)
            LEFT JOIN completion ON completion.purchase_id = purchase.id
            LEFT JOIN attendance ON attendance.purchase_id = purchase.id AND attendance.sequence = 1
            WHERE purchase.paid_at IS NOT NULL AND (
                (purchase.state = 'posted' AND COALESCE(escrow.posted, 0) <> purchase.price)
                OR (purchase.state IN ('completed', 'voided', 'lapsed') AND COALESCE(escrow.posted, 0) <> 0)
                OR (purchase.state IN ('voided', 'lapsed') AND refund.id IS NULL)
                OR (purchase.state IN ('posted', 'attended', 'completed') AND refund.id IS NOT NULL)
                OR (purchase.state = 'completed' AND completion.purchase_id IS NULL)
                OR (purchase.state <> 'completed' AND completion.purchase_id IS NOT NULL)
                OR (purchase.state = 'attended' AND attendance.purchase_id IS NULL)
                OR (purchase.state = 'posted' AND attendance.purchase_id IS NOT NULL)
            )
            ORDER BY purchase.id
            LIMIT \(limit)
            """
        ).map { row in
            let (id, state): (ID<Purchase>, String) = try (row["id"], row["state"])
            return "purchase \(id) is \(state), but its money in the books and its proofs say otherwise"
        }
    }

    /// A participant confirmed each attendance, which the audit log has.
    private func attendances(_ limit: Int) throws -> [String] {
        try tx.rows(
            """
            SELECT attendance.purchase_id, attendance.sequence
            FROM attendance
            WHERE NOT EXISTS (
                SELECT 1
                FROM audit_event
                WHERE audit_event.subject = 'purchase:' || CAST(attendance.purchase_id AS TEXT)
                    AND audit_event.action = 'attendance.verified'
                    AND audit_event.detail = '{"sequence":"' || CAST(attendance.sequence AS TEXT) || '"}'
            )
            ORDER BY attendance.purchase_id, attendance.sequence
            LIMIT \(limit)
            """
        ).map { row in
            let (id, sequence): (ID<Purchase>, Int) = try (row["purchase_id"], row["sequence"])
            return "attendance \(sequence) of purchase \(id) was confirmed by no participant"
        }
    }

    /// An institution's signed request gave each grade, which the audit log has.
    private func grades(_ limit: Int) throws -> [String] {
        try tx.rows(
            """
            SELECT coursework.id, coursework.purchase_id
            FROM coursework
            WHERE coursework.kind = 'feedback' AND NOT EXISTS (
                SELECT 1
                FROM audit_event
                WHERE audit_event.subject = 'purchase:' || CAST(coursework.purchase_id AS TEXT)
                    AND audit_event.action = 'coursework.graded'
                    AND audit_event.detail = '{"coursework":"' || CAST(coursework.id AS TEXT) || '"}'
            )
            ORDER BY coursework.id
            LIMIT \(limit)
            """
        ).map { row in
            let (id, purchase): (ID<Coursework>, ID<Purchase>) = try (row["id"], row["purchase_id"])
            return "feedback \(id) on work of purchase \(purchase) was given by no institution"
        }
    }
}
