import Foundation
import Logging
import Programme
import Storage

/// Gives a partner a token for its client code and one of its keys (RFC 6749, section 4.4).
struct IssueToken: Sendable {
    let dependencies: Dependencies

    /// The partner and the key that the credentials are of. Throws `TokenRefusal.client`, and `RecordRefusal.heldBack`
    /// for keys that SQL gave the partner.
    func owner(of client: BasicCredentials) async throws -> (partner: Partner, key: SigningKey) {
        let (now, vault) = (dependencies.realNow(), dependencies.vault)
        return try await dependencies.database.read { [dependencies] tx in
            let known = try tx.partners.signing(clientCode: client.name, at: now, vault: vault)
            guard let found = Self.owner(known, of: client) else { throw TokenRefusal.client }
            try dependencies.requireOwn(known?.keys ?? [], of: found.partner.id, in: tx)
            return found
        }
    }

    /// Throws `TokenRefusal.scope`.
    ///
    /// - Parameter asked: the scopes as they came; empty for all of the partner's kind.
    func issue(to partner: Partner, by key: SigningKey, scope asked: String) async throws -> (String, PartnerToken) {
        guard let scopes = APIScope.granted(asked, to: partner.kind) else { throw TokenRefusal.scope }
        let end = dependencies.realNow() + PartnerToken.lifetime
        let token = PartnerToken(
            partner: partner, key: key.id, scopes: scopes, expiresAt: min(end, key.endsAt ?? end))
        let (text, vault) = (dependencies.random.token(PartnerToken.bytes), dependencies.vault)
        try await dependencies.database.transaction { tx in try tx.partnerTokens.add(text, token, vault: vault) }
        if let end = key.endsAt {
            dependencies.logger.info(
                "a partner asked for a token with its earlier key",
                metadata: ["partner": "\(partner.clientCode)", "key": "\(key.id)", "ends": "\(end)"])
        }
        return (text, token)
    }

    /// The partner, and the key that was sent as its secret. As many comparisons are made for an unknown client code as
    /// for one with two keys, each in constant time.
    private static func owner(
        _ known: (partner: Partner, keys: [SigningKey])?, of client: BasicCredentials
    ) -> (partner: Partner, key: SigningKey)? {
        let keys = (known?.keys ?? []).prefix(PartnerAuthenticator.mostKeys)
        var found: SigningKey?
        for key in keys where client.isSecret(key.key) { found = found ?? key }
        for _ in keys.count..<PartnerAuthenticator.mostKeys { _ = client.isSecret(Data("no partner".utf8)) }
        guard let known, let found else { return nil }
        return (known.partner, found)
    }
}

/// The name and the secret of `Authorization: Basic …`.
struct BasicCredentials: Sendable {
    let name: String
    /// As sent, and decoded as RFC 6749 has clients encode it: not all clients do.
    private let secrets: [Data]

    /// Nil for a header of another scheme, or one that is not readable.
    init?(_ header: String) {
        let words = header.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "basic",
            let bytes = Data(base64Encoded: String(words[1]).trimmingWhitespace()),
            let text = String(validating: bytes, as: UTF8.self), let colon = text.firstIndex(of: ":")
        else { return nil }
        let (name, secret) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
        guard let plain = Self.decoded(name), !plain.isEmpty, !secret.isEmpty else { return nil }
        self.name = plain
        secrets = [secret, Self.decoded(secret) ?? secret].map { Data($0.utf8) }
    }

    func isSecret(_ key: Data) -> Bool {
        secrets.reduce(false) { found, secret in constantTimeEqual(secret, key) || found }
    }

    private static func decoded(_ text: String) -> String? {
        let plain = text.replacing("+", with: " ").removingPercentEncoding
        // PostgreSQL cannot compare with a NUL.
        return plain?.utf8.contains(0) == true ? nil : plain
    }
}

/// Why no token is given: the errors of RFC 6749, section 5.2.
enum TokenRefusal: Refusal {
    /// The parameter that is missing or was sent twice.
    case request(String)
    case client
    case grantType
    case scope

    /// The value of `error`.
    var code: String {
        switch self {
        case .request: "invalid_request"
        case .client: "invalid_client"
        case .grantType: "unsupported_grant_type"
        case .scope: "invalid_scope"
        }
    }

    /// The value of `error_description`, in the ASCII that the RFC allows.
    var description: String {
        switch self {
        case .request(let parameter): "The parameter \(parameter) is missing or was sent twice."
        case .client: "Send your client code and one of your keys by HTTP Basic."
        case .grantType: "The only grant type is client_credentials."
        case .scope: "One of the scopes does not exist or is not for your kind of partner."
        }
    }
}
