import Programme
import Storage

/// People of a wave who hold a place already. The act of joining refuses them by the rows of that moment, and SQL can
/// move a place away until they have joined: sealing looks again, by draws that are as they were bound.
extension EntryQueries {
    /// Entries of the wave whose person holds a place in another wave that did not lapse. Begins with the places, as
    /// `doubtful` with the lists.
    func holders(in wave: ID<Wave>, after: ID<Entry>?, limit: Int) throws -> [PlaceHolder] {
        try tx.rows(
            """
            SELECT entry.id, entry.person_id, entry_place.entry_id AS place
            FROM entry_place
            CROSS JOIN entry
            WHERE entry_place.state = 'selected' AND entry_place.wave_id <> \(wave) AND entry.wave_id = \(wave)
                AND entry.person_id = entry_place.person_id AND entry.state = 'joined'
                AND entry.id > \(after?.rawValue ?? 0)
                AND NOT EXISTS (SELECT 1 FROM card_lapse WHERE card_lapse.entry_id = entry_place.entry_id)
            ORDER BY entry.id
            LIMIT \(limit)
            """
        ).map { try PlaceHolder(id: $0["id"], person: $0["person_id"], place: $0["place"]) }
    }

    /// The other waves that gave places, in the order in which they opened.
    func drawn(besides wave: ID<Wave>) throws -> [Wave] {
        let ids: [ID<Wave>] = try tx.rows(
            """
            SELECT wave.id
            FROM draw
            JOIN wave ON wave.id = draw.wave_id
            WHERE draw.selected IS NOT NULL AND wave.id <> \(wave)
            ORDER BY wave.opens_at, wave.id
            """
        ).map { try $0["id"] }
        return try ids.map { try tx.waves.require($0).wave }
    }

    /// Whether the places of a drawn wave are those that its draw and the acts after it gave: none is another person's,
    /// missing, or taken away by other means.
    func placesAreAsGiven(in wave: ID<Wave>, vault: Vault) throws -> Bool {
        let changes = try tx.draws.changes(of: wave)
        guard try tx.records.isAsBound(.draws, wave, vault: vault),
            try changes.isEmpty
                ? !tx.records.differs(.drawChanges, wave, vault: vault)
                : tx.records.isAsBound(.drawChanges, wave, vault: vault)
        else { return false }
        let changed =
            try tx.row(
                """
                SELECT COUNT(*) AS places
                FROM entry_place
                WHERE wave_id = \(wave) AND state = 'disqualified' AND NOT EXISTS (
                    SELECT 1
                    FROM draw_change
                    WHERE draw_change.wave_id = entry_place.wave_id AND draw_change.ticket = entry_place.ticket
                        AND draw_change.step = 'out'
                )
                """)?["places"] ?? 0
        return try changed == 0 && movedUpAreAsGiven(in: wave, vault: vault)
    }

    /// The draw's digest leaves out people who moved up later: each has a place, of the person who joined by its entry.
    private func movedUpAreAsGiven(in wave: ID<Wave>, vault: Vault) throws -> Bool {
        let rows = try tx.rows(
            """
            SELECT entry_place.entry_id, entry_place.person_id AS holder, entry.person_id AS joined
            FROM draw_change
            LEFT JOIN entry_place ON entry_place.wave_id = draw_change.wave_id
                AND entry_place.ticket = draw_change.ticket
            LEFT JOIN entry ON entry.id = entry_place.entry_id
            WHERE draw_change.wave_id = \(wave) AND draw_change.step = 'up'
            """)
        return try rows.allSatisfy { row in
            let (entry, holder): (ID<Entry>?, ID<Account>?) = try (row["entry_id"], row["holder"])
            let joined: ID<Account>? = try row["joined"]
            guard let entry, holder != nil, holder == joined else { return false }
            return try isAsJoined(entry, in: wave, vault: vault)
        }
    }
}

/// A person in a wave who holds a place in another.
struct PlaceHolder: InDoubt {
    /// In the wave that is being sealed.
    let id: ID<Entry>
    let person: ID<Account>
    let place: ID<Entry>
}

/// An entry at which sealing looks once more.
protocol InDoubt: Sendable {
    var id: ID<Entry> { get }
    var person: ID<Account> { get }
}
