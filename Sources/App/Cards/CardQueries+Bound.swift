import Programme
import Storage

extension BoundKind {
    /// Whose card it is, for which place, with what on it: from its issue, and from each further one.
    static let cards = BoundKind(
        "card", title: "card", covers: "person, edition, entry and amounts", due: "SELECT id FROM card"
    ) { ids in
        [
            """
            SELECT id, person_id, edition, wave, entry_id, last_four, training, incentive, decreed_at, issued_at
            FROM card
            WHERE id IN (\(list: ids))
            """
        ]
    }
}

/// What the digests of cards and draws do not show: a card was issued by a place that was changed for a while.
extension CardQueries {
    /// One sentence in English for each card of a drawn wave that is not its place's and its entry's person's, and for
    /// each place that is not its entry's person's.
    func discrepancies(limit: Int) throws -> [String] {
        try cardsOfOthers(limit) + placesOfOthers(limit)
    }

    private func cardsOfOthers(_ limit: Int) throws -> [String] {
        try tx.rows(
            """
            SELECT card.id
            FROM card
            JOIN wave ON wave.edition = card.edition AND wave.number = card.wave
            JOIN draw ON draw.wave_id = wave.id AND draw.selected IS NOT NULL
            LEFT JOIN entry_place ON entry_place.wave_id = wave.id AND entry_place.entry_id = card.entry_id
            WHERE entry_place.person_id IS NULL OR entry_place.person_id <> card.person_id
            ORDER BY card.id
            LIMIT \(limit)
            """
        ).map { row in
            let id: ID<Card> = try row["id"]
            return "card \(id) is of another person than the place it was issued for"
        }
    }

    private func placesOfOthers(_ limit: Int) throws -> [String] {
        try tx.rows(
            """
            SELECT entry_place.wave_id, entry_place.ticket
            FROM entry_place
            LEFT JOIN entry ON entry.id = entry_place.entry_id
            WHERE entry.person_id IS NULL OR entry.person_id <> entry_place.person_id
                OR entry.wave_id <> entry_place.wave_id OR entry.household <> entry_place.household
            ORDER BY entry_place.wave_id, entry_place.ticket
            LIMIT \(limit)
            """
        ).map { row in
            let (wave, ticket): (ID<Wave>, Int) = try (row["wave_id"], row["ticket"])
            return "ticket \(ticket) of wave \(wave) has a place of another person or household than its entry"
        }
    }
}
