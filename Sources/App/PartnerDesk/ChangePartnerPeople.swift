import Programme
import Storage

/// Changes of a partner's people: one proposes, another decides. Officers propose the first person, and decide for a
/// partner only where none of its administrators could. A suspension by the office takes effect at once.
struct ChangePartnerPeople: Sendable {
    let dependencies: Dependencies

    // MARK: - Proposals

    /// Throws `PartnerPersonRefusal`.
    func propose(
        _ change: PartnerPersonChange, of partner: ID<Partner>, because reason: OfficeReason, by officer: ID<Officer>
    ) async throws -> ID<PartnerPersonRequest> {
        let id: ID<PartnerPersonRequest> = dependencies.ids.next()
        try await dependencies.database.transaction { [dependencies] tx in
            let duty = try PartnerProposals.duty(of: officer, in: tx, on: dependencies)
            try store(id, change, of: partner, reason, by: .officer(officer), as: duty, in: tx)
        }
        return id
    }

    func propose(
        _ change: PartnerPersonChange, because reason: OfficeReason, by person: PartnerPerson
    ) async throws {
        try person.requireAdministrator()
        if change.subject == person.id { throw PartnerPersonRefusal.aboutYourself }
        let id: ID<PartnerPersonRequest> = dependencies.ids.next()
        try await dependencies.database.transaction { tx in
            try store(id, change, of: person.partner.id, reason, by: .person(person.id), as: nil, in: tx)
        }
    }

    private func store(
        _ id: ID<PartnerPersonRequest>, _ change: PartnerPersonChange, of partner: ID<Partner>,
        _ reason: OfficeReason, by author: PartnerAuthor, as duty: Role?, in tx: Transaction
    ) throws {
        guard try tx.partners.find(partner) != nil, let record = try tx.partners.record(partner) else {
            throw PartnerPersonRefusal.noDesk
        }
        guard record.state != .ended else { throw PartnerPersonRefusal.hasEnded }
        try check(change, of: partner, in: tx)
        let now = dependencies.realNow()
        let request = PartnerPersonRequest(
            id: id, partner: partner, change: change, reason: reason.text, author: author, duty: duty,
            proposedAt: now, state: .proposed, decidedBy: nil, decidedAt: nil, decidedBecause: nil)
        guard try tx.partnerPeople.propose(request) else { throw PartnerPersonRefusal.anotherWaits }
        try tx.records.bind(.partnerPersonRequests, id, at: now, ids: dependencies.ids)
        try note("partner-person.change-proposed", request, ["reason": reason.text], by: author, in: tx)
    }

    /// Throws unless the change can be made to the partner's people as they are.
    private func check(_ change: PartnerPersonChange, of partner: ID<Partner>, in tx: Transaction) throws {
        if case .invite(_, let address, _) = change {
            guard try !tx.partnerPeople.isTaken(address) else { throw PartnerPersonRefusal.taken }
        }
        guard let subject = change.subject else { return }
        guard let entry = try tx.partnerPeople.entry(subject, of: partner) else {
            throw PartnerPersonRefusal.notWaiting
        }
        switch change {
        case .role(_, let role): if entry.role == role { throw PartnerPersonRefusal.sameRole }
        case .suspend, .reset: if entry.suspendedAt != nil { throw PartnerPersonRefusal.suspended }
        case .reinstate: if entry.suspendedAt == nil { throw PartnerPersonRefusal.notSuspended }
        case .invite: break
        }
    }

    // MARK: - Decisions

    /// Carries the change out, or refuses it. A denial by the rule of two humans is recorded.
    func decide(
        _ id: ID<PartnerPersonRequest>, approving: Bool, because reason: OfficeReason, by officer: ID<Officer>
    ) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let second = try tx.officers.signatory(
                officer, for: .managePartners, at: dependencies.realNow(), of: dependencies.officeRoles)
            try decide(id, of: nil, approving, reason, by: .officer(officer), in: tx) { request in
                try Self.check(request, by: second, approving: approving, in: tx, on: dependencies)
            }
        }
    }

    func decide(
        _ id: ID<PartnerPersonRequest>, approving: Bool, because reason: OfficeReason, by person: PartnerPerson
    ) async throws {
        try await dependencies.database.transaction { tx in
            // The role may have been taken away since the page was opened.
            guard let second = try tx.partnerPeople.active(person.id) else { throw SignInRequired.partner }
            try decide(id, of: person.partner.id, approving, reason, by: .person(person.id), in: tx) { request in
                try PartnerPersonRule.decide(request.author, about: request.change.subject, by: second)
                if approving { try Self.checkStanding(request.author, in: tx) }
            }
        }
    }

    /// Whether an officer may decide. Throws `FourEyesRefusal` or `PartnerPersonRefusal`.
    static func check(
        _ request: PartnerPersonRequest, by second: Signatory, approving: Bool, in tx: Transaction,
        on dependencies: Dependencies
    ) throws {
        switch request.author {
        case .officer(let first):
            let author = try tx.officers.author(
                first, as: request.duty, or: .managePartners, at: dependencies.realNow(),
                of: dependencies.officeRoles)
            guard let author else { throw PartnerPersonRefusal.notWaiting }
            try FourEyes.confirm(author, by: second, approving: approving)
        case .person(let first):
            try PartnerPersonRule.decideForPartner(
                first, about: request.change.subject,
                administrators: try tx.partnerPeople.administrators(of: request.partner))
            if approving { try checkStanding(request.author, in: tx) }
        }
    }

    /// What a person proposed stops with their suspension.
    static func checkStanding(_ author: PartnerAuthor, in tx: Transaction) throws {
        guard let person = author.person else { return }
        guard try tx.partnerPeople.active(person) != nil else { throw PartnerPersonRefusal.authorSuspended }
    }

    private func decide(
        _ id: ID<PartnerPersonRequest>, of partner: ID<Partner>?, _ approving: Bool, _ reason: OfficeReason,
        by second: PartnerAuthor, in tx: Transaction, _ check: (PartnerPersonRequest) throws -> Void
    ) throws {
        let held = try tx.records.hold(.partnerPersonRequests, id)
        guard let request = try tx.partnerPeople.request(id), partner == nil || request.partner == partner else {
            throw PartnerPersonRefusal.notWaiting
        }
        guard request.state == .proposed else { throw PartnerPersonRefusal.notWaiting }
        do {
            try check(request)
            if approving { try tx.records.check(held, vault: dependencies.vault) }
        } catch let refusal as any UserFacingRefusal {
            try note("partner-person.change-denied", request, ["why": refusal.code], by: second, in: tx)
            throw CommittedRefusal(refusal)
        }
        let now = dependencies.realNow()
        let state: PartnerPersonRequest.State = approving ? .approved : .refused
        guard try tx.partnerPeople.decide(id, as: state, because: reason.text, by: second, at: now) else {
            throw PartnerPersonRefusal.notWaiting
        }
        try tx.records.bind(.partnerPersonRequests, id, at: now, ids: dependencies.ids)
        var subject = request.change.subject
        if approving { subject = try carryOut(request, in: tx) }
        try note(
            approving ? "partner-person.change-approved" : "partner-person.change-refused", request,
            ["reason": reason.text], about: subject, by: second, in: tx)
    }

    private func carryOut(_ request: PartnerPersonRequest, in tx: Transaction) throws -> ID<PartnerPerson> {
        guard try tx.partners.record(request.partner)?.state != .ended else { throw PartnerPersonRefusal.hasEnded }
        try check(request.change, of: request.partner, in: tx)
        if case .invite(let name, let address, let role) = request.change {
            let id: ID<PartnerPerson> = dependencies.ids.next()
            let added = try tx.partnerPeople.add(
                id, to: request.partner, name: name, address: address, role: role,
                secret: dependencies.random.bytes(PartnerSetUp.secretBytes), at: dependencies.realNow(),
                vault: dependencies.vault)
            guard added else { throw PartnerPersonRefusal.taken }
            try sendLink(to: id, name, address, of: request.partner, in: tx)
            return id
        }
        guard let subject = request.change.subject,
            let entry = try tx.partnerPeople.entry(subject, of: request.partner)
        else { throw PartnerPersonRefusal.notWaiting }
        let held = try tx.records.hold(.partnerPeople, subject)
        try tx.records.check(held, vault: dependencies.vault)
        switch request.change {
        case .invite: break
        case .role(_, let role): _ = try tx.partnerPeople.set(role, of: subject)
        case .reset:
            guard let address = EmailAddress(entry.signIn) else { throw PartnerPersonRefusal.address }
            try tx.partnerPeople.endSessions(of: subject)
            try sendLink(to: subject, entry.name, address, of: request.partner, in: tx)
        case .suspend: try close(subject, in: tx)
        case .reinstate: _ = try tx.partnerPeople.reinstate(subject)
        }
        try bind(subject, in: tx)
        return subject
    }

    /// The link goes to the person's own address, so that neither officers nor colleagues see it.
    private func sendLink(
        to person: ID<PartnerPerson>, _ name: String, _ address: EmailAddress, of partner: ID<Partner>,
        in tx: Transaction
    ) throws {
        let token = dependencies.random.token(PartnerSetUp.tokenBytes)
        try tx.partnerPeople.invite(
            person, token: PartnerSetUp.lookup(token, dependencies.vault),
            secret: dependencies.random.bytes(PartnerSetUp.secretBytes),
            until: dependencies.realNow() + PartnerSetUp.lifetime, vault: dependencies.vault)
        try bind(person, in: tx)
        let notice = PartnerPersonLinkNotice(
            name: name, partner: try tx.partners.find(partner)?.name ?? "", token: token)
        try tx.inbox.invite(notice, .email(address), on: dependencies)
    }

    // MARK: - At once

    /// The office suspends a person of a partner, with all sessions.
    func suspend(
        _ subject: ID<PartnerPerson>, of partner: ID<Partner>, because reason: OfficeReason, by officer: ID<Officer>
    ) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            guard try tx.partnerPeople.entry(subject, of: partner) != nil else {
                throw PartnerPersonRefusal.notWaiting
            }
            _ = try tx.records.hold(.partnerPeople, subject)
            let isIntact = try dependencies.noteIfChanged(.partnerPeople, [subject], in: tx).isEmpty
            try close(subject, in: tx)
            if isIntact { try bind(subject, in: tx) }
            try tx.audit.record(
                AuditEvent(
                    "partner-person.suspended", subject: "partner:\(partner)",
                    detail: ["colleague": "\(subject)", "reason": reason.text]),
                by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
        }
    }

    private func close(_ subject: ID<PartnerPerson>, in tx: Transaction) throws {
        guard try tx.partnerPeople.suspend(subject, at: dependencies.realNow()) else {
            throw PartnerPersonRefusal.suspended
        }
        try tx.partnerPeople.endSessions(of: subject)
    }

    private func bind(_ person: ID<PartnerPerson>, in tx: Transaction) throws {
        try tx.records.bind(.partnerPeople, person, at: dependencies.realNow(), ids: dependencies.ids)
    }

    private func note(
        _ action: String, _ request: PartnerPersonRequest, _ detail: [String: String],
        about subject: ID<PartnerPerson>? = nil, by author: PartnerAuthor, in tx: Transaction
    ) throws {
        var detail = detail
        detail["act"] = "person-\(request.change.kind.rawValue)"
        detail["request"] = "\(request.id)"
        if let subject = subject ?? request.change.subject { detail["colleague"] = "\(subject)" }
        try tx.audit.record(
            AuditEvent(action, subject: "partner:\(request.partner)", detail: detail).naming(author),
            by: author.actor(of: request.partner), at: dependencies.moment(), ids: dependencies.ids)
    }
}

extension PartnerAuthor {
    /// As the audit log has it. A person of a partner acts for it; the detail `by_person` says who they are.
    func actor(of partner: ID<Partner>) -> Actor {
        switch self {
        case .officer(let id): .officer(id)
        case .person: .partner(partner)
        }
    }
}

extension AuditEvent {
    /// With the person of the partner who acted.
    func naming(_ author: PartnerAuthor) -> AuditEvent {
        guard let person = author.person else { return self }
        return AuditEvent(action, subject: subject, detail: detail.merging(["by_person": "\(person)"]) { $1 })
    }
}
