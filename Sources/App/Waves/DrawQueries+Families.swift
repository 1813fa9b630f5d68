import Programme
import Storage

/// How far a draw went, and how many places a family card has.
extension DrawQueries {
    func ends(of wave: Wave) throws -> FamilyLimit.Ends {
        let rows = try tx.rows(
            """
            SELECT stratum, MAX(position) AS last
            FROM entry
            WHERE wave_id = \(wave.id) AND state = 'selected'
            GROUP BY stratum
            """)
        let selected = try of(wave.id)?.selected ?? 0
        return FamilyLimit.Ends(
            hasPlacesLeft: selected < wave.quota,
            last: Dictionary(uniqueKeysWithValues: try rows.map { try ($0["stratum"] as Int, $0["last"] as Int) }))
    }

    /// How many of an entry's family card have a place: those of earlier waves as counted at sealing, and those of this.
    func placesOfFamily(of entry: ID<Entry>) throws -> Int {
        try tx.row(
            """
            SELECT COALESCE(entry.earlier, 0) + (
                SELECT COUNT(*)
                FROM entry AS other
                WHERE other.household = entry.household AND other.wave_id = entry.wave_id
                    AND other.state = 'selected'
            ) AS taken
            FROM entry
            WHERE entry.id = \(entry)
            """)?["taken"] ?? 0
    }

    /// The pool's line of an entry that was drawn; nil before.
    func line(of entry: ID<Entry>) throws -> Draw.Line? {
        let row = try tx.row("SELECT ticket, stratum, position, pool, state FROM entry WHERE id = \(entry)")
        guard let row, let ticket: Int = try row["ticket"], let number: Int = try row["stratum"],
            let stratum = Stratum(number: number), let position: Int = try row["position"],
            let pool: Int = try row["pool"]
        else { return nil }
        return try Draw.Line(
            ticket: ticket, stratum: stratum, position: position, of: pool,
            selected: row["state"] == Entry.State.selected)
    }
}
