import Storage

extension BoundKind {
    /// Where a partner is told of events, and who signs. Whether deliveries fail, and when a secret was shown, is no
    /// decision. An endpoint with its partner's number is that partner's: it was bound before there were several, and has
    /// no row of the last kind.
    static let webhooks = BoundKind(
        "webhook", title: "webhook endpoint", covers: "partner, address, types, author and secrets",
        due: "SELECT id FROM webhook_endpoint"
    ) { ids in
        [
            """
            SELECT id, address, types, set_at, set_by
            FROM webhook_endpoint
            WHERE id IN (\(list: ids))
            """,
            """
            SELECT endpoint_id AS id, id AS secret_id, secret, made_at, made_by, ends_at
            FROM webhook_secret
            WHERE endpoint_id IN (\(list: ids))
            ORDER BY endpoint_id, webhook_secret.id
            """,
            """
            SELECT id, partner_id
            FROM webhook_endpoint
            WHERE id IN (\(list: ids)) AND partner_id <> id
            """,
        ]
    }
}
