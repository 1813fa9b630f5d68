import Programme
import Storage

extension PayoutQueries {
    /// Each person who got more than the edition of their card gives one person: what platforms and institutions were
    /// paid for their trainings, and what they were paid themselves. In English, at most `limit` of each edition.
    func paidAboveSum(editions: [Edition], limit: Int) throws -> [String] {
        try editions.flatMap { edition in
            try tx.rows(
                """
                SELECT paid.person_id, CAST(SUM(paid.amount) AS BIGINT) AS amount
                FROM (
                    SELECT purchase.person_id, posting.amount
                    FROM purchase
                    JOIN ledger_account AS escrow
                        ON escrow.code = 'purchase:' || CAST(purchase.id AS TEXT) || ':escrow'
                    JOIN posting ON posting.from_id = escrow.id
                    JOIN ledger_account AS target ON target.id = posting.to_id
                    WHERE target.code LIKE 'partner:%' OR target.code LIKE 'paid:%'
                    UNION ALL
                    SELECT person_id, amount
                    FROM disbursement
                    WHERE state = 'paid'
                ) AS paid
                JOIN card ON card.person_id = paid.person_id
                WHERE card.edition = \(edition.id)
                GROUP BY paid.person_id
                HAVING SUM(paid.amount) > \(edition.benefits.perPerson)
                ORDER BY paid.person_id
                LIMIT \(limit)
                """
            ).map { row in
                let (person, amount): (ID<Account>, Rupiah) = try (row["person_id"], row["amount"])
                return "person \(person) was paid \(amount), more than the edition's \(edition.benefits.perPerson)"
            }
        }
    }
}
