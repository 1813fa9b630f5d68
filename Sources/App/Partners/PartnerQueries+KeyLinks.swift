import Foundation
import Programme
import Storage

/// A link by which a partner fetches its new signing key, once.
struct PartnerKeyLink: Sendable {
    let key: ID<SigningKey>
    let partner: ID<Partner>
    let name: String
    let clientCode: String

    /// How long a link is valid.
    static let lifetime = Span.hours(72)
    static let hours = lifetime.seconds / 3_600

    /// The keyed hash under which a link's token is stored.
    static func lookup(_ token: String, _ vault: Vault) -> Data {
        vault.lookup(token, purpose: "partner.key-link")
    }

    /// What ties a link to its key, partner and end, under the installation's key.
    ///
    /// - Parameter token: its keyed hash, as stored.
    fileprivate static func seal(
        _ token: Data, of key: ID<SigningKey>, _ partner: ID<Partner>, until: Instant, _ vault: Vault
    ) -> Data {
        let text = "\(token.hex) \(key) \(partner) \(until.milliseconds)"
        return vault.authenticationCode(of: Data(text.utf8), for: "partner.key-link-row")
    }
}

extension PartnerQueries {
    func addLink(
        _ token: Data, to key: ID<SigningKey>, of partner: ID<Partner>, until: Instant, vault: Vault
    ) throws {
        let seal = PartnerKeyLink.seal(token, of: key, partner, until: until, vault)
        try tx.run(
            """
            INSERT INTO partner_key_link (key_id, token, expires_at, seal)
            VALUES (\(key), \(token), \(until), \(seal))
            """)
    }

    /// Nil when the link is unknown, used or expired, its key has ended, or SQL moved or prolonged it.
    func link(_ token: Data, now: Instant, vault: Vault) throws -> PartnerKeyLink? {
        let row = try tx.row(
            """
            SELECT partner_key_link.key_id, partner_key_link.expires_at, partner_key_link.seal, partner.id,
                partner.name, partner.client_code
            FROM partner_key_link
            JOIN partner_key ON partner_key.id = partner_key_link.key_id
            JOIN partner ON partner.id = partner_key.partner_id
            WHERE partner_key_link.token = \(token) AND partner_key_link.expires_at > \(now)
                AND partner_key.shown_at IS NULL AND (partner_key.ends_at IS NULL OR partner_key.ends_at > \(now))
            """)
        guard let row else { return nil }
        let link = PartnerKeyLink(
            key: try row["key_id"], partner: try row["id"], name: try row["name"], clientCode: try row["client_code"])
        let seal = PartnerKeyLink.seal(token, of: link.key, link.partner, until: try row["expires_at"], vault)
        let stored: Data = try row["seal"]
        return constantTimeEqual(stored, seal) ? link : nil
    }

    /// Reads the key's text, the first time only, and deletes the link. Nil when it was read before.
    func take(_ link: PartnerKeyLink, at now: Instant, vault: Vault) throws -> String? {
        try tx.run("DELETE FROM partner_key_link WHERE key_id = \(link.key)")
        return try showKey(link.key, of: link.partner, at: now, vault: vault)
    }

    /// Ends the keys that the partner has not fetched, with their links.
    ///
    /// - Returns: whether the newest key was one of them.
    @discardableResult
    func endUnread(of partner: ID<Partner>, at now: Instant) throws -> Bool {
        try tx.run(
            "DELETE FROM partner_key_link WHERE key_id IN (SELECT id FROM partner_key WHERE partner_id = \(partner))")
        let newest = try tx.run(
            """
            UPDATE partner_key
            SET ends_at = \(now)
            WHERE partner_id = \(partner) AND shown_at IS NULL AND ends_at IS NULL
            """)
        try tx.run(
            """
            UPDATE partner_key
            SET ends_at = \(now)
            WHERE partner_id = \(partner) AND shown_at IS NULL AND ends_at > \(now)
            """)
        return newest == 1
    }

    func setContact(_ address: EmailAddress, of partner: ID<Partner>) throws {
        try tx.run("UPDATE partner_record SET contact = \(address.address) WHERE id = \(partner)")
    }
}
