import Programme
import Storage

/// Whose payments a contested NIK holds back.
extension DisputeQueries {
    /// Until when a person's new payee accounts and payments wait, as the rows say: for pages. Nil when they do not. An
    /// act asks `Dependencies.requireMoney`.
    func moneyWaits(for person: ID<Account>) throws -> Instant? {
        try tx.row(
            """
            SELECT decide_by AS until
            FROM identity_dispute
            WHERE older_person = \(person) AND holds = \(true) AND state IN ('open', 'proposed')
            ORDER BY decide_by DESC
            LIMIT 1
            """
        ).map { try $0["until"] }
    }

    /// Whether the office decided that the person's NIK is another's.
    func isRefused(_ person: ID<Account>) throws -> Bool {
        try tx.identity.claim(of: person)?.refusedAt != nil
    }

    /// Those of the people whose NIK is or was contested, also where SQL deleted that, or whose claim is contested or
    /// refused.
    func questioned(among people: [ID<Account>]) throws -> Set<ID<Account>> {
        guard !people.isEmpty else { return [] }
        return try Set(
            tx.rows(
                """
                SELECT older_person AS person
                FROM identity_dispute
                WHERE older_person IN (\(list: people))
                UNION
                SELECT person_id AS person
                FROM identity_claim
                WHERE state <> 'replaced' AND (state = 'contested' OR refused_at IS NOT NULL)
                    AND person_id IN (\(list: people))
                """
            ).map { try $0["person"] }
        ).union(tx.records.everBound(.personDisputes, among: people))
    }
}
