import Programme
import Storage

/// What `prakerja ledger verify` compares with the books. In English; empty where every change was an act.
extension PayoutQueries {
    /// Each payment moved its amount when it was sent, and again when it ended, and is of its instalment's amount and
    /// person.
    func discrepancies(limit: Int) throws -> [String] {
        try tx.rows(
            """
            SELECT disbursement.id, disbursement.state, disbursement.amount
            FROM disbursement
            JOIN instalment ON instalment.id = disbursement.instalment_id
            LEFT JOIN journal_entry AS sent ON sent.key = 'instalment-sent:' || CAST(disbursement.id AS TEXT)
            LEFT JOIN posting AS went ON went.entry_id = sent.id
            LEFT JOIN journal_entry AS paid ON paid.key = 'instalment-paid:' || CAST(disbursement.id AS TEXT)
            LEFT JOIN posting AS arrived ON arrived.entry_id = paid.id
            LEFT JOIN journal_entry AS failed ON failed.key = 'instalment-failed:' || CAST(disbursement.id AS TEXT)
            LEFT JOIN posting AS returned ON returned.entry_id = failed.id
            WHERE (disbursement.state IN ('drafted', 'approved') AND sent.id IS NOT NULL)
                OR (disbursement.state NOT IN ('drafted', 'approved') AND sent.id IS NULL)
                OR (disbursement.state = 'paid' AND paid.id IS NULL)
                OR (disbursement.state <> 'paid' AND paid.id IS NOT NULL)
                OR (disbursement.state = 'failed' AND failed.id IS NULL)
                OR (disbursement.state <> 'failed' AND failed.id IS NOT NULL)
                OR went.amount <> disbursement.amount OR arrived.amount <> disbursement.amount
                OR returned.amount <> disbursement.amount
                OR instalment.amount <> disbursement.amount OR instalment.person_id <> disbursement.person_id
            ORDER BY disbursement.id
            LIMIT \(limit)
            """
        ).map { row in
            let (id, state): (ID<Disbursement>, String) = try (row["id"], row["state"])
            let amount: Rupiah = try row["amount"]
            return "payment \(id), \(state), of \(amount) is not what its instalment and the books say"
        }
    }
}
