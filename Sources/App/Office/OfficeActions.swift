import Programme
import Storage

/// What officers do at the desk: they read refused attempts, and run jobs that stopped again.
struct OfficeActions: Sendable {
    let dependencies: Dependencies

    /// The officer confirms having read how many attempts under their name were refused.
    func acknowledgeFailures(by officer: ID<Officer>) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            guard let failures = try tx.officers.failures(of: officer) else { return }
            try tx.officers.forgetFailures(of: officer)
            let event = AuditEvent(
                "officer.refusals-seen", subject: "officer:\(officer)", detail: ["tries": "\(failures.tries)"])
            try tx.audit.record(event, by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
        }
    }

    /// Starts a job again that had failed too often. Without effect on any other.
    func runAgain(_ id: ID<StoredJob>, by officer: ID<Officer>) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            guard try tx.jobs.revive(id, on: dependencies) else { return }
            try tx.audit.record(
                AuditEvent("job.run-again", subject: "job:\(id)"), by: .officer(officer), at: dependencies.moment(),
                ids: dependencies.ids)
        }
    }
}
