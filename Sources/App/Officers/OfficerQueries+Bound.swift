import Storage

extension BoundKind {
    static let officers = BoundKind(
        "officer", title: "officer", covers: "name, roles, deputies, suspension and NIK", due: "SELECT id FROM officer"
    ) { ids in
        [
            """
            SELECT id, name, sign_in, suspended_at, nik_lookup, region, place
            FROM officer
            WHERE id IN (\(list: ids))
            """,
            """
            SELECT officer_id AS id, held_for, role, from_at, until_at
            FROM officer_role
            WHERE officer_id IN (\(list: ids))
            ORDER BY officer_id, held_for, role, from_at
            """,
        ]
    }

    /// How an officer came into the office, which no later act changes: when, and why the command line added them although
    /// there were administrators.
    static let officerOrigins = BoundKind(
        "officer-origin", title: "origin of officer", covers: "when they were added, and the reason of an emergency",
        due: "SELECT id FROM officer"
    ) { ids in
        [
            """
            SELECT id, added_at, emergency
            FROM officer
            WHERE id IN (\(list: ids))
            """
        ]
    }
}
