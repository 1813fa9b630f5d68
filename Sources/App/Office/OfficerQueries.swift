import Foundation
import Programme
import Storage

extension Transaction {
    var officers: OfficerQueries { OfficerQueries(tx: self) }
}

/// People of the office and how they sign in. The only writer of `officer` and `officer_failure`.
struct OfficerQueries {
    let tx: Transaction

    /// Nil for somebody unknown or suspended.
    func active(_ id: ID<Officer>) throws -> Officer? {
        try tx.row(
            """
            SELECT id, name, role
            FROM officer
            WHERE id = \(id) AND suspended_at IS NULL
            """
        ).map(Officer.init)
    }

    /// Who acts, in the duty they hold. Throws `SignInRequired.officer` for an officer who is unknown or
    /// suspended.
    func signatory(_ id: ID<Officer>) throws -> Signatory {
        guard let officer = try active(id) else { throw SignInRequired.officer }
        return officer.signatory
    }

    /// Who acted once, in the duty they hold or held: also an officer suspended since.
    func author(_ id: ID<Officer>) throws -> Signatory? {
        try tx.row("SELECT id, name, role FROM officer WHERE id = \(id)").map { try Officer($0).signatory }
    }

    /// What to compare a sign-in with; nil for somebody unknown or suspended.
    func credential(signIn: String) throws -> OfficerCredential? {
        try tx.row(
            """
            SELECT id, name, role, password_hash, totp_secret, totp_step
            FROM officer
            WHERE sign_in = \(signIn) AND suspended_at IS NULL
            """
        ).map(OfficerCredential.init)
    }

    /// Uses up an authenticator step. False when it, or a later one, was used meanwhile.
    func use(step: Int64, of officer: ID<Officer>) throws -> Bool {
        try tx.run("UPDATE officer SET totp_step = \(step) WHERE id = \(officer) AND totp_step < \(step)") == 1
    }

    /// Throws `OfficerRefusal.taken` when somebody signs in by that name already.
    func add(_ officer: NewOfficer, on platform: Platform) throws -> ID<Officer> {
        let id: ID<Officer> = platform.ids.next()
        let secret = try platform.vault.seal(
            officer.secret, table: "officer", column: "totp_secret", row: id.rawValue)
        let added = try tx.run(
            """
            INSERT INTO officer (id, name, sign_in, role, password_hash, totp_secret, totp_step, added_at)
            VALUES (\(id), \(officer.name), \(officer.signIn), \(officer.role), \(officer.passwordHash), \(secret), 0,
                \(platform.realNow()))
            ON CONFLICT (sign_in) DO NOTHING
            """)
        guard added == 1 else { throw OfficerRefusal.taken }
        return id
    }

    /// Whoever has held a role longest; nil where nobody does.
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

    /// Every officer there ever was, by id: for trails and signatures.
    func names() throws -> [ID<Officer>: String] {
        let rows = try tx.rows("SELECT id, name FROM officer")
        return try Dictionary(uniqueKeysWithValues: rows.map { try ($0["id"] as ID<Officer>, $0["name"] as String) })
    }
}

/// What an officer's sign-in is compared with.
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
    /// Lower case: an e-mail address of the office.
    let signIn: String
    let role: Role
    let passwordHash: String
    /// The authenticator's 20 bytes.
    let secret: Data
}

extension Officer {
    fileprivate init(_ row: Row) throws {
        try self.init(id: row["id"], name: row["name"], role: row["role"])
    }
}
