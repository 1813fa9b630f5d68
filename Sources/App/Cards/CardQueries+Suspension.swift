import Programme
import Storage

/// Cards of people who are disqualified after the draw: suspended while the case is open, revoked once it is carried
/// out.
extension CardQueries {
    /// The card of an entry; nil while it is not issued.
    func of(entry: ID<Entry>) throws -> Card? {
        try tx.row(
            """
            SELECT \(Self.columns)
            FROM card
            WHERE entry_id = \(entry) AND person_id = (SELECT person_id FROM entry WHERE id = \(entry))
            """
        ).map(Card.init)
    }

    /// Suspends an unused card. False when there is none, or it has been used. The condition is part of the statement, so
    /// that it holds against concurrent requests. A purchase that waits for its code is no use: the caller ends it with
    /// `PurchaseHold.releaseAll`, and without an active card its code buys nothing.
    func suspendUnused(entry: ID<Entry>) throws -> Bool {
        try tx.run(
            """
            UPDATE card
            SET status = 'suspended'
            WHERE entry_id = \(entry) AND person_id = (SELECT person_id FROM entry WHERE id = \(entry))
                AND status = 'active' AND first_used_at IS NULL AND unfinished = 0
            """) == 1
    }

    /// Suspends a person's card, used or not: the office has decided that their NIK is another person's.
    func suspend(of person: ID<Account>) throws {
        try tx.run("UPDATE card SET status = 'suspended' WHERE person_id = \(person) AND status = 'active'")
    }

    /// Reactivates a suspended card, and extends the time for the first use by `days`.
    /// The card stays suspended if, after the entry was made, the office decided that the NIK is another person's.
    func reactivate(entry: ID<Entry>, after days: Span) throws {
        try tx.run(
            """
            UPDATE card
            SET status = 'active', first_use_by = first_use_by + \(days.milliseconds)
            WHERE entry_id = \(entry) AND person_id = (SELECT person_id FROM entry WHERE id = \(entry))
                AND status = 'suspended' AND NOT EXISTS (
                    SELECT 1
                    FROM entry
                    JOIN identity_claim ON identity_claim.person_id = entry.person_id
                    WHERE entry.id = \(entry) AND identity_claim.refused_at >= entry.arrived_at
                )
            """)
    }

    /// Revokes a suspended card. False when it is not suspended.
    func revoke(_ card: ID<Card>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE card
            SET status = 'revoked', ended_at = \(now), training_closed_at = \(now)
            WHERE id = \(card) AND status = 'suspended' AND first_used_at IS NULL
            """) == 1
    }

    /// The entry of a person who has moved up, if they have no card; otherwise empty.
    func missing(in wave: ID<Wave>, entry: ID<Entry>) throws -> [CardlessEntry] {
        try missing(in: wave, after: ID(entry.rawValue - 1), limit: 1).filter { $0.entry == entry }
    }
}
