import Programme
import Storage

extension Transaction {
    var doctor: DoctorQueries { DoctorQueries(tx: self) }
}

/// What `prakerja doctor` counts.
struct DoctorQueries {
    let tx: Transaction

    /// Officers who may sign in, by role.
    func officers() throws -> [Role: Int] {
        let rows = try tx.rows(
            "SELECT role, COUNT(*) AS officers FROM officer WHERE suspended_at IS NULL GROUP BY role")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0["role"] as Role, try $0["officers"] as Int) })
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
