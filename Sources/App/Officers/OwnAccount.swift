import Programme
import Storage

/// What officers do to their own account.
struct OwnAccount: Sendable {
    let dependencies: Dependencies

    /// States the officer's NIK, once. Without effect afterwards, so that an officer cannot step out of the rule for an
    /// hour.
    func state(_ nik: NIK, of officer: ID<Officer>) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let lookup = dependencies.vault.lookup(nik.digits, purpose: "nik")
            guard try tx.officers.stateNIK(lookup, of: officer) else { return }
            try tx.records.bind(.officers, officer, at: dependencies.realNow(), ids: dependencies.ids)
            let event = AuditEvent("officer.nik-stated", subject: "officer:\(officer)")
            try tx.audit.record(event, by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
        }
    }

    /// Keys that act at once, on or off for this session.
    func setKeys(_ areOn: Bool, in session: Session) async throws {
        try await dependencies.database.transaction { try $0.sessions.setKeys(areOn, in: session) }
    }

    /// New codes instead of all earlier ones.
    func makeCodes(of officer: ID<Officer>) async throws -> [String] {
        let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode.make(dependencies.random) }
        try await dependencies.database.transaction { [dependencies] tx in
            let hashes = codes.map { RecoveryCode.hash($0, of: officer, dependencies.vault) }
            try tx.officers.setRecovery(hashes, of: officer)
            let event = AuditEvent("officer.recovery-codes", subject: "officer:\(officer)")
            try tx.audit.record(event, by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
        }
        return codes
    }
}
