import Foundation
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

    /// Whether a card may be used and until when: by these its money returns to the state. Apart from `cards`, whose
    /// digests from before keep their form.
    static let cardStandings = BoundKind(
        "card-standing", title: "standing of card", covers: "status, days for the first use, first use and end",
        due: "SELECT id FROM card"
    ) { ids in
        [
            """
            SELECT id, status, first_use_by, first_used_at, training_closed_at, ended_at
            FROM card
            WHERE id IN (\(list: ids))
            """
        ]
    }
}

/// What the digests of cards and draws do not show: a card was issued by a place that was changed for a while.
extension CardQueries {
    /// Cards whose number is opened in one read.
    private static let compared = 2_000

    /// One sentence in English for each card of a drawn wave that is not its place's and its entry's person's, for each
    /// place that is not its entry's person's, and for each card that is not found by its number.
    func discrepancies(limit: Int, vault: Vault) throws -> [String] {
        try cardsOfOthers(limit) + placesOfOthers(limit) + misfiled(limit, vault)
    }

    /// A card is found by the number that its holder types at a platform.
    private func misfiled(_ limit: Int, _ vault: Vault) throws -> [String] {
        var (findings, after): ([String], ID<Card>) = ([], ID(Int64.min))
        while findings.count < limit {
            let rows = try tx.rows(
                """
                SELECT card.id, card.number, card_number.lookup
                FROM card
                LEFT JOIN card_number ON card_number.card_id = card.id
                WHERE card.id > \(after)
                ORDER BY card.id
                LIMIT \(Self.compared)
                """)
            for row in rows {
                after = try row["id"]
                let (sealed, lookup): (Data, Data?) = try (row["number"], row["lookup"])
                let digits = try? vault.openText(sealed, table: "card", column: "number", row: after.rawValue)
                let number = digits.flatMap { try? CardNumber($0) }
                guard number.map({ Self.lookup($0, vault) }) != lookup || lookup == nil else { continue }
                findings.append("card \(after) is not found by its number, or has another one: changed by other means")
            }
            guard rows.count == Self.compared else { break }
        }
        return Array(findings.prefix(limit))
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
