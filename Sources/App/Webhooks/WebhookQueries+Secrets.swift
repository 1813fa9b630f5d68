import Foundation
import Programme
import Storage

/// What the office sees of a secret: never the secret.
struct WebhookSecretState: Sendable {
    let id: ID<StoredWebhookSecret>
    let madeAt: Instant
    let madeBy: ID<Officer>?
    /// When its partner fetched it; nil until then.
    let shownAt: Instant?
    let endsAt: Instant?
    /// Until when the link to it is valid; nil when there is none.
    let linkUntil: Instant?

    func isValid(at now: Instant) -> Bool { endsAt.map { now < $0 } ?? true }
}

/// A link by which a partner fetches a secret, once.
struct WebhookSecretLink: Sendable {
    let secret: ID<StoredWebhookSecret>
    let partner: ID<Partner>
    /// The partner's.
    let name: String
    /// That is told with the secret.
    let address: String

    /// How long a link is valid.
    static let lifetime = Span.hours(72)
    static let hours = lifetime.seconds / 3_600

    /// The keyed hash under which a link's token is stored.
    static func lookup(_ token: String, _ vault: Vault) -> Data {
        vault.lookup(token, purpose: "webhooks.secret-link")
    }

    /// What ties a link to its secret, partner and end, under the installation's key.
    fileprivate static func seal(
        _ token: Data, of secret: ID<StoredWebhookSecret>, _ partner: ID<Partner>, until: Instant, _ vault: Vault
    ) -> Data {
        let text = "\(token.hex) \(secret) \(partner) \(until.milliseconds)"
        return vault.authenticationCode(of: Data(text.utf8), for: "webhooks.secret-link-row")
    }
}

/// A row of `webhook_secret`.
enum StoredWebhookSecret: Sendable {}

extension WebhookQueries {
    /// The secrets that sign at `now`, the newest first.
    func validSecrets(of endpoint: ID<PartnerEndpoint>, at now: Instant, vault: Vault) throws -> [WebhookSecret] {
        try tx.rows(
            """
            SELECT id, secret
            FROM webhook_secret
            WHERE endpoint_id = \(endpoint) AND (ends_at IS NULL OR ends_at > \(now))
            ORDER BY id DESC
            """
        ).map { row in
            let id: ID<StoredWebhookSecret> = try row["id"]
            return try secret(try row["secret"], id, vault)
        }
    }

    /// Every secret the endpoint ever had, the newest first.
    func secrets(of endpoint: ID<PartnerEndpoint>) throws -> [WebhookSecretState] {
        try tx.rows(
            """
            SELECT webhook_secret.id, webhook_secret.made_at, webhook_secret.made_by, webhook_secret.shown_at,
                webhook_secret.ends_at, webhook_secret_link.expires_at
            FROM webhook_secret
            LEFT JOIN webhook_secret_link ON webhook_secret_link.secret_id = webhook_secret.id
            WHERE webhook_secret.endpoint_id = \(endpoint)
            ORDER BY webhook_secret.id DESC
            """
        ).map { row in
            WebhookSecretState(
                id: try row["id"], madeAt: try row["made_at"], madeBy: try row["made_by"],
                shownAt: try row["shown_at"], endsAt: try row["ends_at"], linkUntil: try row["expires_at"])
        }
    }

    /// - Parameter shownAt: nil until the partner has fetched it.
    func add(
        _ secret: WebhookSecret, _ id: ID<StoredWebhookSecret>, of endpoint: ID<PartnerEndpoint>,
        by officer: ID<Officer>?, at now: Instant, shownAt: Instant? = nil, vault: Vault
    ) throws {
        let sealed = try vault.seal(secret.text, table: "webhook_secret", column: "secret", row: id.rawValue)
        try tx.run(
            """
            INSERT INTO webhook_secret (id, endpoint_id, secret, made_at, made_by, shown_at)
            VALUES (\(id), \(endpoint), \(sealed), \(now), \(officer), \(shownAt))
            """)
    }

    /// Ends the secrets that would sign for longer.
    func endSecrets(of endpoint: ID<PartnerEndpoint>, at end: Instant) throws {
        try tx.run(
            """
            UPDATE webhook_secret
            SET ends_at = \(end)
            WHERE endpoint_id = \(endpoint) AND (ends_at IS NULL OR ends_at > \(end))
            """)
    }

    /// Ends the secrets that the partner has not fetched, with their links.
    ///
    /// - Returns: whether the newest secret was one of them.
    @discardableResult
    func endUnread(of endpoint: ID<PartnerEndpoint>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            DELETE FROM webhook_secret_link
            WHERE secret_id IN (SELECT id FROM webhook_secret WHERE endpoint_id = \(endpoint))
            """)
        let newest = try tx.run(
            """
            UPDATE webhook_secret
            SET ends_at = \(now)
            WHERE endpoint_id = \(endpoint) AND shown_at IS NULL AND ends_at IS NULL
            """)
        try tx.run(
            """
            UPDATE webhook_secret
            SET ends_at = \(now)
            WHERE endpoint_id = \(endpoint) AND shown_at IS NULL AND ends_at > \(now)
            """)
        return newest == 1
    }

    // MARK: - Links

    func addLink(
        _ token: Data, to secret: ID<StoredWebhookSecret>, of partner: ID<Partner>, until: Instant, vault: Vault
    ) throws {
        let seal = WebhookSecretLink.seal(token, of: secret, partner, until: until, vault)
        try tx.run(
            """
            INSERT INTO webhook_secret_link (secret_id, token, expires_at, seal)
            VALUES (\(secret), \(token), \(until), \(seal))
            """)
    }

    /// Nil when the link is unknown, used or expired, its secret has ended, or SQL moved or prolonged it.
    func link(_ token: Data, now: Instant, vault: Vault) throws -> WebhookSecretLink? {
        let row = try tx.row(
            """
            SELECT webhook_secret_link.secret_id, webhook_secret_link.expires_at, webhook_secret_link.seal,
                webhook_endpoint.address, partner_record.id, partner_record.name
            FROM webhook_secret_link
            JOIN webhook_secret ON webhook_secret.id = webhook_secret_link.secret_id
            JOIN webhook_endpoint ON webhook_endpoint.id = webhook_secret.endpoint_id
            JOIN partner_record ON partner_record.id = webhook_endpoint.partner_id
            WHERE webhook_secret_link.token = \(token) AND webhook_secret_link.expires_at > \(now)
                AND webhook_secret.shown_at IS NULL
                AND (webhook_secret.ends_at IS NULL OR webhook_secret.ends_at > \(now))
            """)
        guard let row else { return nil }
        let link = WebhookSecretLink(
            secret: try row["secret_id"], partner: try row["id"], name: try row["name"], address: try row["address"])
        let seal = WebhookSecretLink.seal(token, of: link.secret, link.partner, until: try row["expires_at"], vault)
        let stored: Data = try row["seal"]
        return constantTimeEqual(stored, seal) ? link : nil
    }

    /// Reads the secret, the first time only, and deletes the link. Nil when it was read before.
    func take(_ link: WebhookSecretLink, at now: Instant, vault: Vault) throws -> WebhookSecret? {
        try tx.run("DELETE FROM webhook_secret_link WHERE secret_id = \(link.secret)")
        let shown = try tx.run(
            """
            UPDATE webhook_secret
            SET shown_at = \(now)
            WHERE id = \(link.secret) AND shown_at IS NULL
            """)
        guard shown == 1, let row = try tx.row("SELECT secret FROM webhook_secret WHERE id = \(link.secret)") else {
            return nil
        }
        return try secret(try row["secret"], link.secret, vault)
    }

    private func secret(_ sealed: Data, _ id: ID<StoredWebhookSecret>, _ vault: Vault) throws -> WebhookSecret {
        let text = try vault.openText(sealed, table: "webhook_secret", column: "secret", row: id.rawValue)
        guard let secret = WebhookSecret(text) else { throw Inconsistency("a stored secret can be read") }
        return secret
    }
}
