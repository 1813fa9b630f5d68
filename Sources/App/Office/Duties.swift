import Programme
import Storage

/// Something that waits for an officer: how many, and where it is done.
struct Duty: Sendable {
    let label: Bilingual
    let count: Int
    let path: String
}

/// Where duties come from: one line per slice.
struct DutySource: Sendable {
    /// Whose desk it lies on.
    let permission: Permission
    let read: @Sendable (Transaction, Officer) throws -> [Duty]

    static let all: [DutySource] = [.deadJobs]

    static let deadJobs = DutySource(permission: .mendJobs) { tx, _ in
        let label = Bilingual(id: "Pekerjaan yang berhenti", en: "Jobs that stopped")
        return [Duty(label: label, count: try tx.jobs.dead(limit: 100).count, path: Paths.officeJobs)]
    }
}

extension OfficerQueries {
    /// What waits for this officer, nothing left out that is empty.
    func duties(of officer: Officer) throws -> [Duty] {
        let permitted = officer.role.permissions
        return try DutySource.all.filter { permitted.contains($0.permission) }.flatMap { try $0.read(tx, officer) }
    }
}
