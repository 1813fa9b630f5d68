import Storage

extension BoundKind {
    /// The outcome of each draw: who was selected in it. Later changes of its places are `drawChanges`; the entries
    /// they name are left out or added here, so that the digest stays the one of the draw.
    static let draws = BoundKind(
        "draw", title: "draw of wave", covers: "seed, root and who was selected",
        due: "SELECT wave_id AS id FROM draw WHERE selected IS NOT NULL"
    ) { ids in
        [
            "SELECT wave_id AS id, entries, root, seed, selected FROM draw WHERE wave_id IN (\(list: ids))",
            """
            SELECT wave_id AS id, ticket, person_id
            FROM entry
            WHERE wave_id IN (\(list: ids)) AND state IN ('selected', 'disqualified') AND NOT EXISTS (
                SELECT 1 FROM draw_change
                WHERE draw_change.wave_id = entry.wave_id AND draw_change.ticket = entry.ticket
                    AND draw_change.step = 'up')
            ORDER BY wave_id, ticket
            """,
        ]
    }

    static let drawChanges = BoundKind(
        "draw-change", title: "changed places of wave", covers: "places taken away and who moved up",
        due: "SELECT DISTINCT wave_id AS id FROM draw_change"
    ) { ids in
        [
            """
            SELECT wave_id AS id, place, step, ticket
            FROM draw_change
            WHERE wave_id IN (\(list: ids))
            ORDER BY wave_id, place
            """
        ]
    }
}
