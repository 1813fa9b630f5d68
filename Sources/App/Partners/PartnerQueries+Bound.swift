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
            """,
            "SELECT id, proposed_duty FROM partner_proposal WHERE id IN (\(list: ids)) AND proposed_duty IS NOT NULL",
            // A statement of its own, so that the digest of what officers proposed before stays valid.
            """
            SELECT id, proposed_colleague, decided_colleague
            FROM partner_proposal
            WHERE id IN (\(list: ids)) AND proposed_colleague IS NOT NULL
            """,
        ]
    }
}

extension BoundKind {
    /// A partner with everything that its sales and its share follow from. When a key was shown is no decision.
    static let partners = BoundKind(
        "partner", title: "partner", covers: "state, addresses, agreements with their fees, keys and owners",
        due: "SELECT id FROM partner_record"
    ) { ids in
        [
            """
            SELECT id, kind, name, website, state, state_reason, state_at, recorded_at, recorded_by
            FROM partner_record
            WHERE id IN (\(list: ids))
            """,
            """
            SELECT id, kind, name, client_code, redirect_uri, fee_basis_points, site
            FROM partner
            WHERE id IN (\(list: ids))
            """,
            """
            SELECT partner_id AS id, number, from_day, to_day, fee_basis_points, recorded_at
            FROM partner_agreement
            WHERE partner_id IN (\(list: ids))
            ORDER BY partner_id, partner_agreement.id
            """,
            """
            SELECT partner_id AS id, id AS key_id, sign_key, made_at, made_by, ends_at
            FROM partner_key
            WHERE partner_id IN (\(list: ids))
            ORDER BY partner_id, partner_key.id
            """,
            """
            SELECT partner_id AS id, owner_key, name, share_basis_points, source, recorded_by, recorded_at
            FROM partner_owner
            WHERE partner_id IN (\(list: ids))
            ORDER BY partner_id, owner_key
            """,
            // A statement of its own, so that the digest of a partner from before addresses were recorded stays valid.
            """
            SELECT id, contact
            FROM partner_record
            WHERE id IN (\(list: ids)) AND contact IS NOT NULL
            """,
            // The same for a partner from before people could sign in at its site.
            """
            SELECT id, sign_in_uris
            FROM partner
            WHERE id IN (\(list: ids)) AND sign_in_uris IS NOT NULL
            """,
        ]
    }
}
