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

    /// Whether the text is the file that the newest event of the audit log about roles names, with the code of this
    /// installation. An event from before events had codes counts where no coded one is older than it.
    func isConfirmed(_ text: String, _ mark: RowMark) throws -> Bool {
        guard let roles = try? OfficeRoles(yaml: text),
            let event = try tx.audit.latest(OfficeRoleFile.inForce, subject: OfficeRoleFile.subject)
        else { return false }
        let detail = try tx.audit.details(of: OfficeRoleFile.inForce, subject: OfficeRoleFile.subject).last?.detail
        guard detail?["digest"] == roles.digest.hex, let leaf = try tx.proofs.leaf(.audit, event.rawValue) else {
            return false
        }
        return switch RowCode(of: leaf, mark) {
        case .fits: true
        case .differs: false
        case .missing:
            try tx.row("SELECT id FROM audit_event WHERE id < \(event) AND code IS NOT NULL LIMIT 1") == nil
        }
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
