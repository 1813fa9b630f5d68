import Storage

extension BoundKind {
    /// A lost contact, from the proposal on.
    static let contactCases = BoundKind(
        "contact-case", title: "case of a lost contact", covers: "person, new contact and who decided",
        due: "SELECT id FROM contact_case"
    ) { ids in
        [
            """
            SELECT id, person_id, kind, contact, contact_lookup, proposed_by, proposed_duty, proposed_at, decided_by,
                decided_duty, decided_at, opens_at
            FROM contact_case
            WHERE id IN (\(list: ids))
            """
        ]
    }

    /// How far it is, and what the counter saw: a case that its owner stopped must not be revived.
    static let contactCaseStates = BoundKind(
        "contact-case-state", title: "state of a lost contact's case", covers: "state, evidence and end",
        due: "SELECT id FROM contact_case"
    ) { ids in
        [
            """
            SELECT id, state, evidence, ended_at
            FROM contact_case
            WHERE id IN (\(list: ids))
            """
        ]
    }

    /// All cases of one person: by them their money waits.
    static let personContactCases = BoundKind(
        "person-contact-cases", title: "cases of a lost contact of person", covers: "state and times of each",
        due: "SELECT DISTINCT person_id AS id FROM contact_case", mayBeEmpty: true
    ) { ids in
        [
            """
            SELECT person_id, id, kind, state, proposed_at, decided_at, opens_at, ended_at
            FROM contact_case
            WHERE person_id IN (\(list: ids))
            ORDER BY person_id, id
            """
        ]
    }
}
