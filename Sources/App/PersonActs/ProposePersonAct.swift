import Programme
import Storage

/// The first officer's part of the acts on a person, inside the caller's transaction.
struct ProposePersonAct: Sendable {
    let dependencies: Dependencies

    /// A proposed act as the officer typed it.
    struct Draft: Sendable {
        let act: PersonProposal.Act
        let cause: PersonActCause?
        let reason: OfficeReason
        let proof: OfficeReason
        var correction: DataCorrection?
        /// Only of a suspension: it begins at once, and ends by itself unless a second officer confirms it.
        var isUrgent = false
    }

    func propose(
        _ draft: Draft, of person: ID<Account>, by officer: Officer, in tx: Transaction
    ) throws -> ID<PersonProposal> {
        try officer.require(.changePeople)
        try checkIsAnother(officer, than: person, draft.act, in: tx)
        try check(draft, person, in: tx)
        let now = dependencies.clock.now()
        let value = PersonProposal(
            id: dependencies.ids.next(), person: person, act: draft.act, state: .proposed, cause: draft.cause,
            proposedBy: officer.signatory(for: .changePeople), proposedAt: now)
        let text = PersonProposalText(
            reason: draft.reason.text, proof: draft.proof.text, correction: draft.correction)
        guard try tx.personProposals.propose(value, text, vault: dependencies.vault) else {
            throw PersonActRefusal.underWay
        }
        try PersonActRecord(dependencies: dependencies).proposed(value, by: officer.id, in: tx)
        if draft.isUrgent {
            try SuspendAccount(dependencies: dependencies).beginAtOnce(
                value, because: draft.reason.text, by: officer.id, in: tx)
        }
        return value.id
    }

    /// What the person's data is now; nil before they have entered it.
    static func data(of person: ID<Account>, in tx: Transaction, vault: Vault) throws -> DataVersion? {
        guard let data = try tx.applications.personalData(of: person, vault: vault),
            let claim = try tx.identity.claim(of: person)
        else { return nil }
        return DataVersion(data, birthDate: claim.birthDate)
    }

    /// Throws `RecordRefusal.applicantChanged`, with an error in the server's log, where the data that a correction begins
    /// with are not as the person's last act left them: SQL could have moved another person's to them.
    func requireOwnData(of person: ID<Account>, in tx: Transaction) throws {
        try dependencies.requireOwn(.declared, due: [], free: [person], or: .applicantChanged, in: tx)
        guard let claim = try tx.identity.claim(of: person) else { return }
        try dependencies.requireOwn([claim], in: tx)
        try dependencies.requireOwn(.identityData, due: [], free: [claim.id], or: .applicantChanged, in: tx)
    }

    /// Refuses at once what could not be carried out now; it is checked again when a second officer agrees.
    private func check(_ draft: Draft, _ person: ID<Account>, in tx: Transaction) throws {
        let now = dependencies.clock.now()
        guard draft.act.causes.isEmpty == (draft.cause == nil),
            draft.cause.map(draft.act.causes.contains) ?? true
        else { throw PersonActRefusal.causeMissing }
        switch draft.act {
        case .correction:
            try requireOwnData(of: person, in: tx)
            guard let now = try Self.data(of: person, in: tx, vault: dependencies.vault),
                let correction = draft.correction
            else {
                throw PersonActRefusal.noData
            }
            try correction.check(against: now)
        case .suspension:
            try dependencies.requireWhole(.personSuspensions, person, in: tx)
            guard try !tx.suspensions.isRunning(for: person) else { throw PersonActRefusal.alreadySuspended }
            if draft.isUrgent { try tx.suspensions.latest(of: person)?.checkUrgentAgain(at: now) }
        case .lifting:
            try dependencies.requireWhole(.personSuspensions, person, in: tx)
            guard let running = try tx.suspensions.running(of: person) else { throw PersonActRefusal.notSuspended }
            guard running.confirmBy == nil else { throw PersonActRefusal.underWay }
        case .revocation: try RevokeCard(dependencies: dependencies).check(person, in: tx)
        case .restoration:
            guard try tx.revocations.running(of: person) != nil else { throw PersonActRefusal.notRevoked }
        }
    }

    /// Records an officer's attempt to act on themselves, and refuses it.
    private func checkIsAnother(
        _ officer: Officer, than person: ID<Account>, _ act: PersonProposal.Act, in tx: Transaction
    ) throws {
        do {
            try tx.officers.checkIsAnother(officer.id, than: person)
        } catch let refusal as OwnCaseRefusal {
            throw try PersonActRecord(dependencies: dependencies).denied(refusal, act, person, by: officer.id, in: tx)
        }
    }
}
