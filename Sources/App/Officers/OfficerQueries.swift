import Foundation
import Programme
import Storage

extension Transaction {
    var officers: OfficerQueries { OfficerQueries(tx: self) }
}

/// The officers, their roles and their sign-in data. The only writer of `officer`, `officer_role` and
/// `officer_failure`. All times are of the real clock.
struct OfficerQueries {
    let tx: Transaction

    /// Nil for an unknown or suspended officer.
    func active(_ id: ID<Officer>, at now: Instant, of table: OfficeRoles) throws -> Officer? {
        let row = try tx.row(
            """
            SELECT officer.id, officer.name, officer_identity.state
            FROM officer
            LEFT JOIN officer_identity ON officer_identity.officer_id = officer.id
            WHERE officer.id = \(id) AND officer.suspended_at IS NULL
            """)
        return try row.map {
            let state: OfficerIdentity.State? = try $0["state"]
            let isConfirmed = state == .confirmed
            // One human must not be both administrators, by an account that another approved unawares.
            let isOpen = try isConfirmed || !hasConfirmedAdministrators(at: now, of: table)
            return Officer(
                id: id, name: try $0["name"], roles: try roles(of: id, at: now), of: table, twins: try twins(of: id),
                isConfirmed: isConfirmed, beforeConfirmation: isOpen ? Permission.ofUnconfirmed : [])
        }
    }

    /// The officer with the duty under which they act now. Throws `SignInRequired.officer` for an unknown or suspended
    /// officer.
    ///
    /// - Parameter permissions: those of which the act needs one.
    func signatory(
        _ id: ID<Officer>, for permissions: Permission..., at now: Instant, of table: OfficeRoles
    ) throws -> Signatory {
        guard let officer = try active(id, at: now, of: table) else { throw SignInRequired.officer }
        return officer.signatory(for: permissions)
    }

    /// The roles that the officer holds now, those as a deputy included.
    func roles(of officer: ID<Officer>, at now: Instant) throws -> [Role] {
        try tx.rows(
            """
            SELECT DISTINCT role
            FROM officer_role
            WHERE officer_id = \(officer) AND from_at <= \(now) AND (until_at IS NULL OR until_at > \(now))
            """
        ).map { try $0["role"] }
    }

    /// The credential to check a sign-in against; nil for an unknown or suspended officer.
    func credential(signIn: String) throws -> OfficerCredential? {
        try tx.row(
            """
            SELECT id, name, password_hash, totp_secret, totp_step
            FROM officer
            WHERE sign_in = \(signIn) AND suspended_at IS NULL
            """
        ).map(OfficerCredential.init)
    }

    /// The same, of an officer who is signed in.
    func credential(of officer: ID<Officer>) throws -> OfficerCredential? {
        try tx.row(
            """
            SELECT id, name, password_hash, totp_secret, totp_step
            FROM officer
            WHERE id = \(officer) AND suspended_at IS NULL
            """
        ).map(OfficerCredential.init)
    }

    /// Whose sign-in name this is, suspended officers included; nil for an unused one.
    func standing(signIn: String) throws -> (id: ID<Officer>, name: String, isSuspended: Bool)? {
        try tx.row("SELECT id, name, suspended_at FROM officer WHERE sign_in = \(signIn)").map { row in
            let suspended: Instant? = try row["suspended_at"]
            return (try row["id"], try row["name"], suspended != nil)
        }
    }

    /// Uses up an authenticator step. False when it, or a later one, was used already.
    func use(step: Int64, of officer: ID<Officer>) throws -> Bool {
        try tx.run("UPDATE officer SET totp_step = \(step) WHERE id = \(officer) AND totp_step < \(step)") == 1
    }

    /// Throws `OfficerRefusal.taken` when the sign-in name is in use.
    func add(_ officer: NewOfficer, at now: Instant, ids: IDSource, vault: Vault) throws -> ID<Officer> {
        let id: ID<Officer> = ids.next()
        let secret = try vault.seal(
            officer.secret, table: "officer", column: "totp_secret", row: id.rawValue)
        let added = try tx.run(
            """
            INSERT INTO officer (id, name, sign_in, password_hash, totp_secret, totp_step, added_at, emergency)
            VALUES (\(id), \(officer.name), \(officer.signIn), \(officer.passwordHash), \(secret), 0, \(now),
                \(officer.emergency))
            ON CONFLICT (sign_in) DO NOTHING
            """)
        guard added == 1 else { throw OfficerRefusal.taken }
        try setRoles(officer.roles, of: id, at: now)
        for kind in [BoundKind.officers, .officerOrigins, .credentials] {
            try tx.records.bind(kind, id, at: now, ids: ids)
        }
        return id
    }

    /// Replaces the officer's own roles. Those held as a deputy stay.
    func setRoles(_ roles: [Role], of officer: ID<Officer>, at now: Instant) throws {
        try tx.run("DELETE FROM officer_role WHERE officer_id = \(officer) AND held_for = \(officer)")
        for role in roles {
            try tx.run(
                """
                INSERT INTO officer_role (officer_id, held_for, role, from_at)
                VALUES (\(officer), \(officer), \(role), \(now))
                """)
        }
    }

    /// The active officer who was added first with this role, if any.
    func first(_ role: Role, at now: Instant) throws -> ID<Officer>? {
        try tx.row(
            """
            SELECT officer.id
            FROM officer
            JOIN officer_role ON officer_role.officer_id = officer.id
            WHERE officer_role.role = \(role) AND officer.suspended_at IS NULL AND officer_role.from_at <= \(now)
                AND (officer_role.until_at IS NULL OR officer_role.until_at > \(now))
            ORDER BY officer.id
            LIMIT 1
            """)?["id"]
    }

    /// Active officers with this role of their own, besides the one of that sign-in name.
    func count(of role: Role, except signIn: String) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS officers
            FROM officer_role
            JOIN officer ON officer.id = officer_role.officer_id
            WHERE officer_role.role = \(role) AND officer_role.held_for = officer_role.officer_id
                AND officer.suspended_at IS NULL AND officer.sign_in <> \(signIn)
            """)?["officers"] ?? 0
    }

    /// The names of all officers ever added, by id, for audit trails and signatures.
    func names() throws -> [ID<Officer>: String] {
        let rows = try tx.rows("SELECT id, name FROM officer")
        return try Dictionary(
            uniqueKeysWithValues: rows.map { try ($0["id"] as ID<Officer>, ($0["name"] as String).isolated) })
    }
}

/// The data that an officer's sign-in is checked against.
struct OfficerCredential: Sendable {
    let id: ID<Officer>
    let name: String
    let passwordHash: String
    let totpSecret: Data
    let totpStep: Int64

    fileprivate init(_ row: Row) throws {
        id = try row["id"]
        name = try row["name"]
        passwordHash = try row["password_hash"]
        totpSecret = try row["totp_secret"]
        totpStep = try row["totp_step"]
    }
}

struct NewOfficer: Sendable {
    let name: String
    /// In lower case: an e-mail address of the office.
    let signIn: String
    let roles: [Role]
    let passwordHash: String
    /// The authenticator's secret, 20 bytes.
    let secret: Data
    /// Why the command line adds the officer although there are administrators.
    var emergency: String?
}
