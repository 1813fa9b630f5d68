import Storage

extension BoundKind {
    /// A consent with the sign-ins by it that were stopped. Tokens have a seal of their own.
    static let consents = BoundKind(
        "site-consent", title: "consent to a partner's reading",
        covers: "person, partner, scopes, beginning, end and stopped sign-ins",
        due: "SELECT id FROM site_consent"
    ) { ids in
        [
            """
            SELECT id, person_id, partner_id, scopes, given_at, ended_at, ending
            FROM site_consent
            WHERE id IN (\(list: ids))
            """,
            """
            SELECT consent_id AS id, id AS grant_id, ended_at
            FROM consent_grant
            WHERE consent_id IN (\(list: ids)) AND ended_at IS NOT NULL
            ORDER BY consent_id, consent_grant.id
            """,
        ]
    }
}
