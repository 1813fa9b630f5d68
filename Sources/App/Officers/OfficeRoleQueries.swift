import Foundation
import Programme
import Storage

extension Transaction {
    var officeRoles: OfficeRoleQueries { OfficeRoleQueries(tx: self) }
}

/// The role files that were in force in this installation. The only writer of `office_role_file`.
struct OfficeRoleQueries {
    let tx: Transaction

    /// The text of the file in force; nil before the first start.
    func latest() throws -> String? {
        try tx.row("SELECT text FROM office_role_file ORDER BY used_at DESC LIMIT 1")?["text"]
    }

    /// Notes that this file is in force from now on. False when it is already.
    func putInForce(_ roles: OfficeRoles, at now: Instant) throws -> Bool {
        let row = try tx.row("SELECT digest FROM office_role_file ORDER BY used_at DESC LIMIT 1")
        let inForce: Data? = try row?["digest"]
        guard inForce != roles.digest else { return false }
        return try tx.run(
            """
            INSERT INTO office_role_file (digest, used_at, text)
            VALUES (\(roles.digest), \(now), \(roles.yaml))
            ON CONFLICT DO NOTHING
            """) == 1
    }
}
