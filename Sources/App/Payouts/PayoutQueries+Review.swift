import Programme
import Storage

extension PayoutQueries {
    /// How many payments of a batch go to an account that is linked to their person, pay an instalment that is
    /// requested with this amount, and pay one that another batch pays, too.
    func compare(_ batch: ID<PayoutBatch>) throws -> (linked: Int, requested: Int, twice: Int) {
        let row = try tx.row(
            """
            SELECT
                COUNT(CASE WHEN payee_account.state = 'linked' AND payee_account.person_id = disbursement.person_id
                    THEN 1 END) AS linked,
                COUNT(CASE WHEN instalment.state = 'requested' AND instalment.amount = disbursement.amount
                    AND instalment.person_id = disbursement.person_id
                    AND COALESCE(disbursement.attempt, instalment.attempt) = instalment.attempt THEN 1 END) AS requested,
                COUNT(CASE WHEN EXISTS (
                    SELECT 1
                    FROM disbursement AS other
                    WHERE other.instalment_id = disbursement.instalment_id AND other.id <> disbursement.id
                        AND other.state <> 'failed' AND other.withdrawn_at IS NULL
                ) THEN 1 END) AS twice
            FROM disbursement
            JOIN payee_account ON payee_account.id = disbursement.payee_id
            JOIN instalment ON instalment.id = disbursement.instalment_id
            WHERE disbursement.batch_id = \(batch) AND disbursement.withdrawn_at IS NULL
            """)
        return try (row?["linked"] ?? 0, row?["requested"] ?? 0, row?["twice"] ?? 0)
    }

    /// Payments by the number of the province of the entry that won the card; zero where it has none. The most first.
    func provinces(of batch: ID<PayoutBatch>) throws -> [(province: Int, payments: Int)] {
        try tx.rows(
            """
            SELECT COALESCE(entry.province, CAST(0 AS BIGINT)) AS province, COUNT(*) AS payments
            FROM disbursement
            JOIN instalment ON instalment.id = disbursement.instalment_id
            JOIN card ON card.id = instalment.card_id
            LEFT JOIN entry ON entry.id = card.entry_id
            WHERE disbursement.batch_id = \(batch) AND disbursement.withdrawn_at IS NULL
            GROUP BY COALESCE(entry.province, CAST(0 AS BIGINT))
            ORDER BY payments DESC, province
            """
        ).map { try ($0["province"], $0["payments"]) }
    }
}
