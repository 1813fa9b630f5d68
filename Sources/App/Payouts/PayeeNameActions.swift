import Programme
import Storage

/// Decides whether an account may be used although its holder's name differs: one officer proposes, an officer of
/// another duty decides.
struct PayeeNameActions: Sendable {
    let dependencies: Dependencies

    func propose(
        _ id: ID<PayeeQuestion>, allows: Bool, because reason: OfficeReason, by officer: ID<Officer>
    ) async throws {
        try await dependencies.database.transaction { tx in
            if let question = try tx.payeeQuestions.find(id, vault: dependencies.vault) {
                try tx.officers.checkIsAnother(officer, than: question.value.person)
            }
            let duty = try FourEyes.payoutDuty(of: officer, in: tx, on: dependencies)
            let proposed = try tx.payeeQuestions.propose(
                id, allows: allows, because: reason, by: officer, as: duty, vault: dependencies.vault)
            guard proposed else { throw PayoutRefusal.alreadyProposed }
            try bind(id, in: tx)
            try record("payee.name-proposed", id, allows, by: officer, in: tx)
        }
    }

    /// Confirms the proposal and notifies the person, or sends it back. False when there is no such question.
    func decide(
        _ id: ID<PayeeQuestion>, agrees: Bool, because reason: OfficeReason, by officer: Officer
    ) async throws -> Bool {
        try await dependencies.database.transaction { [dependencies] tx in
            let held = try tx.records.hold(.payeeNames, id)
            guard let stored = try tx.payeeQuestions.find(id, vault: dependencies.vault) else { return false }
            try tx.officers.checkIsAnother(officer.id, than: stored.value.person)
            guard stored.state == .proposed, let proposal = stored.proposal else { throw PayoutRefusal.nothingProposed }
            try confirm((proposal.by, proposal.duty), held, of: id, approving: agrees, by: officer, in: tx)
            guard agrees else {
                let isBack = try tx.payeeQuestions.sendBack(id, because: reason, vault: dependencies.vault)
                guard isBack else { throw PayoutRefusal.nothingProposed }
                try bind(id, in: tx)
                try record("payee.name-sent-back", id, proposal.allows, by: officer.id, in: tx)
                return true
            }
            let now = dependencies.realNow()
            let confirmed = try tx.payeeQuestions.confirm(
                id, because: reason, by: officer.id, at: now, vault: dependencies.vault)
            guard confirmed else { throw PayoutRefusal.nothingProposed }
            try bind(id, in: tx)
            try record("payee.name-decided", id, proposal.allows, by: officer.id, in: tx)
            let notice = PayeeNameNotice(
                account: stored.readable(in: dependencies.payoutPartners), isAllowed: proposal.allows)
            try tx.inbox.send(notice, to: stored.value.person, on: dependencies)
            return true
        }
    }

    /// Records a denial in the audit trail; `CommittedRefusal` commits the record although the act is refused.
    ///
    /// - Parameter approving: only then must the question be as the first officer left it.
    private func confirm(
        _ proposer: (officer: ID<Officer>, duty: Role?), _ held: HeldRecord, of question: ID<PayeeQuestion>,
        approving: Bool,
        by officer: Officer, in tx: Transaction
    ) throws {
        do {
            try FourEyes.confirmPayout(
                of: proposer.officer, as: proposer.duty, by: officer, approving: approving, in: tx, on: dependencies)
            if approving { try tx.records.check(held, vault: dependencies.vault) }
        } catch let refusal as any Refusal {
            throw try dependencies.denied(
                refusal, "payee.name-denied", about: "payee-question:\(question)", by: .officer(officer.id), in: tx)
        }
    }

    private func bind(_ id: ID<PayeeQuestion>, in tx: Transaction) throws {
        try tx.records.bind(.payeeNames, id, at: dependencies.realNow(), ids: dependencies.ids)
    }

    /// Without the reason: it is about one person, and stands sealed with the question.
    private func record(
        _ act: String, _ question: ID<PayeeQuestion>, _ allows: Bool, by officer: ID<Officer>, in tx: Transaction
    ) throws {
        let detail = ["outcome": allows ? "allowed" : "refused"]
        try tx.audit.record(
            AuditEvent(act, subject: "payee-question:\(question)", detail: detail), by: .officer(officer),
            at: dependencies.moment(), ids: dependencies.ids)
    }
}
