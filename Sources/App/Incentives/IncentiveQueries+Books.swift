import Programme
import Storage

/// What `prakerja ledger verify` compares with the books and the editions. In English; empty where every change was an
/// act.
extension IncentiveQueries {
    /// - Parameter limit: of each kind of finding.
    func discrepancies(editions: [Edition], limit: Int) throws -> [String] {
        try states(limit) + amounts(editions, limit)
    }

    /// The state of an instalment is the one that its payments and the books have: one that was paid cannot be requested
    /// again, and one that was forfeited cannot come back.
    private func states(_ limit: Int) throws -> [String] {
        try tx.rows(
            """
            SELECT instalment.id, instalment.state
            FROM instalment
            LEFT JOIN (
                SELECT instalment_id, SUM(CASE WHEN state = 'paid' THEN 1 ELSE 0 END) AS paid,
                    SUM(CASE WHEN state IN ('sent', 'missing') THEN 1 ELSE 0 END) AS sent
                FROM disbursement
                GROUP BY instalment_id
            ) AS payments ON payments.instalment_id = instalment.id
            LEFT JOIN journal_entry AS forfeit
                ON forfeit.key = 'expiry:instalment/' || CAST(instalment.id AS TEXT)
            LEFT JOIN hold ON hold.key = 'instalment:' || CAST(instalment.id AS TEXT) || '/'
                || CAST(instalment.attempt AS TEXT)
            WHERE COALESCE(payments.paid, 0) <> CASE WHEN instalment.state = 'paid' THEN 1 ELSE 0 END
                OR COALESCE(payments.sent, 0) <> CASE WHEN instalment.state = 'sent' THEN 1 ELSE 0 END
                OR (forfeit.id IS NOT NULL AND instalment.state <> 'forfeited')
                OR (instalment.state = 'forfeited' AND forfeit.id IS NULL AND NOT EXISTS (
                    SELECT 1
                    FROM revoked_instalment
                    JOIN card_revocation ON card_revocation.id = revoked_instalment.revocation
                    WHERE revoked_instalment.instalment_id = instalment.id AND card_revocation.restored_at IS NULL
                ))
                OR (instalment.state = 'requested' AND (
                    hold.id IS NULL OR hold.state <> 'placed' OR hold.amount <> instalment.amount
                ))
            ORDER BY instalment.id
            LIMIT \(limit)
            """
        ).map { row in
            let (id, state): (ID<Instalment>, String) = try (row["id"], row["state"])
            return "instalment \(id) is \(state), but its payments and its money in the books say otherwise"
        }
    }

    /// No instalment is of another amount, or beyond the number, of the edition under which its card was given.
    private func amounts(_ editions: [Edition], _ limit: Int) throws -> [String] {
        try editions.flatMap { edition in
            try Instalment.Kind.allCases.flatMap { kind in
                let rule = edition.benefits.rule(for: kind)
                return try tx.rows(
                    """
                    SELECT instalment.id, instalment.amount
                    FROM instalment
                    JOIN card ON card.id = instalment.card_id
                    WHERE card.edition = \(edition.id) AND instalment.kind = \(kind)
                        AND (instalment.amount <> \(rule.amount) OR instalment.number > \(rule.count))
                    ORDER BY instalment.id
                    LIMIT \(limit)
                    """
                ).map { row in
                    let (id, amount): (ID<Instalment>, Rupiah) = try (row["id"], row["amount"])
                    return "instalment \(id) of \(amount) is not one of edition \(edition.id)"
                }
            }
        }
    }
}
