import Foundation
import Programme
import Storage

extension Transaction {
    var partnerPeople: PartnerPersonQueries { PartnerPersonQueries(tx: self) }
}

/// People of partners and their sign-in data. With its extensions the only writer of the tables of the desk. All times
/// are of the real clock.
struct PartnerPersonQueries {
    let tx: Transaction

    /// Nil for an unknown or suspended person, and for one whose partner has ended.
    func active(_ id: ID<PartnerPerson>) throws -> PartnerPerson? {
        let row = try tx.row(
            """
            SELECT partner_person.name, partner_person.role, partner_person.partner_id
            FROM partner_person
            JOIN partner_record ON partner_record.id = partner_person.partner_id
            WHERE partner_person.id = \(id) AND partner_person.suspended_at IS NULL
                AND partner_record.state <> 'ended'
            """)
        guard let row, let partner = try tx.partners.find(try row["partner_id"]) else { return nil }
        return PartnerPerson(id: id, partner: partner, name: try row["name"], role: try row["role"])
    }

    /// The credential to check a sign-in against; nil for an unknown or suspended person, and before the set-up.
    func credential(signIn: String) throws -> PartnerCredential? {
        try tx.row(
            """
            SELECT partner_person.id, partner_person.password_hash, partner_person.totp_secret,
                partner_person.totp_step
            FROM partner_person
            JOIN partner_record ON partner_record.id = partner_person.partner_id
            WHERE partner_person.sign_in = \(signIn) AND partner_person.suspended_at IS NULL
                AND partner_person.password_hash IS NOT NULL AND partner_record.state <> 'ended'
            """
        ).map(PartnerCredential.init)
    }

    /// Uses up an authenticator step. False when it, or a later one, was used already.
    func use(step: Int64, of person: ID<PartnerPerson>) throws -> Bool {
        try tx.run(
            "UPDATE partner_person SET totp_step = \(step) WHERE id = \(person) AND totp_step < \(step)") == 1
    }

    /// All who ever were people of the partner, by name.
    func all(of partner: ID<Partner>) throws -> [PartnerPersonEntry] {
        try tx.rows(
            """
            SELECT \(Self.entryColumns)
            FROM partner_person
            WHERE partner_id = \(partner)
            ORDER BY name, id
            """
        ).map(PartnerPersonEntry.init)
    }

    /// People who may sign in, by partner; a partner without any is left out.
    func counts() throws -> [ID<Partner>: Int] {
        let rows = try tx.rows(
            """
            SELECT partner_id, COUNT(*) AS people
            FROM partner_person
            WHERE suspended_at IS NULL AND password_hash IS NOT NULL
            GROUP BY partner_id
            """)
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0["partner_id"], try $0["people"]) })
    }

    /// Nil for a stranger's id.
    func entry(_ id: ID<PartnerPerson>, of partner: ID<Partner>) throws -> PartnerPersonEntry? {
        try tx.row(
            """
            SELECT \(Self.entryColumns)
            FROM partner_person
            WHERE id = \(id) AND partner_id = \(partner)
            """
        ).map(PartnerPersonEntry.init)
    }

    /// The partner's people who could decide for it now.
    func administrators(of partner: ID<Partner>) throws -> Set<ID<PartnerPerson>> {
        Set(
            try all(of: partner).filter { $0.role == .administrator && $0.isSetUp && $0.suspendedAt == nil }.map(\.id))
    }

    /// Names of these people, by id.
    func names(of partner: ID<Partner>) throws -> [ID<PartnerPerson>: String] {
        Dictionary(uniqueKeysWithValues: try all(of: partner).map { ($0.id, $0.name.isolated) })
    }

    /// False when another person has the address.
    func add(
        _ id: ID<PartnerPerson>, to partner: ID<Partner>, name: String, address: EmailAddress,
        role: PartnerPerson.Role, secret: Data, at now: Instant, vault: Vault
    ) throws -> Bool {
        let sealed = try vault.seal(secret, table: "partner_person", column: "totp_secret", row: id.rawValue)
        return try tx.run(
            """
            INSERT INTO partner_person (id, partner_id, name, sign_in, role, totp_secret, totp_step, added_at,
                session_run)
            VALUES (\(id), \(partner), \(name), \(Self.signIn(address)), \(role), \(sealed), 0, \(now), 1)
            ON CONFLICT (sign_in) DO NOTHING
            """) == 1
    }

    func isTaken(_ address: EmailAddress) throws -> Bool {
        try tx.row("SELECT id FROM partner_person WHERE sign_in = \(Self.signIn(address))") != nil
    }

    /// False when the person has the role already.
    func set(_ role: PartnerPerson.Role, of person: ID<PartnerPerson>) throws -> Bool {
        try tx.run("UPDATE partner_person SET role = \(role) WHERE id = \(person) AND role <> \(role)") == 1
    }

    func isSuspended(_ person: ID<PartnerPerson>) throws -> Bool {
        let row = try tx.row("SELECT suspended_at FROM partner_person WHERE id = \(person)")
        return try row.map { try ($0["suspended_at"] as Instant?) != nil } ?? true
    }

    /// False when the person is suspended already.
    func suspend(_ person: ID<PartnerPerson>, at now: Instant) throws -> Bool {
        try tx.run(
            "UPDATE partner_person SET suspended_at = \(now) WHERE id = \(person) AND suspended_at IS NULL") == 1
    }

    /// False when the person is not suspended.
    func reinstate(_ person: ID<PartnerPerson>) throws -> Bool {
        try tx.run(
            "UPDATE partner_person SET suspended_at = NULL WHERE id = \(person) AND suspended_at IS NOT NULL") == 1
    }

    static func signIn(_ address: EmailAddress) -> String { address.address.lowercased() }

    private static let entryColumns: SQL = "id, name, sign_in, role, password_hash, added_at, suspended_at"
}

/// The data that a sign-in at the desk is checked against.
struct PartnerCredential: Sendable {
    let id: ID<PartnerPerson>
    let passwordHash: String
    let totpSecret: Data
    let totpStep: Int64
}

/// A person of a partner in the list of its people.
struct PartnerPersonEntry: Sendable {
    let id: ID<PartnerPerson>
    let name: String
    let signIn: String
    let role: PartnerPerson.Role
    /// Whether the person has set a password and an authenticator.
    let isSetUp: Bool
    let addedAt: Instant
    let suspendedAt: Instant?

    static let sample = PartnerPersonEntry(
        id: ID(5), name: "Maya Lestari", signIn: "maya@pijarmahir.example", role: .administrator, isSetUp: true,
        addedAt: Instant(milliseconds: 1_587_000_000_000), suspendedAt: nil)
}

extension PartnerCredential {
    fileprivate init(_ row: Row) throws {
        try self.init(
            id: row["id"], passwordHash: row["password_hash"], totpSecret: row["totp_secret"],
            totpStep: row["totp_step"])
    }
}

extension PartnerPersonEntry {
    fileprivate init(_ row: Row) throws {
        let hash: String? = try row["password_hash"]
        try self.init(
            id: row["id"], name: row["name"], signIn: row["sign_in"], role: row["role"], isSetUp: hash != nil,
            addedAt: row["added_at"], suspendedAt: row["suspended_at"])
    }
}

extension PartnerPerson.Role: SQLConvertible {}
extension PartnerPersonChange.Kind: SQLConvertible {}
