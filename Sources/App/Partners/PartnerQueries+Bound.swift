import Storage

extension BoundKind {
    /// A proposed act on a partner, from the proposal on.
    static let partnerProposals = BoundKind(
        "partner-proposal", title: "proposal about a partner", covers: "partner, act, author and decision",
        due: "SELECT id FROM partner_proposal"
    ) { ids in
        [
            """
            SELECT id, partner_id, act, content, reason, proposed_by, proposed_at, state, decided_by, decided_at,
                decided_because
            FROM partner_proposal
            WHERE id IN (\(list: ids))
            """
        ]
    }
}
