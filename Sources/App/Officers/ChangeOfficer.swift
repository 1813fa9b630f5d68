import Foundation
import Programme
import Storage

/// Changes of officers: one administrator proposes, another decides, and neither is the officer it is about. Only what
/// takes rights away takes effect at once: a suspension, and the end of a deputyship.
struct ChangeOfficer: Sendable {
    let dependencies: Dependencies

    var table: OfficeRoles { dependencies.officeRoles }

    /// Throws `OfficerRequestRefusal`, `OfficeRolesRefusal` or `OfficerRefusal`.
    func propose(
        _ draft: OfficerDraft, because reason: OfficeReason, by officer: Officer
    ) async throws -> ID<OfficerRequest> {
        try await dependencies.database.transaction { [dependencies] tx in
            let moment = dependencies.moment()
            do {
                try OfficerRequest.checkProposal(about: draft.officer, by: officer)
                try check(draft, at: moment.real, in: tx)
            } catch let refusal as OfficeRolesRefusal {
                throw try denied(refusal, draft.officer, by: officer, in: tx)
            } catch let refusal as OfficerRequestRefusal where refusal == .aboutYourself {
                throw try denied(refusal, draft.officer, by: officer, in: tx)
            }
            let request = draft.stored(
                dependencies.ids.next(), because: reason, by: officer.id, of: table, at: moment.real)
            guard try tx.officerRequests.propose(request) else { throw OfficerRequestRefusal.anotherWaits }
            try tx.records.bind(.officerRequests, request.id, at: moment.real, ids: dependencies.ids)
            try record("officer.change-proposed", request, reason, by: officer, in: tx)
            return request.id
        }
    }

    /// Throws `OfficerRequestRefusal` for the proposer and for the officer it is about; the attempt stays in the log.
    func decide(
        _ id: ID<OfficerRequest>, agrees: Bool, because reason: OfficeReason, by officer: Officer
    ) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let held = try tx.records.hold(.officerRequests, id)
            guard let request = try tx.officerRequests.find(id), let draft = request.draft else {
                throw OfficerRequestRefusal.notWaiting
            }
            guard try !agrees || tx.records.isAsBound(held, vault: dependencies.vault) && isAsLeft(draft, in: tx) else {
                throw try denied(RecordRefusal.changed, draft.officer, by: officer, in: tx)
            }
            do {
                try request.value.checkDecision(by: officer, approving: agrees)
                if agrees { try check(draft, at: dependencies.realNow(), in: tx) }
            } catch let refusal as any Refusal {
                throw try denied(refusal, draft.officer, by: officer, in: tx)
            }
            let known = Set([draft.officer].compactMap(\.self))
            let strange = try agrees ? known.subtracting(intact(known, in: tx)) : []
            let before = try tx.officers.digestBeforeChange()
            let subject = try agrees ? carryOut(draft, by: officer.id, in: tx) : draft.officer
            let decided = try tx.officerRequests.decide(
                id, as: agrees ? .approved : .refused, about: subject, by: officer.id, at: dependencies.realNow())
            guard decided else { throw OfficerRequestRefusal.notWaiting }
            try tx.records.bind(.officerRequests, id, at: dependencies.realNow(), ids: dependencies.ids)
            let act = StoredOfficerRequest.act(agrees: agrees)
            try record(act, request, reason, about: subject, by: officer, in: tx)
            guard agrees else { return }
            let changed = subject.flatMap { strange.contains($0) ? nil : $0 }
            try recordAll(after: before, changed: changed, by: officer, in: tx)
        }
    }

    /// False where SQL has changed the officer or the absent one, whose link, roles or NIK the change would rest on. Such
    /// an officer can only be suspended; a new account takes their place.
    private func isAsLeft(_ draft: OfficerDraft, in tx: Transaction) throws -> Bool {
        if case .suspend = draft { return true }
        var officers = [draft.officer]
        if case .deputy(_, _, let absent, _) = draft { officers.append(absent) }
        return try officers.compactMap(\.self).allSatisfy { officer in
            try tx.records.isAsBound(tx.records.hold(.officers, officer), vault: dependencies.vault)
        }
    }

    // MARK: What is allowed

    private func check(_ draft: OfficerDraft, at now: Instant, in tx: Transaction) throws {
        switch draft {
        case .invite(let name, let signIn, let roles, _):
            guard !name.isEmpty else { throw OfficerRefusal.noName }
            guard EmailAddress(signIn) != nil else { throw OfficerRefusal.noAddress }
            guard try tx.officers.standing(signIn: signIn) == nil else { throw OfficerRefusal.taken }
            try table.check(roles)
        case .roles(let officer, let roles, _):
            _ = try active(officer, at: now, in: tx)
            let deputed = try tx.officers.rolesToCome(of: officer, at: now).filter { $0.heldFor != officer }
            try table.check(roles)
            try table.check(roles + deputed.map(\.role))
        case .reset(let officer), .suspend(let officer): _ = try active(officer, at: now, in: tx)
        case .reinstate(let officer):
            guard let entry = try tx.officers.rosterEntry(officer, at: now), entry.suspendedAt != nil else {
                throw OfficerRequestRefusal.notSuspended
            }
            // An impostor's proposals must not come back with the account.
            let open = try tx.officers.openProposals(of: officer).reduce(0) { $0 + $1.count }
            guard open == 0 else { throw OfficerRequestRefusal.openProposals(open) }
        case .identity(let officer):
            guard try tx.officers.nik(of: officer) != nil else { throw OfficerRequestRefusal.noNIK }
            guard try !active(officer, at: now, in: tx).isConfirmed else { throw OfficerRequestRefusal.confirmed }
        case .deputy(let officer, let roles, let absent, let days):
            try checkDeputy(officer, roles, of: absent, days, at: now, in: tx)
        }
    }

    private func checkDeputy(
        _ officer: ID<Officer>, _ roles: [Role], of absent: ID<Officer>, _ days: (from: Instant, until: Instant),
        at now: Instant, in tx: Transaction
    ) throws {
        guard officer != absent, try !tx.officers.twins(of: officer).contains(absent) else {
            throw OfficerRequestRefusal.sameOfficer
        }
        // First: days that a jump of the demo's clock left out are one moment of the real clock.
        guard days.until > now else { throw OfficerRequestRefusal.daysOver }
        guard days.from < days.until else { throw OfficerRequestRefusal.wrongDays }
        guard days.until - days.from <= OfficerDraft.longestAbsence else { throw OfficerRequestRefusal.tooManyDays }
        _ = try active(officer, at: now, in: tx)
        guard let away = try tx.officers.rosterEntry(absent, at: now) else { throw OfficerRequestRefusal.sameOfficer }
        if let other = roles.first(where: { !away.ownRoles.contains($0) }) {
            throw OfficerRequestRefusal.notHeld(other)
        }
        try table.check(roles)
        try table.check(roles + (try tx.officers.rolesToCome(of: officer, at: now).map(\.role)))
    }

    private func active(_ officer: ID<Officer>, at now: Instant, in tx: Transaction) throws -> Officer {
        guard let active = try tx.officers.active(officer, at: now, of: table) else {
            throw OfficerRequestRefusal.suspended
        }
        return active
    }

    // MARK: What is done

    /// Returns the officer it was about.
    private func carryOut(
        _ draft: OfficerDraft, by second: ID<Officer>, in tx: Transaction
    ) throws -> ID<Officer> {
        let now = dependencies.realNow()
        switch draft {
        case .invite(let name, let signIn, let roles, let post):
            let officer = NewOfficer(
                name: name, signIn: signIn, roles: roles, passwordHash: OfficerSetUp.noPassword,
                secret: dependencies.random.bytes(20))
            let id = try tx.officers.add(officer, at: now, ids: dependencies.ids, vault: dependencies.vault)
            try tx.officers.setPost(post, of: id)
            try sendLink(to: id, name, signIn, in: tx)
            return id
        case .roles(let officer, let roles, let post):
            try tx.officers.setRoles(roles, of: officer, at: now)
            try endDeputies(of: officer, keeping: roles, at: now, in: tx)
            try tx.officers.setPost(post, of: officer)
            return officer
        case .reset(let officer):
            guard let entry = try tx.officers.rosterEntry(officer, at: now) else {
                throw OfficerRequestRefusal.suspended
            }
            try tx.officers.resetCredentials(of: officer)
            try tx.sessions.endAll(of: officer, at: now, ids: dependencies.ids, vault: dependencies.vault)
            try sendLink(to: officer, entry.name, entry.signIn, in: tx)
            return officer
        case .suspend(let officer):
            try close(officer, in: tx)
            return officer
        case .reinstate(let officer):
            guard try tx.officers.reinstate(officer) else { throw OfficerRequestRefusal.notSuspended }
            try OwnAccount(dependencies: dependencies).askAgain(about: officer, in: tx)
            return officer
        case .identity(let officer):
            try tx.officerIdentities.confirm(officer, by: second, at: now, ids: dependencies.ids)
            return officer
        case .deputy(let officer, let roles, let absent, let days):
            try tx.officers.deputise(officer, for: absent, in: roles, from: days.from, until: days.until)
            return officer
        }
    }

    /// The link goes to the officer's own address, so that no administrator sees it.
    private func sendLink(to officer: ID<Officer>, _ name: String, _ signIn: String, in tx: Transaction) throws {
        guard let address = EmailAddress(signIn) else { throw OfficerRefusal.noAddress }
        let token = dependencies.random.token(24)
        try tx.officers.invite(
            officer, token: OfficerSetUp.lookup(token, dependencies.vault), secret: dependencies.random.bytes(20),
            until: dependencies.realNow() + OfficerSetUp.lifetime, vault: dependencies.vault)
        try tx.records.bind(.credentials, officer, at: dependencies.realNow(), ids: dependencies.ids)
        try tx.inbox.invite(OfficerLinkNotice(name: name, token: token), .email(address), on: dependencies)
    }

    // MARK: What is recorded

    func record(
        _ act: String, _ request: StoredOfficerRequest, _ reason: OfficeReason, about subject: ID<Officer>? = nil,
        by officer: Officer, in tx: Transaction
    ) throws {
        var detail = ["kind": request.value.kind.rawValue, "request": "\(request.id)", "reason": reason.text]
        if !request.roles.isEmpty { detail["roles"] = request.roles.written }
        if let post = request.post { detail["region"] = post.written }
        if let absent = request.heldFor { detail["absent"] = "\(absent)" }
        if let days = request.days {
            // The log's page shows details by the programme's clock.
            let timeline = dependencies.clock.timeline
            detail["from"] = timeline.programme(days.from).description
            detail["until"] = timeline.programme(days.until).description
        }
        let about = StoredOfficerRequest.subject(subject ?? request.value.officer)
        try tx.audit.record(
            AuditEvent(act, subject: about, detail: detail), by: .officer(officer.id), at: dependencies.moment(),
            ids: dependencies.ids)
    }

    func recordAll(
        after before: String, changed: ID<Officer>?, by officer: Officer, in tx: Transaction
    ) throws {
        try tx.officers.recordAll(
            after: before, changed: changed, by: .officer(officer.id), at: dependencies.moment(), ids: dependencies.ids)
    }

    private func denied(
        _ refusal: any Refusal, _ subject: ID<Officer>?, by officer: Officer, in tx: Transaction
    ) throws -> CommittedRefusal {
        try dependencies.denied(
            refusal, "officer.change-denied", about: subject.map { "officer:\($0)" } ?? "officers",
            by: .officer(officer.id), in: tx)
    }
}
