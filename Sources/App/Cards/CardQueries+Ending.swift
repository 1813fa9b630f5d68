import Programme
import Storage

extension CardQueries {
    /// Holders of announced cards that end with these digits, the latest first, at most `limit`: before its wave's
    /// announcement a card must not show that its person was selected.
    func people(endingWith digits: String, limit: Int) throws -> [ID<Account>] {
        try tx.rows(
            """
            SELECT person_id
            FROM card
            WHERE last_four = \(digits) AND EXISTS (
                SELECT 1 FROM wave
                WHERE wave.edition = card.edition AND wave.number = card.wave AND wave.state = 'announced'
            )
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map { try $0["person_id"] }
    }
}
