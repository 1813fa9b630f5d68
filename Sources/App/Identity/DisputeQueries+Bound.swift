import Storage

extension BoundKind {
    /// A contested NIK, once it is decided whose it is.
    static let disputes = BoundKind(
        "dispute", title: "dispute over a NIK", covers: "both people, whose it is and who decided",
        due: "SELECT claim_id AS id FROM identity_dispute WHERE state = 'decided'"
    ) { ids in
        [
            """
            SELECT claim_id AS id, nik_lookup, newer_person, older_claim, older_person, proposed_by, decided_for,
                decided_by, decided_at
            FROM identity_dispute
            WHERE claim_id IN (\(list: ids))
            """
        ]
    }

    /// What one officer proposed, compared before another agrees. Claims that end by themselves change it without an
    /// officer's act, so `audit verify` does not compare it.
    static let disputeProposals = BoundKind(
        "dispute-proposal", title: "proposal in a dispute over a NIK", covers: "both people, whose it is and author",
        due: "SELECT claim_id AS id FROM identity_dispute WHERE state = 'proposed'"
    ) { ids in
        [
            """
            SELECT claim_id AS id, nik_lookup, newer_person, older_claim, older_person, state, proposed_for,
                proposed_by, proposed_role, reason, proposed_at
            FROM identity_dispute
            WHERE claim_id IN (\(list: ids))
            """
        ]
    }
}
