import Foundation
import Programme
import Storage

/// A key by which a partner signs.
struct SigningKey: Sendable {
    let id: ID<SigningKey>
    let key: Data
    let madeAt: Instant
    let endsAt: Instant?

    /// A new key's text.
    struct Secret: Sendable {
        let text: String
        /// Nil until the partner has fetched it.
        let shownAt: Instant?
    }
}

/// What the office sees of a key: never the key.
struct PartnerKeyState: Sendable {
    let id: ID<SigningKey>
    let madeAt: Instant
    let madeBy: ID<Officer>?
    /// When its partner fetched it; nil until then.
    let shownAt: Instant?
    let endsAt: Instant?
    /// Until when the link to it is valid; nil when there is none.
    var linkUntil: Instant?

    func isValid(at now: Instant) -> Bool { endsAt.map { now < $0 } ?? true }
}

extension PartnerQueries {
    /// The keys that are accepted at `now`, the newest first.
    func validKeys(of partner: ID<Partner>, at now: Instant, vault: Vault) throws -> [SigningKey] {
        try tx.rows(
            """
            SELECT id, sign_key, made_at, ends_at
            FROM partner_key
            WHERE partner_id = \(partner) AND (ends_at IS NULL OR ends_at > \(now))
            ORDER BY id DESC
            """
        ).map { row in
            let id: ID<SigningKey> = try row["id"]
            return SigningKey(
                id: id, key: try vault.open(row["sign_key"], table: "partner", column: "sign_key", row: id.rawValue),
                madeAt: try row["made_at"], endsAt: try row["ends_at"])
        }
    }

    /// Every key the partner ever had, the newest first.
    func keys(of partner: ID<Partner>) throws -> [PartnerKeyState] {
        try tx.rows(
            """
            SELECT partner_key.id, partner_key.made_at, partner_key.made_by, partner_key.shown_at, partner_key.ends_at,
                partner_key_link.expires_at
            FROM partner_key
            LEFT JOIN partner_key_link ON partner_key_link.key_id = partner_key.id
            WHERE partner_key.partner_id = \(partner)
            ORDER BY partner_key.id DESC
            """
        ).map { row in
            PartnerKeyState(
                id: try row["id"], madeAt: try row["made_at"], madeBy: try row["made_by"],
                shownAt: try row["shown_at"], endsAt: try row["ends_at"], linkUntil: try row["expires_at"])
        }
    }

    func addKey(
        _ id: ID<SigningKey>, _ secret: SigningKey.Secret, of partner: ID<Partner>, by officer: ID<Officer>?,
        at now: Instant, vault: Vault
    ) throws {
        let sealed = try vault.seal(secret.text, table: "partner", column: "sign_key", row: id.rawValue)
        try tx.run(
            """
            INSERT INTO partner_key (id, partner_id, sign_key, made_at, made_by, shown_at)
            VALUES (\(id), \(partner), \(sealed), \(now), \(officer), \(secret.shownAt))
            """)
    }

    /// Ends the keys that would be accepted for longer.
    func endKeys(of partner: ID<Partner>, at end: Instant) throws {
        try tx.run(
            """
            UPDATE partner_key
            SET ends_at = \(end)
            WHERE partner_id = \(partner) AND (ends_at IS NULL OR ends_at > \(end))
            """)
    }

    /// The key's text, the first time only: nil for every later call.
    func showKey(_ id: ID<SigningKey>, of partner: ID<Partner>, at now: Instant, vault: Vault) throws -> String? {
        let shown = try tx.run(
            """
            UPDATE partner_key
            SET shown_at = \(now)
            WHERE id = \(id) AND partner_id = \(partner) AND shown_at IS NULL
            """)
        guard shown == 1, let row = try tx.row("SELECT sign_key FROM partner_key WHERE id = \(id)") else { return nil }
        return try vault.openText(row["sign_key"], table: "partner", column: "sign_key", row: id.rawValue)
    }
}
