import Programme
import Storage

/// What a person of a partner proposes about its keys, return addresses and webhooks. A rotation is decided by another
/// administrator or by an officer, addresses by an officer; a key or secret goes by link to the agreed address.
struct DeskProposals: Sendable {
    let dependencies: Dependencies

    private var acts: PartnerProposals { PartnerProposals(dependencies: dependencies) }

    /// Throws `PartnerRecordRefusal` or `PartnerPersonRefusal`.
    func propose(_ change: PartnerChange, because reason: OfficeReason, by person: PartnerPerson) async throws {
        try person.requireAdministrator()
        let proposal: ID<PartnerProposal> = dependencies.ids.next()
        let partner = person.partner.id
        try await dependencies.database.transaction { [dependencies] tx in
            guard let record = try tx.partners.record(partner) else { throw PartnerRecordRefusal.notWaiting }
            try change.check(record, on: acts.today)
            try acts.checkKeys(change, of: partner, in: tx)
            try acts.checkWebhook(change, record, in: tx)
            try tx.partners.propose(
                change, id: proposal, of: partner, because: reason, by: nil, as: nil, colleague: person.id,
                at: dependencies.realNow())
            try acts.bind(proposal, in: tx)
            try note("partner.change-proposed", change, ["reason": reason.text], by: person, in: tx)
        }
    }

    /// In a sandbox a change of webhooks is made at once.
    func carryOutInSandbox(
        _ change: PartnerChange, because reason: OfficeReason, by person: PartnerPerson
    ) async throws {
        try person.requireAdministrator()
        try await dependencies.database.transaction { [dependencies] tx in
            guard let record = try tx.partners.record(person.partner.id) else { throw PartnerRecordRefusal.notWaiting }
            try change.check(record, on: acts.today)
            try WebhookChange(dependencies: dependencies).carryOutAtOnce(change, of: record, in: tx)
            try note("partner.change-approved", change, ["reason": reason.text], by: person, in: tx)
        }
    }

    /// Another administrator's decision on a rotation. A denial by the rule of two humans is recorded.
    func decide(
        _ id: ID<PartnerProposal>, approving: Bool, because reason: OfficeReason, by person: PartnerPerson
    ) async throws {
        try await dependencies.database.transaction { tx in
            let held = try tx.records.hold(.partnerProposals, id)
            guard let proposal = try tx.partners.proposal(id), proposal.partner == person.partner.id else {
                throw PartnerPersonRefusal.notWaiting
            }
            guard proposal.state == .proposed else { throw PartnerRecordRefusal.notProposed }
            let partner = try tx.records.hold(.partners, proposal.partner)
            do {
                try check(proposal, by: person, approving: approving, in: tx)
                if approving {
                    try tx.records.check(held, vault: dependencies.vault)
                    try tx.records.check(partner, vault: dependencies.vault)
                }
            } catch let refusal as any UserFacingRefusal {
                try note("partner.change-denied", proposal.change, ["why": refusal.code], by: person, in: tx)
                throw CommittedRefusal(refusal)
            }
            let decided = try tx.partners.decide(
                id, as: approving ? .approved : .refused, because: reason, by: .person(person.id),
                at: dependencies.realNow())
            guard decided else { throw PartnerRecordRefusal.notProposed }
            try acts.bind(id, in: tx)
            if approving { try carryOut(proposal, in: tx) }
            try note(
                approving ? "partner.change-approved" : "partner.change-refused", proposal.change,
                ["reason": reason.text], by: person, in: tx)
        }
    }

    /// Only keys are decided at the desk, and only what a colleague proposed.
    private func check(
        _ proposal: PartnerProposal, by person: PartnerPerson, approving: Bool, in tx: Transaction
    ) throws {
        // The role may have been taken away since the page was opened.
        guard let second = try tx.partnerPeople.active(person.id) else { throw SignInRequired.partner }
        guard proposal.change.act == .rotateKey, let first = proposal.proposedColleague else {
            throw PartnerPersonRefusal.officersDecide
        }
        try PartnerPersonRule.decide(.person(first), about: nil, by: second)
        if approving { try ChangePartnerPeople.checkStanding(.person(first), in: tx) }
    }

    private func carryOut(_ proposal: PartnerProposal, in tx: Transaction) throws {
        guard let record = try tx.partners.record(proposal.partner) else {
            throw Inconsistency("a proposal has a partner")
        }
        try proposal.change.check(record, on: acts.today)
        try acts.carryOut(proposal, record, in: tx)
    }

    private func note(
        _ action: String, _ change: PartnerChange, _ detail: [String: String], by person: PartnerPerson,
        in tx: Transaction
    ) throws {
        let event = AuditEvent(
            action, subject: "partner:\(person.partner.id)", detail: detail.merging(["act": change.act.rawValue]) { $1 }
        )
        try tx.audit.record(
            event.naming(.person(person.id)), by: .partner(person.partner.id), at: dependencies.moment(),
            ids: dependencies.ids)
    }
}
