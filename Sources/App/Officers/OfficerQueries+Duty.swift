import Programme
import Storage

extension OfficerQueries {
    /// The officer with a duty, for an act that is not bound to one permission.
    func signatory(_ id: ID<Officer>) throws -> Signatory {
        guard let signatory = try author(id) else { throw SignInRequired.officer }
        return signatory
    }

    /// Throws `FourEyesRefusal.authorSuspended` while the officer who proposed something is suspended: an impostor's
    /// proposals must not outlive the suspension.
    func requireActive(author: ID<Officer>?) throws {
        guard let author else { return }
        let row = try tx.row("SELECT id FROM officer WHERE id = \(author) AND suspended_at IS NULL")
        guard row != nil else { throw FourEyesRefusal.authorSuspended }
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

    func author(_ id: ID<Officer>) throws -> Signatory? {
        try tx.row("SELECT role FROM officer_role WHERE officer_id = \(id) ORDER BY role DESC LIMIT 1").map {
            Signatory(officer: id, duty: try $0["role"])
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

/// An officer in a comparison with a stored duty: the leading one.
extension Officer: SQLConvertible {
    package var sqlValue: SQLValue { .text(signatory.duty.rawValue) }
    package init?(sqlValue: SQLValue) { return nil }
}
