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

    /// Suspends an unused card. False when there is none, or it has been used. The condition is part of the statement,
    /// so that it holds against concurrent requests. A purchase that waits for its code is no use: the caller ends it
    /// with `PurchaseHold.releaseAll`, and without an active card its code buys nothing.
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

    /// Reactivates a suspended card, and extends the time for the first use by `days`. While the person's account is
    /// suspended only the time is extended.
    /// The card stays suspended if, after the entry was made, the office decided that the NIK is another person's.
    func reactivate(entry: ID<Entry>, after days: Span) throws {
        try tx.run(
            """
            UPDATE card
            SET first_use_by = first_use_by + \(days.milliseconds), status = CASE WHEN EXISTS (
                    SELECT 1
                    FROM account_suspension
                    WHERE account_suspension.person_id = card.person_id AND account_suspension.ended_at IS NULL
                ) THEN 'suspended' ELSE 'active' END
            WHERE entry_id = \(entry) AND person_id = (SELECT person_id FROM entry WHERE id = \(entry))
                AND status = 'suspended' AND NOT EXISTS (
                    SELECT 1
                    FROM entry
                    JOIN identity_claim ON identity_claim.person_id = entry.person_id
                    WHERE entry.id = \(entry) AND identity_claim.refused_at >= entry.arrived_at
                )
            """)
    }

    /// The suspension of the person's account has ended: the card is active again, and has its time for the first use
    /// without the days of the suspension. It stays suspended for another reason: a place that is being taken away, or
    /// a NIK that is another person's.
    func resume(of person: ID<Account>, since began: Instant, at now: Instant) throws {
        try tx.run(
            """
            UPDATE card
            SET status = 'active', first_use_by = first_use_by + CAST(\(now) AS BIGINT)
                - CASE WHEN issued_at > \(began) THEN issued_at ELSE CAST(\(began) AS BIGINT) END
            WHERE person_id = \(person) AND status = 'suspended'
                AND NOT EXISTS (
                    SELECT 1
                    FROM identity_claim
                    WHERE identity_claim.person_id = card.person_id AND identity_claim.state <> 'replaced'
                        AND (identity_claim.refused_at IS NOT NULL OR identity_claim.state = 'contested')
                )
                AND NOT EXISTS (
                    SELECT 1
                    FROM disqualification
                    WHERE disqualification.entry_id = card.entry_id
                        AND disqualification.person_id = card.person_id
                        AND disqualification.state IN ('told', 'reserved', 'dismissed')
                )
            """)
    }

    /// Revokes a card, used or not. False when it has ended, or its status is no longer `was`.
    func revoke(_ card: ID<Card>, was: Card.Status, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE card
            SET status = 'revoked', ended_at = \(now), training_closed_at = COALESCE(training_closed_at, \(now))
            WHERE id = \(card) AND status = \(was) AND ended_at IS NULL
            """) == 1
    }

    /// Gives a revoked card back, with the time for a first use that it lost. False when it is not revoked.
    ///
    /// - Parameter closedAt: when its training purse had been closed before the revocation; nil when it was open.
    func restore(
        _ card: ID<Card>, as status: Card.Status, closedAt: Instant?, lost: Span
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE card
            SET status = \(status), ended_at = NULL, training_closed_at = \(closedAt),
                first_use_by = first_use_by + \(lost.milliseconds)
            WHERE id = \(card) AND status = 'revoked'
            """) == 1
    }

    /// Whether the card's wave has not been announced: until then no page or act may show that there is a card.
    func isUnannounced(_ card: Card) throws -> Bool {
        try tx.row(
            """
            SELECT id
            FROM wave
            WHERE edition = \(card.edition) AND number = \(card.wave) AND state <> 'announced'
            """) != nil
    }

    /// When the training purse was closed; nil while it is open.
    func trainingClosedAt(_ card: ID<Card>) throws -> Instant? {
        try tx.row("SELECT training_closed_at FROM card WHERE id = \(card)")?["training_closed_at"]
    }

    /// Reactivates the card of a person who got their NIK back, unless its place is being taken away or the account is
    /// suspended.
    func reactivate(of person: ID<Account>) throws {
        try tx.run(
            """
            UPDATE card
            SET status = 'active'
            WHERE person_id = \(person) AND status = 'suspended' AND NOT EXISTS (
                SELECT 1
                FROM disqualification
                WHERE disqualification.entry_id = card.entry_id
                    AND disqualification.state IN ('told', 'reserved', 'dismissed')
            ) AND NOT EXISTS (
                SELECT 1
                FROM account_suspension
                WHERE account_suspension.person_id = card.person_id AND account_suspension.ended_at IS NULL
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
