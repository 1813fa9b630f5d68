import Programme
import Storage

/// Cards of people who are taken out after the draw: at rest while it is open, revoked once it is carried out.
extension CardQueries {
    /// The card that followed from an entry; nil while it is not issued.
    func of(entry: ID<Entry>) throws -> Card? {
        try tx.row(
            """
            SELECT \(Self.columns)
            FROM card
            WHERE entry_id = \(entry) AND person_id = (SELECT person_id FROM entry WHERE id = \(entry))
            """
        ).map(Card.init)
    }

    /// Lays an unused card at rest. False when there is none, or it is used, or a purchase waits for its code: the
    /// condition holds where two requests meet.
    func rest(entry: ID<Entry>) throws -> Bool {
        try tx.run(
            """
            UPDATE card
            SET status = 'suspended'
            WHERE entry_id = \(entry) AND person_id = (SELECT person_id FROM entry WHERE id = \(entry))
                AND status = 'active' AND first_used_at IS NULL AND unfinished = 0
                AND NOT EXISTS (SELECT 1 FROM purchase WHERE purchase.card_id = card.id AND purchase.state = 'held')
            """) == 1
    }

    /// Lays a person's card at rest, used or not: the office has decided that their NIK is another person's.
    func suspend(of person: ID<Account>) throws {
        try tx.run("UPDATE card SET status = 'suspended' WHERE person_id = \(person) AND status = 'active'")
    }

    /// Gives it back, with the days that went by.
    func wake(entry: ID<Entry>, after days: Span) throws {
        try tx.run(
            """
            UPDATE card
            SET status = 'active', first_use_by = first_use_by + \(days.milliseconds)
            WHERE entry_id = \(entry) AND person_id = (SELECT person_id FROM entry WHERE id = \(entry))
                AND status = 'suspended'
            """)
    }

    /// Ends a card at rest. False when it is not.
    func revoke(_ card: ID<Card>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE card
            SET status = 'revoked', ended_at = \(now), training_closed_at = \(now)
            WHERE id = \(card) AND status = 'suspended' AND first_used_at IS NULL
            """) == 1
    }

    /// Somebody who has moved up, unless they have a card.
    func missing(in wave: ID<Wave>, entry: ID<Entry>) throws -> [CardlessEntry] {
        try missing(in: wave, after: ID(entry.rawValue - 1), limit: 1).filter { $0.entry == entry }
    }
}
