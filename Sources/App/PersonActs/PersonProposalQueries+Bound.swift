import Storage

extension BoundKind {
    /// An act on a person, from the proposal on.
    static let personProposals = BoundKind(
        "person-proposal", title: "act on a person", covers: "person, act, content and who decided",
        due: "SELECT id FROM person_proposal"
    ) { ids in
        [
            """
            SELECT id, person_id, act, state, cause, content, proposed_by, proposed_duty, proposed_at, decided_by,
                decided_duty, decided_at
            FROM person_proposal
            WHERE id IN (\(list: ids))
            """
        ]
    }

    /// A suspension of an account, from its beginning.
    static let suspensions = BoundKind(
        "account-suspension", title: "suspension of an account", covers: "person, beginning, confirmation and end",
        due: "SELECT id FROM account_suspension"
    ) { ids in
        [
            """
            SELECT id, person_id, cause, began_by, began_at, confirm_by, proposal, ended_at, ending
            FROM account_suspension
            WHERE id IN (\(list: ids))
            """
        ]
    }

    /// All suspensions of one account: a further act goes by them as a whole.
    static let personSuspensions = BoundKind(
        "person-suspensions", title: "suspensions of person", covers: "each beginning, confirmation and end",
        due: "SELECT DISTINCT person_id AS id FROM account_suspension", mayBeEmpty: true
    ) { ids in
        [
            """
            SELECT person_id, id, cause, began_by, began_at, confirm_by, proposal, ended_at, ending
            FROM account_suspension
            WHERE person_id IN (\(list: ids))
            ORDER BY person_id, id
            """
        ]
    }

    /// The instalments that a revocation forfeited, with the state of each: what comes back with the card.
    static let revokedInstalments = BoundKind(
        "revoked-instalments", title: "instalments of revocation", covers: "which ones, and the state of each",
        due: "SELECT id FROM card_revocation"
    ) { ids in
        [
            "SELECT id FROM card_revocation WHERE id IN (\(list: ids))",
            """
            SELECT revocation AS id, instalment_id, was
            FROM revoked_instalment
            WHERE revocation IN (\(list: ids))
            ORDER BY revocation, instalment_id
            """,
        ]
    }

    /// A revoked card, with what was returned.
    static let revocations = BoundKind(
        "card-revocation", title: "revocation of a card", covers: "card, person, amounts and the return",
        due: "SELECT id FROM card_revocation"
    ) { ids in
        [
            """
            SELECT id, card_id, person_id, proposal, was, training, incentive, training_closed_at, revoked_at,
                restored_at
            FROM card_revocation
            WHERE id IN (\(list: ids))
            """
        ]
    }
}
