import Programme
import Storage

/// The second officer's part: agrees, which carries the act out in the same transaction, or refuses with a reason.
struct DecidePersonAct: Sendable {
    let dependencies: Dependencies

    func approve(
        _ id: ID<PersonProposal>, because reason: OfficeReason, by officer: Officer, in tx: Transaction
    ) throws {
        let held = try tx.records.hold(.personProposals, id)
        let stored = try decidable(id, approving: true, by: officer, in: tx)
        do {
            try tx.records.check(held, vault: dependencies.vault)
        } catch let refusal as RecordRefusal {
            throw try PersonActRecord(dependencies: dependencies).denied(
                refusal, stored.value.act, stored.value.person, by: officer.id, in: tx)
        }
        try decide(stored, as: .approved, because: reason, by: officer, in: tx)
        let value = stored.value
        switch value.act {
        case .correction: try CorrectData(dependencies: dependencies).carryOut(stored, in: tx)
        case .suspension: try SuspendAccount(dependencies: dependencies).carryOut(stored, by: officer.id, in: tx)
        case .lifting: try SuspendAccount(dependencies: dependencies).lift(value.person, in: tx)
        case .revocation: try RevokeCard(dependencies: dependencies).carryOut(stored, in: tx)
        case .restoration: try RevokeCard(dependencies: dependencies).restore(value, in: tx)
        }
    }

    func refuse(
        _ id: ID<PersonProposal>, because reason: OfficeReason, by officer: Officer, in tx: Transaction
    ) throws {
        let stored = try decidable(id, approving: false, by: officer, in: tx)
        try decide(stored, as: .refused, because: reason, by: officer, in: tx)
        if stored.value.act == .suspension {
            try SuspendAccount(dependencies: dependencies).refused(stored.value, in: tx)
        }
    }

    private func decide(
        _ stored: StoredPersonProposal, as state: PersonProposal.State, because reason: OfficeReason,
        by officer: Officer, in tx: Transaction
    ) throws {
        let signatory = officer.signatory(for: .approvePeopleChanges)
        let isFirst = try tx.personProposals.decide(
            stored.value.id, as: state, because: reason, by: signatory, at: dependencies.clock.now(),
            vault: dependencies.vault)
        // Another second officer was quicker.
        guard isFirst else { throw PersonActRefusal.notWaiting }
        try PersonActRecord(dependencies: dependencies).decided(stored.value, as: state, by: officer.id, in: tx)
    }

    /// Denied attempts are recorded; `CommittedRefusal` commits the record although the act is refused.
    private func decidable(
        _ id: ID<PersonProposal>, approving: Bool, by officer: Officer, in tx: Transaction
    ) throws -> StoredPersonProposal {
        try officer.require(.approvePeopleChanges)
        guard let stored = try tx.personProposals.find(id, vault: dependencies.vault) else {
            throw PersonActRefusal.notWaiting
        }
        let value = stored.value
        do {
            try tx.officers.checkIsAnother(officer.id, than: value.person)
            try value.check(decisionBy: officer.signatory(for: .approvePeopleChanges), approving: approving)
        } catch let refusal as any Refusal {
            guard refusal.code != PersonActRefusal.notWaiting.code else { throw refusal }
            throw try PersonActRecord(dependencies: dependencies).denied(
                refusal, value.act, value.person, by: officer.id, in: tx)
        }
        return stored
    }
}
