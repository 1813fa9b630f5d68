import Programme
import Storage

/// A kind of work that waits for an officer: how many items, and the path where it is done.
struct Duty: Sendable {
    let label: Bilingual
    let count: Int
    let path: String
}

/// A source of duties; each slice adds its own.
struct DutySource: Sendable {
    /// Officers with this permission see it.
    let permission: Permission
    let read: @Sendable (Transaction, Officer, Dependencies) throws -> [Duty]

    static let all: [DutySource] = [
        .photos, .disputes, .lostContacts, .lists, .waves, .decrees, .postponements, .disqualifications,
        .requestedPayouts, .payoutApprovals, .lostPayments, .draftersFindings, .approversFindings, .draftersNames,
        .approversNames, .deadJobs, .triedNames, .unknownNumbers,
    ]

    /// An attacker may be locking a colleague out; the other officers see it when the colleague cannot sign in.
    static let triedNames = DutySource(permission: .readAudit) { tx, officer, dependencies in
        let tried = try tx.officers.alarming(except: officer.id, at: dependencies.realNow())
        let label = Bilingual(
            id: "Petugas yang namanya dicoba orang lain untuk masuk",
            en: "Officers whose names others try to sign in by")
        let path = tried.first.map { Paths.officeAudit(subject: "officer:\($0.officer)") } ?? Paths.officeAudit
        return [Duty(label: label, count: tried.count, path: path)]
    }

    static let deadJobs = DutySource(permission: .mendJobs) { tx, _, _ in
        let label = Bilingual(id: "Pekerjaan yang berhenti", en: "Jobs that stopped")
        return [Duty(label: label, count: try tx.jobs.dead(limit: 100).count, path: Paths.officeJobs)]
    }
}

extension OfficerQueries {
    /// All duties of this officer, also those with no items.
    func duties(of officer: Officer, on dependencies: Dependencies) throws -> [Duty] {
        let permitted = officer.role.permissions
        return try DutySource.all.filter { permitted.contains($0.permission) }
            .flatMap { try $0.read(tx, officer, dependencies) }
    }
}

extension Officer {
    /// Throws `OfficeRefusal.notPermitted` unless the officer's role has the permission.
    func require(_ permission: Permission) throws {
        guard role.permissions.contains(permission) else { throw OfficeRefusal.notPermitted(permission) }
    }
}
