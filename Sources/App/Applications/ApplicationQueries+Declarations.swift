import Programme
import Storage

extension ApplicationQueries {
    /// What the person agreed to, newest first. Instants of the real clock.
    func declarations(of person: ID<Account>, limit: Int) throws -> [KeptDeclaration] {
        try tx.rows(
            """
            SELECT edition, name, declared_at
            FROM declaration
            WHERE person_id = \(person)
            ORDER BY declared_at DESC, edition, name
            LIMIT \(limit)
            """
        ).map { try KeptDeclaration(edition: $0["edition"], name: $0["name"], declaredAt: $0["declared_at"]) }
    }
}

/// A declaration that a person agreed to.
struct KeptDeclaration: Sendable {
    /// The id of the edition that asked for it.
    let edition: String
    let name: String
    let declaredAt: Instant
}
