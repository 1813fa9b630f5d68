import Programme
import Storage

/// Officers of earlier acts, as they are now. Every stored proposal names its author through these, so that the rules
/// know whether it has stopped: `OfficerRule` finds a place that does not.
extension OfficerQueries {
    /// With the duty that was stored with the act.
    func author(_ id: ID<Officer>, as duty: Role) throws -> Signatory {
        Signatory(officer: id, duty: duty, isSuspended: try isSuspended(id))
    }

    /// Nil where no officer acted yet.
    func author(_ id: ID<Officer>?, as duty: Role?) throws -> Signatory? {
        guard let id, let duty else { return nil }
        return try author(id, as: duty) as Signatory
    }

    /// With the duty that was stored with the act; of an act from before one was stored, with the one that they have now.
    func author(
        _ id: ID<Officer>, as duty: Role?, or permissions: Permission..., at now: Instant, of table: OfficeRoles
    ) throws -> Signatory? {
        guard let duty else { return try author(id, for: permissions, at: now, of: table) }
        let known: Signatory = try author(id, as: duty)
        return known
    }

    /// The duty with which an act is stored: the one that the officer has now. Nil for the command line.
    func duty(
        of id: ID<Officer>?, for permissions: Permission..., at now: Instant, of table: OfficeRoles
    ) throws -> Role? {
        try id.flatMap { try author($0, for: permissions, at: now, of: table)?.duty }
    }

    private func author(
        _ id: ID<Officer>, for permissions: [Permission], at now: Instant, of table: OfficeRoles
    ) throws -> Signatory? {
        guard let row = try tx.row("SELECT name FROM officer WHERE id = \(id)") else { return nil }
        let officer = Officer(id: id, name: try row["name"], roles: try roles(of: id, at: now), of: table)
        return try author(id, as: officer.signatory(for: permissions).duty) as Signatory
    }

    /// In a statement: whether the officer in `column` is another human than this one, by account and by NIK.
    /// The inner statement does not depend on the row, so that both engines run it once.
    func isAnother(_ column: SQL, than officer: ID<Officer>) -> SQL {
        """
        (\(column) <> \(officer) AND \(column) NOT IN (
                SELECT twin.id
                FROM officer AS own
                JOIN officer AS twin ON twin.nik_lookup = own.nik_lookup
                WHERE own.id = \(officer)
            ))
        """
    }

    /// Also true for an account that does not exist.
    func isSuspended(_ id: ID<Officer>) throws -> Bool {
        try tx.row("SELECT id FROM officer WHERE id = \(id) AND suspended_at IS NULL") == nil
    }

    /// The roles that these officers hold, with the time from which and until which they do. A role that was taken away
    /// is not among them.
    func terms(of officers: [ID<Officer>]) throws -> [ID<Officer>: [RoleTerm]] {
        guard !officers.isEmpty else { return [:] }
        let rows = try tx.rows(
            """
            SELECT officer_id, role, from_at, until_at
            FROM officer_role
            WHERE officer_id IN (\(list: officers))
            """)
        return try Dictionary(grouping: rows) { row -> ID<Officer> in try row["officer_id"] }.mapValues { rows in
            try rows.map { try RoleTerm(role: $0["role"], from: $0["from_at"], until: $0["until_at"]) }
        }
    }
}

/// A role, and how long an officer holds it; on the real clock.
struct RoleTerm: Sendable {
    let role: Role
    let from: Instant
    /// Nil for a role without an end.
    let until: Instant?

    func holds(at moment: Instant) -> Bool { from <= moment && (until.map { moment < $0 } ?? true) }
}
