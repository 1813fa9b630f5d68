import Programme
import Storage

extension EntryQueries {
    /// The outcomes of the entries on one page, by entry, without those whose place was taken away.
    func outcomes(of page: TicketPage, _ results: OutcomePage, in wave: ID<Wave>) throws -> [Outcome] {
        guard page.count > 0 else { return [] }
        return try tx.rows(
            """
            SELECT entry.id, entry.person_id, entry_place.state AS place
            FROM entry
            LEFT JOIN entry_place ON entry_place.wave_id = entry.wave_id AND entry_place.entry_id = entry.id
            WHERE entry.wave_id = \(wave) AND entry.id >= \(page.entry(0)) AND entry.id <= \(page.entry(page.count - 1))
            ORDER BY entry.id
            """
        ).compactMap { row in
            let (id, place): (ID<Entry>, Entry.State?) = try (row["id"], row["place"])
            guard place != .disqualified, let line = page.line(of: id) else { return nil }
            let result = results.line(line, ticket: page.ticket(line))
            return Outcome(
                entry: id, person: try row["person_id"], isSelected: place == .selected,
                isPassedOver: place == nil && result?.isPassedOver == true)
        }
    }
}

struct Outcome: Sendable {
    let entry: ID<Entry>
    let person: ID<Account>
    let isSelected: Bool
    /// The household limit kept the person from a place.
    let isPassedOver: Bool
}
