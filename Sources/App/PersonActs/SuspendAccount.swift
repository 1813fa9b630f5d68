import Programme
import Storage

/// Begins and ends suspensions of accounts, inside the caller's transaction.
struct SuspendAccount: Sendable {
    let dependencies: Dependencies

    /// One officer alone: it runs until a second one has decided, at most for the urgent hours.
    func beginAtOnce(
        _ proposal: PersonProposal, because reason: String, by officer: ID<Officer>, in tx: Transaction
    ) throws {
        let until = dependencies.clock.now() + AccountSuspension.urgent
        try begin(proposal, because: reason, confirmBy: until, by: officer, in: tx)
        let event = AuditEvent(
            "suspension.begun", subject: "account:\(proposal.person)",
            detail: ["request": proposal.id.description, "until": until.description])
        try PersonActRecord(dependencies: dependencies).record(event, by: .officer(officer), in: tx)
    }

    /// The second officer agrees: confirms the urgent suspension, or begins one.
    func carryOut(_ stored: StoredPersonProposal, by officer: ID<Officer>, in tx: Transaction) throws {
        let value = stored.value
        guard let running = try tx.suspensions.of(value.id) else {
            return try begin(value, because: stored.text.reason, confirmBy: nil, by: officer, in: tx)
        }
        try dependencies.requireWhole(.personSuspensions, value.person, in: tx)
        guard try tx.suspensions.confirm(running.id) else { throw PersonActRefusal.notWaiting }
        try bind(running, in: tx)
        try send(.confirmed(value.cause ?? running.cause, reason: stored.text.reason), to: value.person, in: tx)
    }

    /// The second officer does not agree: an urgent suspension ends at once.
    func refused(_ value: PersonProposal, in tx: Transaction) throws {
        guard let running = try tx.suspensions.of(value.id), running.isRunning else { return }
        try end(running, .refused, in: tx)
    }

    /// Two officers lift it.
    func lift(_ person: ID<Account>, in tx: Transaction) throws {
        guard let running = try tx.suspensions.running(of: person), running.confirmBy == nil else {
            throw PersonActRefusal.notSuspended
        }
        try end(running, .lifted, in: tx)
    }

    /// No second officer confirmed it in time. Does nothing when one did at the last moment; nor, with an error in the
    /// server's log, where SQL changed the suspension or another of the person: it goes on.
    func lapse(_ running: AccountSuspension, _ proposal: ID<PersonProposal>, in tx: Transaction) throws {
        let now = dependencies.clock.now()
        guard try dependencies.whole(.personSuspensions, running.person, in: tx) != nil else { return }
        guard try tx.personProposals.lapse(proposal, at: now) else { return }
        try PersonActRecord(dependencies: dependencies).bind(proposal, in: tx)
        try end(running, .lapsed, in: tx)
        let event = AuditEvent(
            "suspension.lapsed", subject: "account:\(running.person)", detail: ["request": proposal.description])
        try PersonActRecord(dependencies: dependencies).record(event, by: .system, in: tx)
    }

    private func begin(
        _ proposal: PersonProposal, because reason: String, confirmBy: Instant?, by officer: ID<Officer>,
        in tx: Transaction
    ) throws {
        guard let cause = proposal.cause else { throw PersonActRefusal.causeMissing }
        try dependencies.requireWhole(.personSuspensions, proposal.person, in: tx)
        let suspension = AccountSuspension(
            id: dependencies.ids.next(), person: proposal.person, cause: cause, beganAt: dependencies.clock.now(),
            confirmBy: confirmBy, ending: nil)
        guard
            try tx.suspensions.begin(
                suspension, because: reason, by: officer, proposal: proposal.id, vault: dependencies.vault)
        else { throw PersonActRefusal.alreadySuspended }
        try bind(suspension, in: tx)
        try dependencies.endConsents(of: proposal.person, because: .suspension, in: tx)
        if let card = try tx.cards.of(proposal.person), card.status == .active {
            try CardStanding(dependencies: dependencies).changing(card.id, in: tx) {
                try tx.cards.suspend(of: proposal.person)
            }
            try PurchaseHold(dependencies: dependencies).releaseAll(on: card.id, in: tx)
        }
        try send(.begun(cause, reason: reason, until: confirmBy), to: proposal.person, in: tx)
    }

    private func end(_ running: AccountSuspension, _ how: AccountSuspension.How, in tx: Transaction) throws {
        let now = dependencies.clock.now()
        try dependencies.requireWhole(.personSuspensions, running.person, in: tx)
        guard try tx.suspensions.end(running.id, how, at: now) else { throw PersonActRefusal.notWaiting }
        try bind(running, in: tx)
        try CardStanding(dependencies: dependencies).changing(of: running.person, in: tx) {
            try tx.cards.resume(of: running.person, since: running.beganAt, at: now)
        }
        let zone = dependencies.edition.waves.zone
        try ResumeInstalments(dependencies: dependencies).resume(
            of: running.person, from: zone.date(of: running.beganAt), to: zone.date(of: now), in: tx)
        // What the rules decide by does not depend on the suspension.
        try tx.applications.decideUnlessChanged(running.person, on: dependencies)
        try send(.ended(how), to: running.person, in: tx)
    }

    private func bind(_ suspension: AccountSuspension, in tx: Transaction) throws {
        let now = dependencies.realNow()
        try tx.records.bind(.suspensions, suspension.id, at: now, ids: dependencies.ids)
        try tx.records.bind(.personSuspensions, suspension.person, at: now, ids: dependencies.ids)
    }

    private func send(_ what: SuspensionNotice.What, to person: ID<Account>, in tx: Transaction) throws {
        try tx.inbox.send(
            SuspensionNotice(what: what, callCentre: dependencies.edition.contact.callCentre), to: person,
            on: dependencies)
    }
}
