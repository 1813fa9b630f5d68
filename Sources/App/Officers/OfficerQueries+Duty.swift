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

    func author(_ id: ID<Officer>) throws -> Signatory? {
        try tx.row("SELECT role FROM officer_role WHERE officer_id = \(id) ORDER BY role DESC LIMIT 1").map {
            Signatory(officer: id, duty: try $0["role"])
        }
    }
}

/// An officer in a comparison with a stored duty: the leading one.
extension Officer: SQLConvertible {
    package var sqlValue: SQLValue { .text(signatory.duty.rawValue) }
    package init?(sqlValue: SQLValue) { return nil }
}
