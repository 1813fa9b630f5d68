import Storage

extension BoundKind {
    /// A place that is being taken away, from the proposal on.
    static let disqualifications = BoundKind(
        "disqualification", title: "disqualification", covers: "person, ticket, list, state and who decided",
        due: "SELECT id FROM disqualification"
    ) { ids in
        [
            """
            SELECT id, wave_id, entry_id, person_id, ticket, list, import_id, state, proposed_by, answered_by,
                answered_at, contest_by, contested_at, judged_by, judged_at, done_at
            FROM disqualification
            WHERE id IN (\(list: ids))
            """,
            "SELECT id, proposed_duty FROM disqualification WHERE id IN (\(list: ids)) AND proposed_duty IS NOT NULL",
        ]
    }
}
