import Foundation
import Programme
import Storage

extension Transaction {
    var partnerTokens: PartnerTokenQueries { PartnerTokenQueries(tx: self) }
}

/// Tokens of the modern partner API. The only writer of `partner_token`.
struct PartnerTokenQueries {
    let tx: Transaction

    /// - Parameter text: the token as its partner sends it; only a keyed hash of it is stored.
    func add(_ text: String, _ token: PartnerToken, vault: Vault) throws {
        let lookup = Self.lookup(text, vault)
        let scopes = APIScope.text(token.scopes)
        try tx.run(
            """
            INSERT INTO partner_token (token, partner_id, key_id, scopes, expires_at, seal)
            VALUES (\(lookup), \(token.partner.id), \(token.key), \(scopes), \(token.expiresAt),
                \(Self.seal(lookup, token, vault)))
            """)
    }

    /// Nil when the token is unknown or over, its key has ended, or SQL moved or prolonged it. A suspended or ended
    /// partner's token is valid for as long as its key is.
    func find(_ text: String, at now: Instant, vault: Vault) throws -> PartnerToken? {
        let lookup = Self.lookup(text, vault)
        let row = try tx.row(
            """
            SELECT partner_token.partner_id, partner_token.key_id, partner_token.scopes, partner_token.expires_at,
                partner_token.seal
            FROM partner_token
            JOIN partner_key ON partner_key.id = partner_token.key_id
                AND partner_key.partner_id = partner_token.partner_id
            WHERE partner_token.token = \(lookup) AND partner_token.expires_at > \(now)
                AND (partner_key.ends_at IS NULL OR partner_key.ends_at > \(now))
            """)
        guard let row, let partner = try tx.partners.find(row["partner_id"]) else { return nil }
        let named: String = try row["scopes"]
        let token = PartnerToken(
            partner: partner, key: try row["key_id"],
            scopes: named.split(separator: " ").compactMap { APIScope(rawValue: String($0)) },
            expiresAt: try row["expires_at"])
        let stored: Data = try row["seal"]
        return constantTimeEqual(stored, Self.seal(lookup, token, vault)) ? token : nil
    }

    /// Deletes tokens that were over at `instant`.
    func prune(before instant: Instant) throws {
        try tx.run("DELETE FROM partner_token WHERE expires_at <= \(instant)")
    }

    private static func lookup(_ text: String, _ vault: Vault) -> Data {
        vault.lookup(text, purpose: "partner.token")
    }

    /// What ties a token to its partner, key, scopes and end, under the installation's key.
    private static func seal(_ lookup: Data, _ token: PartnerToken, _ vault: Vault) -> Data {
        let end = token.expiresAt.milliseconds
        let text = "\(lookup.hex) \(token.partner.id) \(token.key) \(end) \(APIScope.text(token.scopes))"
        return vault.authenticationCode(of: Data(text.utf8), for: "partner.token-row")
    }
}

/// What a token permits, and until when.
struct PartnerToken: Sendable {
    let partner: Partner
    let key: ID<SigningKey>
    let scopes: [APIScope]
    let expiresAt: Instant

    /// How long a token is valid, unless its key ends before.
    static let lifetime = Span.hours(1)
    /// Bytes of a token before they are written as text.
    static let bytes = 32
}
