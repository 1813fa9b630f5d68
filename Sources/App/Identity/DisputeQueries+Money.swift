import Programme
import Storage

/// Whose payments a contested NIK holds back.
extension DisputeQueries {
    /// Until when a person's new payee accounts and payments wait; nil when they do not.
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

    /// Throws `DisputeRefusal` while the person's money waits, or for good where the NIK is another person's; and
    /// `SuspendedRefusal` while the account is suspended.
    func requireMoney(for person: ID<Account>) throws {
        if let until = try moneyWaits(for: person) { throw DisputeRefusal.moneyWaits(until: until) }
        if try isRefused(person) { throw DisputeRefusal.nikOfAnother }
        try tx.suspensions.requireNone(of: person)
    }

    /// Whether the office decided that the person's NIK is another's.
    func isRefused(_ person: ID<Account>) throws -> Bool {
        try tx.identity.claim(of: person)?.refusedAt != nil
    }

    /// Whether `requireMoney` does not throw.
    func mayBePaid(_ person: ID<Account>) throws -> Bool {
        try moneyWaits(for: person) == nil && !isRefused(person) && !tx.suspensions.isRunning(for: person)
    }

    /// Those of the people who are in a running dispute as the older side, or whose claim is contested or refused.
    func questioned(among people: [ID<Account>]) throws -> Set<ID<Account>> {
        guard !people.isEmpty else { return [] }
        return try Set(
            tx.rows(
                """
                SELECT older_person AS person
                FROM identity_dispute
                WHERE state IN ('open', 'proposed') AND older_person IN (\(list: people))
                UNION
                SELECT person_id AS person
                FROM identity_claim
                WHERE state <> 'replaced' AND (state = 'contested' OR refused_at IS NOT NULL)
                    AND person_id IN (\(list: people))
                """
            ).map { try $0["person"] })
    }
}
