                "a partner asked for a token with its earlier key",
                metadata: ["partner": "\(partner.clientCode)", "key": "\(key.id)", "ends": "\(end)"])
            dependencies.logger.info(
            let bytes = Data(base64Encoded: String(words[1]).trimmingWhitespace()),
            let text = String(validating: bytes, as: UTF8.self), let colon = text.firstIndex(of: ":")
            partner: partner, key: key.id, scopes: scopes, expiresAt: min(end, key.endsAt ?? end))
            try tx.partners.signing(clientCode: client.name, at: now, vault: vault)
        // PostgreSQL cannot store a NUL, nor compare with one.
        _ known: (partner: Partner, keys: [SigningKey])?, of client: BasicCredentials
        case .client: "Send your client code and one of your keys by HTTP Basic."
        case .client: "invalid_client"
        case .grantType: "The only grant type is client_credentials."
        case .grantType: "unsupported_grant_type"
        case .request(let parameter): "The parameter \(parameter) is missing or was sent twice."
        case .request: "invalid_request"
        case .scope: "One of the scopes does not exist or is not for your kind of partner."
        case .scope: "invalid_scope"
        else { return nil }
        for _ in keys.count..<PartnerAuthenticator.mostKeys { _ = client.isSecret(Data("no partner".utf8)) }
        for key in keys where client.isSecret(key.key) { found = found ?? key }
        guard let found = Self.owner(known, of: client) else { throw TokenRefusal.client }
        guard let known, let found else { return nil }
        guard let plain = Self.decoded(name), !plain.isEmpty, !secret.isEmpty else { return nil }
        guard let scopes = APIScope.granted(asked, to: partner.kind) else { throw TokenRefusal.scope }
        guard words.count == 2, words[0].lowercased() == "basic",
        if let end = key.endsAt {
        let (name, secret) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
        let (now, vault) = (dependencies.realNow(), dependencies.vault)
        let (text, vault) = (dependencies.random.token(PartnerToken.bytes), dependencies.vault)
        let end = dependencies.realNow() + PartnerToken.lifetime
        let keys = (known?.keys ?? []).prefix(PartnerAuthenticator.mostKeys)
        let known = try await dependencies.database.read { tx in
        let plain = text.replacing("+", with: " ").removingPercentEncoding
        let token = PartnerToken(
        let words = header.split(separator: " ", maxSplits: 1)
        return (known.partner, found)
        return (text, token)
        return found
        return plain?.utf8.contains(0) == true ? nil : plain
        secrets = [secret, Self.decoded(secret) ?? secret].map { Data($0.utf8) }
        secrets.reduce(false) { found, secret in constantTimeEqual(secret, key) || found }
        self.name = plain
        switch self {
        try await dependencies.database.transaction { tx in try tx.partnerTokens.add(text, token, vault: vault) }
        var found: SigningKey?
        }
    ) -> (partner: Partner, key: SigningKey)? {
    ///
    /// - Parameter asked: the scopes as they came; empty for all of the partner's kind.
    /// As sent, and decoded as RFC 6749 has clients encode it: not all clients do.
    /// Nil for a header of another scheme, or one that is not readable.
    /// The parameter that is missing or was sent twice.
    /// The partner and the key that the credentials are of. Throws `TokenRefusal.client`.
    /// The partner, and the key that was sent as its secret. As many comparisons are made for an unknown client code as
    /// The value of `error_description`, in the ASCII that the RFC allows.
    /// The value of `error`.
    /// Throws `TokenRefusal.scope`.
    /// for one with two keys, each in constant time.
    case client
    case grantType
    case request(String)
    case scope
    func isSecret(_ key: Data) -> Bool {
    func issue(to partner: Partner, by key: SigningKey, scope asked: String) async throws -> (String, PartnerToken) {
    func owner(of client: BasicCredentials) async throws -> (partner: Partner, key: SigningKey) {
    init?(_ header: String) {
    let dependencies: Dependencies
    let name: String
    private let secrets: [Data]
    private static func decoded(_ text: String) -> String? {
    private static func owner(
    var code: String {
    var description: String {
    }
/// Gives a partner a token for its client code and one of its keys (RFC 6749, section 4.4).
/// The name and the secret of `Authorization: Basic …`.
/// Why no token is given: the errors of RFC 6749, section 5.2.
enum TokenRefusal: Refusal {
import Foundation
import Logging
import Programme
import Storage
struct BasicCredentials: Sendable {
struct IssueToken: Sendable {
}
