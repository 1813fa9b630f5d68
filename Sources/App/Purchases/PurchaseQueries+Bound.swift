import Storage

extension BoundKind {
    /// A purchase from the moment it is paid, and its completion: who is paid how much of it, and whether incentives
    /// follow. Its state changes by several acts; `ledger verify` compares it with the books instead.
    static let purchases = BoundKind(
        "purchase", title: "purchase", covers: "card, platform, course, price, fee and completion",
        due: "SELECT id FROM purchase WHERE paid_at IS NOT NULL"
    ) { ids in
        [
            """
            SELECT id, person_id, card_id, platform_id, course_id, schedule_id, price, fee_basis_points, paid_at,
                invoice_code, transaction_code, redeem_code
            FROM purchase
            WHERE id IN (\(list: ids))
            """,
            """
            SELECT purchase_id AS id, person_id, score, certificate_number, completed_at
            FROM completion
            WHERE purchase_id IN (\(list: ids))
            """,
        ]
    }
}
