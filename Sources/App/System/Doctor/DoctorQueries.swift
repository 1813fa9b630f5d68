import Foundation
import Programme
import Storage

extension Transaction {
    var doctor: DoctorQueries { DoctorQueries(tx: self) }
}

/// What `prakerja doctor` counts.
struct DoctorQueries {
    let tx: Transaction

    /// Officers who may sign in, by their own roles.
    func officers() throws -> [Role: Int] {
        let rows = try tx.rows(
            """
            SELECT officer_role.role, COUNT(*) AS officers
            FROM officer_role
            JOIN officer ON officer.id = officer_role.officer_id
            WHERE officer.suspended_at IS NULL AND officer_role.held_for = officer_role.officer_id
            GROUP BY officer_role.role
            """)
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0["role"] as Role, try $0["officers"] as Int) })
    }

    /// Officers who may sign in and whose authenticator's secret this key does not decrypt.
    func unreadableSecrets(_ vault: Vault) throws -> [ID<Officer>] {
        try tx.rows("SELECT id, totp_secret FROM officer WHERE suspended_at IS NULL ORDER BY id").compactMap { row in
            let (id, sealed): (ID<Officer>, Data) = (try row["id"], try row["totp_secret"])
            let opened = try? vault.open(sealed, table: "officer", column: "totp_secret", row: id.rawValue)
            return opened == nil ? id : nil
        }
    }

    /// Partners that may call, by kind.
    func partners() throws -> [Partner.Kind: Int] {
        let rows = try tx.rows(
            """
            SELECT partner.kind, COUNT(*) AS partners
            FROM partner
            JOIN partner_record ON partner_record.id = partner.id AND partner_record.state = 'active'
            GROUP BY partner.kind
            """)
        return Dictionary(
            uniqueKeysWithValues: try rows.map { (try $0["kind"] as Partner.Kind, try $0["partners"] as Int) })
    }
}
