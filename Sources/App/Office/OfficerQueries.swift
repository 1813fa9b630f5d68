import Programme
import Storage

extension Transaction {
    var officers: OfficerQueries { OfficerQueries(tx: self) }
}

/// People of the office and how they sign in. The only writer of `officer`.
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
        ).map { Officer(id: $0["id"], name: $0["name"], role: $0["role"]) }
    }
}
