import Storage

extension BoundKind {
    /// A person of a partner. The last authenticator step that was used is no decision.
    static let partnerPeople = BoundKind(
        "partner-person", title: "person of a partner",
        covers: "partner, name, address, role, password, authenticator, suspension and the run of sessions",
        due: "SELECT id FROM partner_person"
    ) { ids in
        [
            """
            SELECT id, partner_id, name, sign_in, role, password_hash, totp_secret, added_at, suspended_at, session_run
            FROM partner_person
            WHERE id IN (\(list: ids))
            """
        ]
    }

    /// A change of a partner's people, from the proposal on.
    static let partnerPersonRequests = BoundKind(
        "partner-person-request", title: "proposal about a person of a partner",
        covers: "partner, change, author and decision", due: "SELECT id FROM partner_person_request"
    ) { ids in
        [
            """
            SELECT id, partner_id, kind, subject_id, name, sign_in, role, reason, proposed_officer, proposed_duty,
                proposed_colleague, proposed_at, state, decided_officer, decided_colleague, decided_at, decided_because
            FROM partner_person_request
            WHERE id IN (\(list: ids))
            """
        ]
    }
}
