import Programme
import Storage

/// The officer's own step of a set-up: password and authenticator.
struct SetUpOfficer: Sendable {
    let dependencies: Dependencies

    /// Stores a new officer's password and the time step of the authenticator's code that proved it. Of two concurrent
    /// submissions the second finds the link used and is refused with `OfficerSetUpRefusal.unknown`.
    func finish(
        _ token: String, of officer: ID<Officer>, nik: NIK?, passwordHash: String, step: Int64
    ) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let key = OfficerSetUp.lookup(token, dependencies.vault)
            guard try tx.officers.setUp(key, now: dependencies.realNow(), vault: dependencies.vault) != nil else {
                throw OfficerSetUpRefusal.unknown
            }
            if let nik { try OwnAccount(dependencies: dependencies).state(nik, of: officer, in: tx) }
            try tx.officers.finishSetUp(of: officer, passwordHash: passwordHash, step: step)
            try tx.records.bind(.credentials, officer, at: dependencies.realNow(), ids: dependencies.ids)
            try tx.audit.record(
                AuditEvent("officer.set-up", subject: "officer:\(officer)"), by: .officer(officer),
                at: dependencies.moment(), ids: dependencies.ids)
        }
    }
}
