import Foundation
import Programme
import Storage

extension Transaction {
    var officers: OfficerQueries { OfficerQueries(tx: self) }
}

/// The officers and their sign-in data. The only writer of `officer` and `officer_failure`.
struct OfficerQueries {
    let tx: Transaction

    /// Nil for an unknown or suspended officer.
    func active(_ id: ID<Officer>) throws -> Officer? {
        try tx.row(
            """
            SELECT id, name, role
            FROM officer
            WHERE id = \(id) AND suspended_at IS NULL
            """
        ).map(Officer.init)
    }

    /// The officer with their current duty. Throws `SignInRequired.officer` for an unknown or suspended officer.
    func signatory(_ id: ID<Officer>) throws -> Signatory {
        guard let officer = try active(id) else { throw SignInRequired.officer }
        return officer.signatory
    }

    /// The officer of an earlier act with their current or last duty, also if suspended since.
    func author(_ id: ID<Officer>) throws -> Signatory? {
        try tx.row("SELECT id, name, role FROM officer WHERE id = \(id)").map { try Officer($0).signatory }
    }

    /// The credential to check a sign-in against; nil for an unknown or suspended officer.
    func credential(signIn: String) throws -> OfficerCredential? {
        try tx.row(
            """
            SELECT id, name, role, password_hash, totp_secret, totp_step
            FROM officer
            WHERE sign_in = \(signIn) AND suspended_at IS NULL
            """
        ).map(OfficerCredential.init)
    }

    /// Whose sign-in name this is, suspended officers included; nil for an unused one.
    func standing(signIn: String) throws -> (officer: Officer, isSuspended: Bool)? {
        try tx.row("SELECT id, name, role, suspended_at FROM officer WHERE sign_in = \(signIn)").map { row in
            let suspended: Instant? = try row["suspended_at"]
            return (try Officer(row), suspended != nil)
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
            INSERT INTO officer (id, name, sign_in, role, password_hash, totp_secret, totp_step, added_at)
            VALUES (\(id), \(officer.name), \(officer.signIn), \(officer.role), \(officer.passwordHash), \(secret), 0,
                \(now))
            ON CONFLICT (sign_in) DO NOTHING
            """)
        guard added == 1 else { throw OfficerRefusal.taken }
        return id
    }

    /// The active officer who was added first with this role, if any.
    func first(_ role: Role) throws -> ID<Officer>? {
        try tx.row(
            """
            SELECT id
            FROM officer
            WHERE role = \(role) AND suspended_at IS NULL
            ORDER BY id
            LIMIT 1
            """)?["id"]
    }

    /// The names of all officers ever added, by id, for audit trails and signatures.
    func names() throws -> [ID<Officer>: String] {
        let rows = try tx.rows("SELECT id, name FROM officer")
        return try Dictionary(uniqueKeysWithValues: rows.map { try ($0["id"] as ID<Officer>, $0["name"] as String) })
    }
}

/// The data that an officer's sign-in is checked against.
struct OfficerCredential: Sendable {
    let officer: Officer
    let passwordHash: String
    let totpSecret: Data
    let totpStep: Int64

    fileprivate init(_ row: Row) throws {
        officer = try Officer(row)
        passwordHash = try row["password_hash"]
        totpSecret = try row["totp_secret"]
        totpStep = try row["totp_step"]
    }
}

struct NewOfficer: Sendable {
    let name: String
    /// In lower case: an e-mail address of the office.
    let signIn: String
    let role: Role
    let passwordHash: String
    /// The authenticator's secret, 20 bytes.
    let secret: Data
}

extension Officer {
    fileprivate init(_ row: Row) throws {
        try self.init(id: row["id"], name: row["name"], role: row["role"])
    }
}
