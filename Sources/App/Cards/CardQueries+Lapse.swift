import Programme
import Storage

/// Cards that lapsed under an edition that lets their holders join again: the only writer of `card_lapse`.
extension CardQueries {
    /// Records that the entry behind a lapsed card no longer counts as a place.
    func free(_ card: ID<Card>, at now: Instant) throws {
        try tx.send(
            """
            INSERT INTO card_lapse (entry_id, card_id, issued_at, first_use_by, lapsed_at)
            SELECT entry_id, id, issued_at, first_use_by, CAST(\(now) AS BIGINT)
            FROM card
            WHERE id = \(card) AND status = 'expired'
            ON CONFLICT (entry_id) DO NOTHING
            """)
    }

    /// Whether this card ended unused and does not keep its holder from joining: it lapsed where joining again is
    /// allowed, or was revoked with a place.
    func isFree(_ card: Card) throws -> Bool {
        switch card.status {
        case .active, .suspended, .closed: false
        case .revoked: try card.firstUsedAt == nil && tx.revocations.running(of: card.person) == nil
        case .expired:
            try tx.row(
                """
                SELECT card_lapse.entry_id
                FROM card_lapse
                JOIN card ON card.entry_id = card_lapse.entry_id
                WHERE card.id = \(card.id)
                """) != nil
        }
    }

    /// Issues a card again that ended unused: the same number, with the benefits of the new decree.
    func renew(_ card: Card, entry: ID<Entry>, decreedAt: Instant) throws {
        let changed = try tx.run(
            """
            UPDATE card
            SET edition = \(card.edition), wave = \(card.wave), entry_id = \(entry), status = \(card.status),
                training = \(card.training), incentive = \(card.incentive), decreed_at = \(decreedAt),
                issued_at = \(card.issuedAt), first_use_by = \(card.firstUseBy), first_used_at = NULL,
                training_closed_at = NULL, ended_at = NULL
            WHERE id = \(card.id) AND status IN ('expired', 'revoked') AND first_used_at IS NULL AND unfinished = 0
            """)
        guard changed == 1 else { throw Inconsistency("only a card that ended unused is given again") }
    }
}
