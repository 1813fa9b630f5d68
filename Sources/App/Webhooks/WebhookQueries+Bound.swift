import Storage

extension BoundKind {
    /// Where a partner is told of events, and who signs. Whether deliveries fail, and when a secret was shown, is no
    /// decision.
    static let webhooks = BoundKind(
        "webhook", title: "webhook endpoint", covers: "address, types, author and secrets",
        due: "SELECT partner_id AS id FROM webhook_endpoint"
    ) { ids in
        [
            """
            SELECT partner_id AS id, address, types, set_at, set_by
            FROM webhook_endpoint
            WHERE partner_id IN (\(list: ids))
            """,
            """
            SELECT partner_id AS id, id AS secret_id, secret, made_at, made_by, ends_at
            FROM webhook_secret
            WHERE partner_id IN (\(list: ids))
            ORDER BY partner_id, webhook_secret.id
            """,
        ]
    }
}
