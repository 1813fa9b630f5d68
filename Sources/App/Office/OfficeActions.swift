import Programme
import Storage

/// What officers do for their own account and for jobs that stopped.
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

    /// Stores a new officer's password and the time step of the authenticator's code that proved it. Of two concurrent
    /// submissions the second finds the link used and is refused with `OfficerSetUpRefusal.unknown`.
    func finishSetUp(_ token: String, of officer: ID<Officer>, passwordHash: String, step: Int64) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let key = OfficerSetUp.lookup(token, dependencies.vault)
            guard try tx.officers.setUp(key, now: dependencies.realNow(), vault: dependencies.vault) != nil else {
                throw OfficerSetUpRefusal.unknown
            }
            try tx.officers.finishSetUp(of: officer, passwordHash: passwordHash, step: step)
            try tx.audit.record(
                AuditEvent("officer.set-up", subject: "officer:\(officer)"), by: .officer(officer),
                at: dependencies.moment(), ids: dependencies.ids)
        }
    }
}
