import Programme
import Storage

/// How far each pool of a draw was drawn, and how many places a family card holds.
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

    /// How many places an entry's family card holds: those of earlier waves as counted at sealing, plus those of this
    /// wave.
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

    /// The entry's position in its pool; nil before the draw.
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
