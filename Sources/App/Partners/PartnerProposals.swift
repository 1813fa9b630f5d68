import Programme
import Storage

/// Acts on a partner that take two officers of different duties: one proposes, another decides.
struct PartnerProposals: Sendable {
    let dependencies: Dependencies

    func propose(
        _ change: PartnerChange, of id: ID<Partner>, because reason: OfficeReason, by officer: ID<Officer>?
    ) async throws {
        let proposal: ID<PartnerProposal> = dependencies.ids.next()
        try await dependencies.database.transaction { [dependencies] tx in
            guard let record = try tx.partners.record(id) else { throw PartnerRecordRefusal.notWaiting }
            try change.check(record, on: today)
            try checkKeys(change, of: id, in: tx)
            try checkWebhook(change, record, in: tx)
            try tx.partners.propose(
                change, id: proposal, of: id, because: reason, by: officer,
                as: try Self.duty(of: officer, in: tx, on: dependencies), at: dependencies.realNow())
            try bind(proposal, in: tx)
            try tx.audit.record(
                AuditEvent(
                    "partner.change-proposed", subject: "partner:\(id)",
                    detail: ["act": change.act.rawValue, "reason": reason.text]),
                by: officer.map(Actor.officer) ?? .system, at: dependencies.moment(), ids: dependencies.ids)
        }
    }

    /// The officer who proposed it; nil where the command line did.
    static func author(
        of proposal: PartnerProposal, in tx: Transaction, on dependencies: Dependencies
    ) throws -> Signatory? {
        try proposal.proposedBy.flatMap { officer in
            try tx.officers.author(
                officer, as: proposal.duty, or: .managePartners, at: dependencies.realNow(),
                of: dependencies.officeRoles)
        }
    }

    /// Those that this officer may decide, the oldest first.
    static func waiting(
        for officer: Officer, in tx: Transaction, on dependencies: Dependencies
    ) throws -> [PartnerProposal] {
        try tx.partners.waitingProposals().filter { proposal in
            try second(officer, on: proposal, in: tx, on: dependencies).mayRefuse
        }
    }

    /// What this officer may answer. What a person of the partner proposed is decided by any officer for partners.
    static func second(
        _ officer: Officer, on proposal: PartnerProposal, in tx: Transaction, on dependencies: Dependencies
    ) throws -> SecondOfficer {
        if let colleague = proposal.proposedColleague {
            let isStopped = try tx.partnerPeople.active(colleague) == nil
            return SecondOfficer { (approving) throws(FourEyesRefusal) in
                if approving { try FourEyes.checkStanding(isSuspended: isStopped) }
            }
        }
        let author = try author(of: proposal, in: tx, on: dependencies)
        return SecondOfficer(author, by: officer.signatory(for: .managePartners))
    }

    static func duty(of officer: ID<Officer>?, in tx: Transaction, on dependencies: Dependencies) throws -> Role? {
        try tx.officers.duty(
            of: officer, for: .managePartners, at: dependencies.realNow(), of: dependencies.officeRoles)
    }

    /// Carries the change out. A refusal by the rule of two officers is recorded.
    func approve(_ id: ID<PartnerProposal>, because reason: OfficeReason, by officer: ID<Officer>) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let held = try tx.records.hold(.partnerProposals, id)
            let proposal = try waiting(id, in: tx)
            let partner = try tx.records.hold(.partners, proposal.partner)
            do {
                let author = try Self.author(of: proposal, in: tx, on: dependencies)
                let second = try tx.officers.signatory(
                    officer, for: .managePartners, at: dependencies.realNow(), of: dependencies.officeRoles)
                if let colleague = proposal.proposedColleague {
                    try checkStanding(of: colleague, in: tx)
                } else {
                    try FourEyes.confirm(author, by: second)
                }
                try tx.records.check(held, vault: dependencies.vault)
                try tx.records.check(partner, vault: dependencies.vault)
                if case .webhookSecret(let id, _) = proposal.change {
                    try checkEndpoint(id, of: proposal.partner, in: tx)
                }
            } catch let refusal as FourEyesRefusal {
                throw try denied(refusal, proposal, by: officer, in: tx)
            } catch let refusal as RecordRefusal {
                throw try denied(refusal, proposal, by: officer, in: tx)
            }
            guard let record = try tx.partners.record(proposal.partner) else {
                throw Inconsistency("a proposal has a partner")
            }
            try proposal.change.check(record, on: today)
            try checkWebhook(proposal.change, record, in: tx)
            let now = dependencies.realNow()
            guard try tx.partners.decide(id, as: .approved, because: reason, by: .officer(officer), at: now) else {
                throw PartnerRecordRefusal.notProposed
            }
            try bind(id, in: tx)
            try carryOut(proposal, record, in: tx)
            try note("partner.change-approved", proposal, reason, by: officer, in: tx)
        }
    }

    func refuse(_ id: ID<PartnerProposal>, because reason: OfficeReason, by officer: Officer) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let proposal = try waiting(id, in: tx)
            guard !officer.isSame(as: proposal.proposedBy) else { throw FourEyesRefusal.ownRequest }
            let now = dependencies.realNow()
            guard try tx.partners.decide(id, as: .refused, because: reason, by: .officer(officer.id), at: now) else {
                throw PartnerRecordRefusal.notProposed
            }
            try bind(id, in: tx)
            try note("partner.change-refused", proposal, reason, by: officer.id, in: tx)
        }
    }

    /// A proposal stops with the suspension of the person who made it.
    func checkStanding(of colleague: ID<PartnerPerson>, in tx: Transaction) throws {
        try FourEyes.checkStanding(isSuspended: try tx.partnerPeople.active(colleague) == nil)
    }

    var today: CivilDate { dependencies.edition.waves.zone.date(of: dependencies.clock.now()) }

    func waiting(_ id: ID<PartnerProposal>, in tx: Transaction) throws -> PartnerProposal {
        guard let proposal = try tx.partners.proposal(id), proposal.state == .proposed else {
            throw PartnerRecordRefusal.notProposed
        }
        return proposal
    }

    /// A rotation that could not be carried out now is refused when it is proposed.
    func checkKeys(_ change: PartnerChange, of id: ID<Partner>, in tx: Transaction) throws {
        guard case .rotateKey(let days) = change else { return }
        try PartnerActions(dependencies: dependencies).checkRoom(for: id, overlapDays: days, in: tx)
    }

    /// A new secret is of an endpoint that SQL has not changed.
    private func checkEndpoint(_ chosen: ID<PartnerEndpoint>?, of id: ID<Partner>, in tx: Transaction) throws {
        guard let endpoint = try WebhookChange.present(chosen, of: id, in: tx) else { return }
        try tx.records.check(try tx.records.hold(.webhooks, endpoint.id), vault: dependencies.vault)
    }

    func checkWebhook(_ change: PartnerChange, _ record: PartnerRecord, in tx: Transaction) throws {
        try WebhookChange(dependencies: dependencies).check(change, of: record, in: tx)
    }

    func carryOut(_ proposal: PartnerProposal, _ record: PartnerRecord, in tx: Transaction) throws {
        let (id, now) = (record.id, dependencies.realNow())
        var isDone = true
        switch proposal.change {
        case .activate: isDone = try tx.partners.set(.active, because: nil, of: record, at: now)
        case .rotateKey(let days):
            try PartnerActions(dependencies: dependencies).rotate(
                record, overlapDays: days, by: proposal.proposedBy, in: tx)
        case .agreement(let agreement): try tx.partners.add(agreement, to: id, ids: dependencies.ids, at: now)
        case .addresses(let redirects, let site, let signIn):
            try tx.partners.setAddresses(
                redirect: redirects.isEmpty ? nil : redirects.joined(separator: "\n"), site: site, of: id)
            if let signIn { try tx.partners.setSignInAddresses(signIn, of: id) }
        case .contact(let address):
            try HandOverKey(dependencies: dependencies).change(
                record, to: address, by: proposal.proposedBy, in: tx)
        case .webhook, .webhookSecret, .webhookEnd:
            isDone = try WebhookChange(dependencies: dependencies).carryOut(
                proposal.change, of: record, by: proposal.proposedBy, in: tx)
        case .release(let key, _): isDone = try tx.partners.release(ownerKey: key, from: id)
        case .end:
            isDone = try tx.partners.set(.ended, because: proposal.reason, of: record, at: now)
            try tx.partners.endUnread(of: id, at: now)
            try tx.partners.endKeys(of: id, at: now + PartnerKeyPeriod.afterEnd)
            try WebhookActions(dependencies: dependencies).endSecrets(
                of: id, at: now + PartnerKeyPeriod.afterEnd, in: tx)
        }
        guard isDone else { throw PartnerRecordRefusal.notWaiting }
        try tx.records.bind(.partners, id, at: now, ids: dependencies.ids)
    }

    func bind(_ id: ID<PartnerProposal>, in tx: Transaction) throws {
        try tx.records.bind(.partnerProposals, id, at: dependencies.realNow(), ids: dependencies.ids)
    }

    private func note(
        _ action: String, _ proposal: PartnerProposal, _ reason: OfficeReason, by officer: ID<Officer>,
        in tx: Transaction
    ) throws {
        try tx.audit.record(
            AuditEvent(
                action, subject: "partner:\(proposal.partner)",
                detail: ["act": proposal.change.act.rawValue, "reason": reason.text]),
            by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
    }

    private func denied(
        _ refusal: any Refusal, _ proposal: PartnerProposal, by officer: ID<Officer>, in tx: Transaction
    ) throws -> CommittedRefusal {
        try dependencies.denied(
            refusal, "partner.change-denied", about: "partner:\(proposal.partner)",
            ["act": proposal.change.act.rawValue], by: .officer(officer), in: tx)
    }
}
