import Foundation
import Programme
import Storage

/// What officers do to their own account.
struct OwnAccount: Sendable {
    let dependencies: Dependencies

    /// States the officer's NIK, about which the registry is asked. Until it is confirmed, the officer works neither on
    /// persons nor on money nor on draws, and may correct it; afterwards this has no effect, so that an officer cannot
    /// step out of the rule for an hour.
    func state(_ nik: NIK, of officer: ID<Officer>) async throws {
        try await dependencies.database.transaction { tx in try state(nik, of: officer, in: tx) }
    }

    /// Throws `OfficerRefusal.nikTaken`, committed, with a record for the administrators, when it is another officer's;
    /// `.noMoreNIKs` after the last check; and `.underReview` while administrators decide about the present one.
    func state(_ nik: NIK, of officer: ID<Officer>, in tx: Transaction) throws {
        // Before it is bound again: SQL can change it after the session was compared, or before the set-up.
        guard try tx.records.isAsBound(tx.records.hold(.officers, officer), vault: dependencies.vault) else {
            dependencies.reportChanged(.officers, officer)
            throw RecordRefusal.officerChanged
        }
        let (identity, present) = (try tx.officerIdentities.find(officer), try tx.officers.nik(of: officer))
        let lookup = dependencies.vault.lookup(nik.digits, purpose: "nik")
        if present != nil, identity?.state == .confirmed { return }
        if present == lookup, identity?.state == .asked { return try askAgain(about: officer, in: tx) }
        guard identity.map({ $0.checks < OfficerIdentityQueries.mostChecks }) ?? true else {
            throw OfficerRefusal.noMoreNIKs
        }
        guard try !tx.officerRequests.waits(.identity, about: officer) else { throw OfficerRefusal.underReview }
        try free(lookup, for: officer, in: tx)
        switch try tx.officers.restateNIK(lookup, of: officer) {
        case .statedBefore: return
        case .stated:
            let now = dependencies.realNow()
            try tx.records.bind(.officers, officer, at: now, ids: dependencies.ids)
            let check = try tx.officerIdentities.ask(
                nik, of: officer, at: now, ids: dependencies.ids, vault: dependencies.vault)
            try tx.jobs.enqueue(CheckOfficer(officer: officer, check: check), on: dependencies)
            try record("officer.nik-stated", about: "officer:\(officer)", [:], by: officer, in: tx)
        case .taken:
            try record(Self.taken, about: Self.officers, ["officer": "\(officer)"], by: officer, in: tx)
            throw CommittedRefusal(OfficerRefusal.nikTaken)
        }
    }

    /// Keys that act at once, on or off for this session.
    func setKeys(_ areOn: Bool, in session: Session) async throws {
        try await dependencies.database.transaction { try $0.sessions.setKeys(areOn, in: session) }
    }

    /// False for a session that is over or another officer's.
    func end(_ session: Data, of officer: ID<Officer>) async throws -> Bool {
        try await dependencies.database.transaction { tx in
            let hasEnded = try tx.sessions.end(
                session, of: officer, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault)
            guard hasEnded else { return false }
            try record("officer.session-ended", about: "officer:\(officer)", [:], by: officer, in: tx)
            return true
        }
    }

    func endOthers(of officer: ID<Officer>, but present: Session) async throws {
        try await dependencies.database.transaction { tx in
            let ended = try tx.sessions.endOthers(
                of: officer, but: present, at: dependencies.realNow(), ids: dependencies.ids,
                vault: dependencies.vault)
            try record(
                "officer.sessions-ended", about: "officer:\(officer)", ["items": "\(ended)"], by: officer, in: tx)
        }
    }

    func record(
        _ act: String, about subject: String, _ detail: [String: String], by officer: ID<Officer>, in tx: Transaction
    ) throws {
        try tx.audit.record(
            AuditEvent(act, subject: subject, detail: detail), by: .officer(officer), at: dependencies.moment(),
            ids: dependencies.ids)
    }

    fileprivate static let taken = "officer.nik-taken"
    fileprivate static let officers = "officers"

    /// Officers who stated another officer's NIK since `instant`.
    static func takenNIKs(since instant: Instant, in tx: Transaction) throws -> Int {
        try tx.audit.latest(subject: officers, before: nil, limit: mostRecords)
            .count { $0.action == taken && $0.at >= instant }
    }

    /// Records about officers in general that are looked through.
    private static let mostRecords = 200

    /// New codes instead of all earlier ones.
    func makeCodes(of holder: Officer) async throws -> [String] {
        let officer = holder.id
        let codes = RecoveryCode.makeSet(dependencies.random)
        try await dependencies.database.transaction { [dependencies] tx in
            let hashes = codes.map { RecoveryCode.hash($0, of: officer, dependencies.vault) }
            try tx.officers.setRecovery(hashes, of: officer)
            try record(
                OwnCredentialNotice.What.recoveryCodes.action, about: "officer:\(officer)", [:], by: officer, in: tx)
            try OwnCredentialNotice(what: .recoveryCodes, name: holder.name).send(
                to: officer, in: tx, on: dependencies)
        }
        return codes
    }
}
