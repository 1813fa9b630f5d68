import Foundation
import Programme
import Storage

/// Links by which officers set up their sign-in. The only writer of `officer_setup`.
extension OfficerQueries {
    /// Creates a link that replaces any earlier one, with a new authenticator secret that no earlier link has shown.
    func invite(_ id: ID<Officer>, token: Data, secret: Data, until: Instant, vault: Vault) throws {
        try tx.run(
            """
            INSERT INTO officer_setup (officer_id, token, expires_at, seal)
            VALUES (\(id), \(token), \(until), \(OfficerSetUp.seal(token, of: id, until: until, vault)))
            ON CONFLICT (officer_id) DO UPDATE
            SET token = excluded.token, expires_at = excluded.expires_at, opened_by = NULL, seal = excluded.seal
            """)
        let sealed = try vault.seal(secret, table: "officer", column: "totp_secret", row: id.rawValue)
        try tx.run("UPDATE officer SET totp_secret = \(sealed), totp_step = 0 WHERE id = \(id)")
    }

    /// The officer of this sign-in name, if they were added and have not completed their set-up.
    func awaitingSetUp(signIn: String) throws -> ID<Officer>? {
        try tx.row(
            """
            SELECT officer.id
            FROM officer
            JOIN officer_setup ON officer_setup.officer_id = officer.id
            WHERE officer.sign_in = \(signIn) AND officer.suspended_at IS NULL
            """)?["id"]
    }

    /// Corrects name and roles of an officer who has not completed the set-up. No effect afterwards, because their acts
    /// are recorded under that name.
    func correct(_ officer: ID<Officer>, name: String, roles: [Role], at now: Instant) throws {
        let corrected = try tx.run(
            """
            UPDATE officer
            SET name = \(name)
            WHERE id = \(officer) AND EXISTS (
                SELECT 1 FROM officer_setup WHERE officer_setup.officer_id = officer.id)
            """)
        if corrected == 1 { try setRoles(roles, of: officer, at: now) }
    }

    /// The set-up of a link; nil when the link is unknown, used or expired, or its officer is suspended.
    func setUp(_ token: Data, now: Instant, vault: Vault) throws -> OfficerSetUp? {
        let found = try tx.row(
            """
            SELECT officer.id, officer.name, officer.sign_in, officer.totp_secret, officer.nik_lookup,
                officer_setup.opened_by, officer_setup.expires_at, officer_setup.seal
            FROM officer_setup
            JOIN officer ON officer.id = officer_setup.officer_id
            WHERE officer_setup.token = \(token) AND officer_setup.expires_at > \(now) AND officer.suspended_at IS NULL
            """)
        guard let row = found else { return nil }
        let (id, sealed): (ID<Officer>, Data) = (try row["id"], try row["totp_secret"])
        // A link that was moved to another officer, or prolonged, by SQL.
        let seal: Data? = try row["seal"]
        guard let seal,
            constantTimeEqual(seal, OfficerSetUp.seal(token, of: id, until: try row["expires_at"], vault))
        else { return nil }
        return OfficerSetUp(
            officer: id, name: try row["name"], signIn: try row["sign_in"],
            secret: try vault.open(sealed, table: "officer", column: "totp_secret", row: id.rawValue),
            openedBy: try row["opened_by"], asksNIK: (try row["nik_lookup"] as Data?) == nil)
    }

    /// Binds the link to the first browser that opens it. No effect for a later one.
    func openSetUp(of officer: ID<Officer>, by visit: String) throws {
        try tx.run(
            "UPDATE officer_setup SET opened_by = \(visit) WHERE officer_id = \(officer) AND opened_by IS NULL")
    }

    /// Completes the set-up and deletes the link.
    ///
    /// - Parameter step: the authenticator step that proved the secret.
    func finishSetUp(of officer: ID<Officer>, passwordHash: String, step: Int64) throws {
        try tx.run("DELETE FROM officer_setup WHERE officer_id = \(officer)")
        try tx.run(
            "UPDATE officer SET password_hash = \(passwordHash), totp_step = \(step) WHERE id = \(officer)")
    }
}

/// What an officer changes of their own sign-in.
extension OfficerQueries {
    /// The officer's address, which is also the sign-in name.
    func signIn(of officer: ID<Officer>) throws -> String? {
        try tx.row("SELECT sign_in FROM officer WHERE id = \(officer)")?["sign_in"]
    }

    /// False when the password was changed meanwhile.
    func setPassword(_ hash: String, inPlaceOf present: String, of officer: ID<Officer>) throws -> Bool {
        try tx.run(
            "UPDATE officer SET password_hash = \(hash) WHERE id = \(officer) AND password_hash = \(present)") == 1
    }

    /// False when the secret was replaced meanwhile.
    ///
    /// - Parameters:
    ///   - present: the sealed secret that this one replaces.
    ///   - step: the authenticator step that proved the new secret.
    func setAuthenticator(
        _ secret: Data, inPlaceOf present: Data, of officer: ID<Officer>, step: Int64, vault: Vault
    ) throws -> Bool {
        let sealed = try vault.seal(secret, table: "officer", column: "totp_secret", row: officer.rawValue)
        return try tx.run(
            """
            UPDATE officer
            SET totp_secret = \(sealed), totp_step = \(step)
            WHERE id = \(officer) AND totp_secret = \(present)
            """) == 1
    }
}

/// An officer who sets up a password and an authenticator.
struct OfficerSetUp: Sendable {
    let officer: ID<Officer>
    let name: String
    let signIn: String
    /// The authenticator's secret, 20 bytes.
    let secret: Data
    /// The browser that opened the link first, if any.
    let openedBy: String?
    /// Whether the officer has not stated their NIK yet.
    let asksNIK: Bool

    /// How long a link is valid.
    static let lifetime = Span.hours(24)
    /// A hash that matches no password, until the officer chooses one.
    static let noPassword = "!"

    /// The keyed hash under which a link's token is stored.
    static func lookup(_ token: String, _ vault: Vault) -> Data {
        vault.lookup(token, purpose: "officer.set-up")
    }

    /// What ties a link to its officer and its end, under the installation's key.
    ///
    /// - Parameter token: its keyed hash, as stored.
    static func seal(_ token: Data, of officer: ID<Officer>, until: Instant, _ vault: Vault) -> Data {
        let text = "\(token.hex) \(officer) \(until.milliseconds)"
        return vault.authenticationCode(of: Data(text.utf8), for: "officer.set-up-row")
    }

    var key: AuthenticatorKey { AuthenticatorKey(secret: secret, signIn: signIn) }
}
