import Storage

extension BoundKind {
    /// A proposed change of an officer, from the proposal on.
    static let officerRequests = BoundKind(
        "officer-request", title: "proposal about an officer", covers: "officer, roles, author and decision",
        due: "SELECT id FROM officer_request"
    ) { ids in
        [
            """
            SELECT id, kind, officer_id, name, sign_in, roles, region, place, held_for, from_at, until_at, reason,
                state, proposed_by, proposed_at, decided_by, decided_at
            FROM officer_request
            WHERE id IN (\(list: ids))
            """
        ]
    }

    /// What an officer signs in with.
    static let credentials = BoundKind(
        "officer-credential", title: "credential of officer", covers: "password and authenticator",
        due: "SELECT id FROM officer"
    ) { ids in
        [
            """
            SELECT id, password_hash, totp_secret
            FROM officer
            WHERE id IN (\(list: ids))
            """
        ]
    }
}
