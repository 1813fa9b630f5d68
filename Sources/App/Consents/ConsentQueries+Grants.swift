import Foundation
import Programme
import Storage

/// One sign-in by a consent.
struct SignInGrant: Sendable {
    let id: ID<SignInGrant>
    let consent: ID<SiteConsent>
    /// The keyed hash.
    let code: Data
    let redirect: String
    let challenge: CodeChallenge?
    let codeEndsAt: Instant
    var usedAt: Instant?
    var endedAt: Instant?

    fileprivate func seal(_ vault: Vault) -> Data {
        let text = "\(id) \(code.hex) \(consent) \(codeEndsAt.milliseconds) \(challenge?.text ?? "-") \(redirect)"
        return vault.authenticationCode(of: Data(text.utf8), for: "consent-grant")
    }
}

/// An access or refresh token of a sign-in.
struct SignInToken: Sendable {
    /// The keyed hash.
    let hash: Data
    let grant: ID<SignInGrant>
    let kind: Kind
    let endsAt: Instant
    var usedAt: Instant?

    enum Kind: String, SQLConvertible {
        case access
        case refresh
    }

    fileprivate func seal(_ vault: Vault) -> Data {
        let text = "\(hash.hex) \(grant) \(kind.rawValue) \(endsAt.milliseconds)"
        return vault.authenticationCode(of: Data(text.utf8), for: "consent-token")
    }
}

/// Codes and tokens. Each is stored as a keyed hash, with a seal: a row that SQL put in or changed opens nothing, and so
/// does each row of a consent that is not as an act left it.
extension ConsentQueries {
    /// The code's and the tokens' keyed hash.
    static func hash(_ text: String, _ vault: Vault) -> Data { vault.lookup(text, purpose: "sign-in") }

    func begin(_ grant: SignInGrant, vault: Vault) throws {
        try tx.run(
            """
            INSERT INTO consent_grant (id, consent_id, code, redirect_uri, challenge, code_ends_at, kept_until, seal)
            VALUES (\(grant.id), \(grant.consent), \(grant.code), \(grant.redirect), \(grant.challenge?.text),
                \(grant.codeEndsAt), \(grant.codeEndsAt), \(grant.seal(vault)))
            """)
    }

    /// The sign-in of a code; nil for a code or row that is not ours.
    func grant(code: String, vault: Vault) throws -> SignInGrant? {
        try sealed(
            try tx.row("SELECT \(Self.grantColumns) FROM consent_grant WHERE code = \(Self.hash(code, vault))"), vault)
    }

    func grant(_ id: ID<SignInGrant>, vault: Vault) throws -> SignInGrant? {
        try sealed(try tx.row("SELECT \(Self.grantColumns) FROM consent_grant WHERE id = \(id)"), vault)
    }

    /// False where the code was used before.
    func use(_ grant: SignInGrant, at now: Instant) throws -> Bool {
        try tx.run("UPDATE consent_grant SET used_at = \(now) WHERE id = \(grant.id) AND used_at IS NULL") == 1
    }

    /// Ends a sign-in with all its tokens. The caller binds its consent.
    func end(_ grant: SignInGrant, at now: Instant) throws -> Bool {
        try tx.run("UPDATE consent_grant SET ended_at = \(now) WHERE id = \(grant.id) AND ended_at IS NULL") == 1
    }

    /// - Parameter until: the end of the last of the tokens.
    func add(_ tokens: [SignInToken], to grant: SignInGrant, until end: Instant, vault: Vault) throws {
        for token in tokens {
            try tx.run(
                """
                INSERT INTO consent_token (hash, grant_id, kind, ends_at, seal)
                VALUES (\(token.hash), \(token.grant), \(token.kind), \(token.endsAt), \(token.seal(vault)))
                """)
        }
        try tx.run("UPDATE consent_grant SET kept_until = \(end) WHERE id = \(grant.id) AND kept_until < \(end)")
    }

    /// Nil for a token or row that is not ours.
    func token(_ text: String, _ kind: SignInToken.Kind, vault: Vault) throws -> SignInToken? {
        let row = try tx.row(
            """
            SELECT hash, grant_id, kind, ends_at, used_at, seal
            FROM consent_token
            WHERE hash = \(Self.hash(text, vault)) AND kind = \(kind)
            """)
        guard let row else { return nil }
        let token = try SignInToken(
            hash: row["hash"], grant: row["grant_id"], kind: row["kind"], endsAt: row["ends_at"],
            usedAt: row["used_at"])
        let seal: Data = try row["seal"]
        return constantTimeEqual(seal, token.seal(vault)) ? token : nil
    }

    /// False where the refresh token was exchanged before.
    func spend(_ token: SignInToken, at now: Instant) throws -> Bool {
        try tx.run("UPDATE consent_token SET used_at = \(now) WHERE hash = \(token.hash) AND used_at IS NULL") == 1
    }

    /// The person's consents by which a partner may read, or exchange a code, at `now`. It does not check the seals: a
    /// row that SQL changed opens nothing.
    func withTokens(of person: ID<Account>, at now: Instant) throws -> Set<ID<SiteConsent>> {
        let rows = try tx.rows(
            """
            SELECT DISTINCT consent_grant.consent_id
            FROM consent_grant
            JOIN site_consent ON site_consent.id = consent_grant.consent_id
            LEFT JOIN consent_token ON consent_token.grant_id = consent_grant.id AND consent_token.ends_at > \(now)
                AND (consent_token.kind = 'access' OR consent_token.used_at IS NULL)
            WHERE site_consent.person_id = \(person) AND site_consent.ended_at IS NULL
                AND consent_grant.ended_at IS NULL
                AND (consent_token.hash IS NOT NULL
                    OR (consent_grant.used_at IS NULL AND consent_grant.code_ends_at > \(now)))
            """)
        return Set(try rows.map { try $0["consent_id"] })
    }

    /// Deletes tokens that ended before `instant`, and sign-ins without any. A stopped one stays, as its consent says.
    func prune(before instant: Instant) throws {
        try tx.run("DELETE FROM consent_token WHERE ends_at < \(instant)")
        try tx.run("DELETE FROM consent_grant WHERE kept_until < \(instant) AND ended_at IS NULL")
    }

    private func sealed(_ row: Row?, _ vault: Vault) throws -> SignInGrant? {
        guard let row else { return nil }
        let challenge: String? = try row["challenge"]
        let grant = try SignInGrant(
            id: row["id"], consent: row["consent_id"], code: row["code"], redirect: row["redirect_uri"],
            challenge: challenge.map(CodeChallenge.init(stored:)), codeEndsAt: row["code_ends_at"],
            usedAt: row["used_at"], endedAt: row["ended_at"])
        let seal: Data = try row["seal"]
        return constantTimeEqual(seal, grant.seal(vault)) ? grant : nil
    }

    private static let grantColumns: SQL =
        "id, consent_id, code, redirect_uri, challenge, code_ends_at, used_at, ended_at, seal"
}
