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

    /// Starts jobs of one kind again. Those that another officer has decided on meanwhile are left alone.
    ///
    /// - Returns: how many were started.
    func runAgain(_ jobs: [ID<StoredJob>], named name: String, by officer: ID<Officer>) async throws -> Int {
        try await dependencies.database.transaction { [dependencies] tx in
            let started = try jobs.count { try tx.jobs.revive($0, on: dependencies) }
            guard started > 0 else { return 0 }
            try tx.audit.record(
                AuditEvent("jobs.run-again", subject: "jobs:\(name)", detail: ["jobs": "\(started)"]),
                by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
            return started
        }
    }

    /// Ends jobs of one kind that need not run any more. What depended on them was told when they died.
    /// Throws `OfficeRefusal.onlyRunAgain` for a kind that would leave money or a right hanging.
    ///
    /// - Returns: how many were ended.
    func giveUp(
        _ jobs: [ID<StoredJob>], named name: String, because reason: OfficeReason, by officer: ID<Officer>
    ) async throws -> Int {
        guard JobKind.mayBeGivenUp(name) else { throw OfficeRefusal.onlyRunAgain }
        return try await dependencies.database.transaction { [dependencies] tx in
            let now = dependencies.realNow()
            let ended = try jobs.filter { try tx.jobs.giveUp($0, at: now) }
            guard let first = ended.first, let last = ended.last else { return 0 }
            try tx.audit.record(
                AuditEvent(
                    "jobs.given-up", subject: "jobs:\(name)",
                    detail: ["jobs": "\(ended.count)", "first": "\(first)", "last": "\(last)", "reason": reason.text]),
                by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
            return ended.count
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
