import Foundation
import Programme
import Storage

/// Links by which people of a partner set up their sign-in.
extension PartnerPersonQueries {
    /// Creates a link that replaces any earlier one, with an authenticator secret that no earlier link has shown. The
    /// password and the recovery codes until now open nothing any more.
    func invite(_ id: ID<PartnerPerson>, token: Data, secret: Data, until: Instant, vault: Vault) throws {
        try tx.run(
            """
            INSERT INTO partner_person_setup (partner_person_id, token, expires_at, seal)
            VALUES (\(id), \(token), \(until), \(PartnerSetUp.seal(token, of: id, until: until, vault)))
            ON CONFLICT (partner_person_id) DO UPDATE
            SET token = excluded.token, expires_at = excluded.expires_at, opened_by = NULL, seal = excluded.seal
            """)
        try setRecovery([], of: id)
        let sealed = try vault.seal(secret, table: "partner_person", column: "totp_secret", row: id.rawValue)
        try tx.run(
            """
            UPDATE partner_person
            SET totp_secret = \(sealed), totp_step = 0, password_hash = NULL
            WHERE id = \(id)
            """)
    }

    /// Nil when the link is unknown, used or expired, SQL moved or prolonged it, or the person may not sign in.
    func setUp(_ token: Data, now: Instant, vault: Vault) throws -> PartnerSetUp? {
        let found = try tx.row(
            """
            SELECT partner_person.id, partner_person.name, partner_person.sign_in, partner_person.totp_secret,
                partner.name AS partner, partner_person_setup.opened_by, partner_person_setup.expires_at,
                partner_person_setup.seal
            FROM partner_person_setup
            JOIN partner_person ON partner_person.id = partner_person_setup.partner_person_id
            JOIN partner ON partner.id = partner_person.partner_id
            JOIN partner_record ON partner_record.id = partner.id
            WHERE partner_person_setup.token = \(token) AND partner_person_setup.expires_at > \(now)
                AND partner_person.suspended_at IS NULL AND partner_record.state <> 'ended'
            """)
        guard let row = found else { return nil }
        let (id, sealed): (ID<PartnerPerson>, Data) = (try row["id"], try row["totp_secret"])
        let seal: Data = try row["seal"]
        guard constantTimeEqual(seal, PartnerSetUp.seal(token, of: id, until: try row["expires_at"], vault)) else {
            return nil
        }
        return PartnerSetUp(
            person: id, name: try row["name"], partner: try row["partner"], signIn: try row["sign_in"],
            secret: try vault.open(sealed, table: "partner_person", column: "totp_secret", row: id.rawValue),
            openedBy: try row["opened_by"])
    }

    /// Binds the link to the first browser that opens it. No effect for a later one.
    func openSetUp(of person: ID<PartnerPerson>, by visit: String) throws {
        try tx.run(
            """
            UPDATE partner_person_setup
            SET opened_by = \(visit)
            WHERE partner_person_id = \(person) AND opened_by IS NULL
            """)
    }

    /// Completes the set-up and deletes the link.
    ///
    /// - Parameter step: the authenticator step that proved the secret.
    func finishSetUp(of person: ID<PartnerPerson>, passwordHash: String, step: Int64) throws {
        try tx.run("DELETE FROM partner_person_setup WHERE partner_person_id = \(person)")
        try tx.run(
            """
            UPDATE partner_person
            SET password_hash = \(passwordHash), totp_step = \(step)
            WHERE id = \(person)
            """)
    }
}

/// A person of a partner who sets a password and an authenticator.
struct PartnerSetUp: Sendable {
    let person: ID<PartnerPerson>
    let name: String
    let partner: String
    let signIn: String
    /// The authenticator's secret, 20 bytes.
    let secret: Data
    /// The browser that opened the link first, if any.
    let openedBy: String?

    /// How long a link is valid.
    static let lifetime = Span.hours(72)
    static let hours = lifetime.seconds / 3_600
    static let tokenBytes = 24
    static let secretBytes = 20

    /// The keyed hash under which a link's token is stored.
    static func lookup(_ token: String, _ vault: Vault) -> Data {
        vault.lookup(token, purpose: "partner-person.set-up")
    }

    /// What ties a link to its person and its end, under the installation's key.
    ///
    /// - Parameter token: its keyed hash, as stored.
    static func seal(_ token: Data, of person: ID<PartnerPerson>, until: Instant, _ vault: Vault) -> Data {
        let text = "\(token.hex) \(person) \(until.milliseconds)"
        return vault.authenticationCode(of: Data(text.utf8), for: "partner-person.set-up-row")
    }
}
