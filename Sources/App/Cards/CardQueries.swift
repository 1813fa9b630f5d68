import Foundation
import Programme
import Storage

extension Transaction {
    var cards: CardQueries { CardQueries(tx: self) }
}

/// Cards and their numbers. With its extensions the only writer of `card`, `card_number` and `card_reminder`.
struct CardQueries {
    let tx: Transaction

    func of(_ person: ID<Account>) throws -> Card? {
        try tx.row("SELECT \(Self.columns) FROM card WHERE person_id = \(person)").map(Card.init)
    }

    /// The edition a card was issued under, whose rules apply to it until its end.
    ///
    /// - Parameter editions: all editions of the installation, the one in force first.
    func edition(of card: ID<Card>, among editions: [Edition]) throws -> Edition {
        let id: String? = try tx.row("SELECT edition FROM card WHERE id = \(card)")?["edition"]
        guard let edition = editions.first(where: { $0.id == id }) ?? editions.first else {
            throw Inconsistency("an installation has an edition")
        }
        return edition
    }

    /// The card as its holder may see it: nil before the wave's announcement, which it must not anticipate.
    func announced(of person: ID<Account>) throws -> Card? {
        try tx.row(
            """
            SELECT \(Self.columns)
            FROM card
            WHERE person_id = \(person) AND EXISTS (
                SELECT 1 FROM wave
                WHERE wave.edition = card.edition AND wave.number = card.wave AND wave.state = 'announced'
            )
            """
        ).map(Card.init)
    }

    func find(_ id: ID<Card>) throws -> Card? {
        try tx.row("SELECT \(Self.columns) FROM card WHERE id = \(id)").map(Card.init)
    }

    /// The last four digits of these cards' numbers, and their holders.
    func endings(of cards: Set<ID<Card>>) throws -> [ID<Card>: (digits: String, holder: ID<Account>)] {
        guard !cards.isEmpty else { return [:] }
        let rows = try tx.rows("SELECT id, person_id, last_four FROM card WHERE id IN (\(list: Array(cards)))")
        return try rows.reduce(into: [:]) { endings, row in
            let (id, holder): (ID<Card>, ID<Account>) = try (row["id"], row["person_id"])
            let digits: String = try row["last_four"]
            endings[id] = (digits, holder)
        }
    }

    /// Finds a card by the keyed hash of its number; the number itself is not stored in the clear.
    func find(_ number: CardNumber, vault: Vault) throws -> Card? {
        try tx.row(
            """
            SELECT \(Self.columns)
            FROM card
            WHERE id = (SELECT card_id FROM card_number WHERE lookup = \(Self.lookup(number, vault)))
            """
        ).map(Card.init)
    }

    /// The whole number, for the one page that shows it on request.
    func number(of card: ID<Card>, vault: Vault) throws -> CardNumber {
        let row = try tx.row("SELECT number FROM card WHERE id = \(card)")
        guard let row else { throw Inconsistency("a card's number is asked of a card") }
        return try CardNumber(vault.openText(row["number"], table: "card", column: "number", row: card.rawValue))
    }

    // MARK: - Issuing

    /// Selected people of a wave who have no card, or one that ended unused and may be issued again, in the order of
    /// their entries. Who was selected is read from their places, which the draw has bound.
    func missing(in wave: ID<Wave>, after: ID<Entry>?, limit: Int) throws -> [CardlessEntry] {
        try tx.rows(
            """
            SELECT entry.id, entry_place.person_id, wave.number, wave.edition, wave.books, (
                SELECT COUNT(*)
                FROM identity_claim
                WHERE identity_claim.person_id = entry_place.person_id AND identity_claim.refused_at >= entry.arrived_at
            ) + (
                SELECT COUNT(*)
                FROM account_suspension
                WHERE account_suspension.person_id = entry_place.person_id AND account_suspension.ended_at IS NULL
            ) AS stops
            FROM entry_place
            JOIN entry ON entry.id = entry_place.entry_id
            JOIN wave ON wave.id = entry_place.wave_id
            WHERE entry_place.wave_id = \(wave) AND entry_place.state = 'selected'
                AND entry_place.entry_id > \(after?.rawValue ?? 0)
                AND NOT EXISTS (
                    SELECT 1 FROM card
                    WHERE card.person_id = entry_place.person_id AND (
                        card.entry_id = entry.id OR card.first_used_at IS NOT NULL OR NOT (
                            card.status = 'revoked' OR card.status = 'expired' AND EXISTS (
                                SELECT 1 FROM card_lapse WHERE card_lapse.entry_id = card.entry_id
                            )
                        )
                    )
                )
                AND NOT EXISTS (SELECT 1 FROM card_lapse WHERE card_lapse.entry_id = entry.id)
            ORDER BY entry_place.entry_id
            LIMIT \(limit)
            """
        ).map(CardlessEntry.init)
    }

    func issue(
        _ card: Card, number: CardNumber, entry: ID<Entry>, decreedAt: Instant, vault: Vault
    ) throws {
        let sealed = try vault.seal(number.digits, table: "card", column: "number", row: card.id.rawValue)
        try tx.run(
            """
            INSERT INTO card (id, person_id, edition, wave, entry_id, status, number, last_four, training, incentive,
                decreed_at, issued_at, first_use_by, unfinished)
            VALUES (\(card.id), \(card.person), \(card.edition), \(card.wave), \(entry),
                \(card.status), \(sealed), \(card.lastFour), \(card.training), \(card.incentive), \(decreedAt),
                \(card.issuedAt), \(card.firstUseBy), 0)
            """)
        try tx.run(
            """
            INSERT INTO card_number (lookup, card_id)
            VALUES (\(Self.lookup(number, vault)), \(card.id))
            """)
    }

    // MARK: - Purchases on the card

    /// A purchase was authorised. False when another one is unfinished, or the card is no longer active. The condition
    /// is part of the statement, so that it holds against concurrent requests.
    func beginTraining(_ card: ID<Card>, oneAtATime: Bool, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE card
            SET unfinished = unfinished + 1, first_used_at = COALESCE(first_used_at, \(now))
            WHERE id = \(card) AND status = 'active' AND (unfinished = 0 OR NOT \(oneAtATime))
            """) == 1
    }

    func finishTraining(_ card: ID<Card>) throws {
        try endTraining(card)
    }

    /// A purchase was refunded. If it was the first, the time for the first use starts again.
    func returnTraining(_ card: ID<Card>, isUnused: Bool, firstUseBy: Instant) throws {
        try endTraining(card)
        guard isUnused else { return }
        try tx.run(
            """
            UPDATE card
            SET first_used_at = NULL, first_use_by = \(firstUseBy)
            WHERE id = \(card)
            """)
    }

    private func endTraining(_ card: ID<Card>) throws {
        let changed = try tx.run("UPDATE card SET unfinished = unfinished - 1 WHERE id = \(card) AND unfinished > 0")
        guard changed == 1 else { throw Inconsistency("only a training that began ends") }
    }

    /// Whether the card has expired, was revoked or closed, or may buy no more: its money belongs to the state. A
    /// suspended card keeps its money.
    func isOver(_ card: ID<Card>) throws -> Bool {
        try tx.row(
            """
            SELECT id
            FROM card
            WHERE id = \(card) AND (status IN ('expired', 'revoked', 'closed') OR training_closed_at IS NOT NULL)
            """) != nil
    }

    /// Whether refunded money may still return to the card.
    func takesMoney(_ card: ID<Card>) throws -> Bool {
        try tx.row("SELECT id FROM card WHERE id = \(card) AND status = 'active' AND training_closed_at IS NULL") != nil
    }

    // MARK: - Expiry

    /// Cards whose time for the first use has passed, and on which no purchase is waiting for its code.
    ///
    /// - Parameter last: the last one that was read before; nil to begin.
    func lapsed(at now: Instant, after last: Card? = nil, limit: Int) throws -> [Card] {
        let further: SQL = if let last { "AND (first_use_by, id) > (\(last.firstUseBy), \(last.id))" } else { "" }
        return try tx.rows(
            """
            SELECT \(Self.columns)
            FROM card
            WHERE status = 'active' AND first_used_at IS NULL AND first_use_by <= \(now) \(further)
                AND NOT EXISTS (SELECT 1 FROM purchase WHERE purchase.card_id = card.id AND purchase.state = 'held')
            ORDER BY first_use_by, id
            LIMIT \(limit)
            """
        ).map(Card.init)
    }

    func expire(_ card: ID<Card>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE card
            SET status = 'expired', ended_at = \(now), training_closed_at = \(now)
            WHERE id = \(card) AND status = 'active' AND first_used_at IS NULL AND first_use_by <= \(now)
            """) == 1
    }

    /// Active cards of an edition whose training purse is still open, to close on the day after its last day of buying.
    ///
    /// - Parameter last: as in `lapsed`.
    func openTraining(of edition: String, after last: Card? = nil, limit: Int) throws -> [Card] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM card
            WHERE status = 'active' AND training_closed_at IS NULL AND edition = \(edition)
                AND id > \(last?.id.rawValue ?? 0)
                AND NOT EXISTS (SELECT 1 FROM purchase WHERE purchase.card_id = card.id AND purchase.state = 'held')
            ORDER BY id
            LIMIT \(limit)
            """
        ).map(Card.init)
    }

    func closeTraining(_ card: ID<Card>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE card
            SET training_closed_at = \(now)
            WHERE id = \(card) AND status = 'active' AND training_closed_at IS NULL
            """) == 1
    }

    /// Cards that lapse within `days` and have had neither this reminder nor a later one in the present period of days.
    func dueReminder(days: Int, at now: Instant, limit: Int) throws -> [Card] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM card
            WHERE status = 'active' AND first_used_at IS NULL
                AND first_use_by > \(now) AND first_use_by <= \(now + .days(days))
                AND NOT EXISTS (
                    SELECT 1
                    FROM card_reminder
                    WHERE card_reminder.card_id = card.id AND card_reminder.first_use_by = card.first_use_by
                        AND card_reminder.days <= \(days)
                )
            ORDER BY first_use_by, id
            LIMIT \(limit)
            """
        ).map(Card.init)
    }

    /// False when another worker has just sent it.
    func markReminded(_ card: Card, days: Int, at now: Instant) throws -> Bool {
        try tx.run(
            """
            INSERT INTO card_reminder (card_id, first_use_by, days, sent_at)
            VALUES (\(card.id), \(card.firstUseBy), \(days), \(now))
            ON CONFLICT (card_id, first_use_by, days) DO NOTHING
            """) == 1
    }

    static func lookup(_ number: CardNumber, _ vault: Vault) -> Data {
        vault.lookup(number.digits, purpose: "card")
    }

    static let columns: SQL = """
        id, person_id, edition, wave, status, training, incentive, last_four, issued_at, first_use_by, first_used_at,
        unfinished
        """
}

extension Card.Status: SQLConvertible {}

extension Card {
    init(_ row: Row) throws {
        try self.init(
            id: row["id"], person: row["person_id"], edition: row["edition"], wave: row["wave"],
            status: row["status"], training: row["training"], incentive: row["incentive"], lastFour: row["last_four"],
            issuedAt: row["issued_at"],
            firstUseBy: row["first_use_by"], firstUsedAt: row["first_used_at"], unfinished: row["unfinished"])
    }
}
