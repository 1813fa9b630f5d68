import Programme
import Storage

/// What one administrator does at once, because it takes rights away.
extension ChangeOfficer {
    /// All sessions end, and no link opens the account. For one of the last who may decide it is proposed to a second
    /// person instead.
    ///
    /// - Returns: the proposal; nil when the officer is suspended.
    func suspend(
        _ subject: ID<Officer>, because reason: OfficeReason, by officer: Officer
    ) async throws -> ID<OfficerRequest>? {
        let id: ID<OfficerRequest> = dependencies.ids.next()
        return try await dependencies.database.transaction { [dependencies] tx in
            guard !officer.isSame(as: subject) else { throw OfficerRequestRefusal.aboutYourself }
            let now = dependencies.realNow()
            if try lacking(without: subject, at: now, in: tx) != nil {
                let request = OfficerDraft.suspend(subject).stored(
                    id, because: reason, by: officer.id, of: table, at: now)
                guard try tx.officerRequests.propose(request) else { throw OfficerRequestRefusal.anotherWaits }
                try tx.records.bind(.officerRequests, request.id, at: now, ids: dependencies.ids)
                try record("officer.change-proposed", request, reason, by: officer, in: tx)
                return id
            }
            let intact = try intact([subject], in: tx)
            let before = try tx.officers.digestBeforeChange()
            try close(subject, in: tx)
            let event = AuditEvent("officer.suspended", subject: "officer:\(subject)", detail: ["reason": reason.text])
            try tx.audit.record(event, by: .officer(officer.id), at: dependencies.moment(), ids: dependencies.ids)
            try recordAll(after: before, changed: intact.first, by: officer, in: tx)
            return nil
        }
    }

    /// Ends all that the officer holds in place of absent ones.
    func endDeputyships(of subject: ID<Officer>, because reason: OfficeReason, by officer: Officer) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            guard !officer.isSame(as: subject) else { throw OfficerRequestRefusal.aboutYourself }
            let intact = try intact([subject], in: tx)
            let before = try tx.officers.digestBeforeChange()
            guard try tx.officers.endDeputyships(of: subject, at: dependencies.realNow()) else {
                throw OfficerRequestRefusal.noDeputyship
            }
            let event = AuditEvent(
                "officer.deputy-ended", subject: "officer:\(subject)", detail: ["reason": reason.text])
            try tx.audit.record(event, by: .officer(officer.id), at: dependencies.moment(), ids: dependencies.ids)
            try recordAll(after: before, changed: intact.first, by: officer, in: tx)
        }
    }

    /// Those of the officers who are as their last act left them, held before an act that changes them at once. The
    /// others are not bound by it: no session of theirs is let in, and what SQL gave them does not pass.
    func intact(_ officers: Set<ID<Officer>>, in tx: Transaction) throws -> Set<ID<Officer>> {
        for officer in officers.sorted() { _ = try tx.records.hold(.officers, officer) }
        return officers.subtracting(try dependencies.noteIfChanged(.officers, officers.sorted(), in: tx))
    }

    /// Suspends the officer with all that follows: sessions, deputyships on both sides, and a message to the other
    /// administrators where it is one of them.
    func close(_ subject: ID<Officer>, in tx: Transaction) throws {
        let now = dependencies.realNow()
        let roster = try tx.officers.roster(at: now)
        guard try tx.officers.suspend(subject, at: now) else { throw OfficerRequestRefusal.suspended }
        try tx.sessions.endAll(
            of: subject, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault)
        _ = try tx.officers.endDeputyships(of: subject, at: now)
        try endDeputies(of: subject, at: now, in: tx)
        guard let suspended = roster.first(where: { $0.id == subject }),
            permissions(of: suspended, at: now).contains(.manageOfficers)
        else { return }
        let notice = AdministratorSuspendedNotice(name: suspended.name, officer: subject)
        for other in roster where other.id != subject && other.suspendedAt == nil {
            guard permissions(of: other, at: now).contains(.manageOfficers),
                let address = EmailAddress(other.signIn)
            else { continue }
            try tx.inbox.invite(notice, .email(address), on: dependencies)
        }
    }

    /// Ends what other officers hold in place of this one, and binds the records of these.
    func endDeputies(
        of absent: ID<Officer>, keeping kept: [Role] = [], at now: Instant, in tx: Transaction
    ) throws {
        let intact = try intact(try tx.officers.deputies(of: absent, at: now), in: tx)
        for officer in try tx.officers.endDeputies(of: absent, keeping: kept, at: now).intersection(intact).sorted() {
            try tx.records.bind(.officers, officer, at: dependencies.realNow(), ids: dependencies.ids)
        }
    }

    private func lacking(without subject: ID<Officer>, at now: Instant, in tx: Transaction) throws -> Permission? {
        let onlyConfirmed = try tx.officers.hasConfirmedAdministrators(at: now, of: table)
        let active = try tx.officers.roster(at: now).filter {
            $0.suspendedAt == nil && $0.isSetUp && (!onlyConfirmed || $0.identity == .confirmed || $0.id == subject)
        }
        guard let officer = active.first(where: { $0.id == subject }) else { return nil }
        // Further accounts of one human are not further people.
        var counted = try tx.officers.twins(of: subject).union([subject])
        var others: [Set<Permission>] = []
        for other in active where !counted.contains(other.id) {
            let accounts = try tx.officers.twins(of: other.id).union([other.id])
            counted.formUnion(accounts)
            others.append(
                active.filter { accounts.contains($0.id) }.reduce(into: []) {
                    $0.formUnion(permissions(of: $1, at: now))
                })
        }
        return LastConfirmers.lacking(without: permissions(of: officer, at: now), others: others)
    }

    private func permissions(of officer: RosterEntry, at now: Instant) -> Set<Permission> {
        officer.roles.filter { $0.from <= now }.reduce(into: []) { $0.formUnion(table.permissions(of: $1.role)) }
    }
}
