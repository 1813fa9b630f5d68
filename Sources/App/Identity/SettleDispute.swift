import Programme
import Storage

/// The steps that settle a NIK that two people claim. `AdvanceDisputes` opens and lapses disputes, the office's page
/// calls the rest: one officer proposes whose NIK it is, another of a different duty agrees or not. Without a decision
/// before the deadline the older person keeps it, so that no account waits for ever.
///
/// A dispute's id is the id of the newer claim. A step that came too late throws `DisputeRefusal.notWaiting`.
struct SettleDispute: Sendable {
    let dependencies: Dependencies

    /// The newer person has delivered both photos: the period starts, and both people are notified. Does nothing when
    /// another run of the job has opened it already.
    func open(_ id: ID<StoredClaim>, in tx: Transaction) throws {
        let (edition, now) = (dependencies.edition, dependencies.clock.now())
        let zone = edition.waves.zone
        let until = dependencies.workingDays.deadline(from: now, days: edition.eligibility.daysToSettle, in: zone)
        guard try isIntact(try find(id, tx), tx),
            try changing(id, tx, { try tx.disputes.open(id, decideBy: until, at: now) })
        else { return }
        let stored = try find(id, tx)
        try record("dispute.opened", stored, [:], by: .system, in: tx)
        try tell(.openedForOlder(until: until, moneyWaits: stored.moneyWaits), stored.older, tx)
        try tell(.openedForNewer(until: until), stored.newer, tx)
    }

    /// The first officer proposes whose NIK it is; the reason is stored encrypted, for the second officer.
    func propose(
        _ id: ID<StoredClaim>, for side: IdentityDispute.Side, because reason: OfficeReason, by officer: Officer
    ) async throws {
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { tx in
            let stored = try find(id, tx)
            try tx.officers.checkIsAnother(officer.id, than: stored.newer, stored.older)
            let sealed = try dependencies.vault.seal(
                reason.text, table: "identity_dispute", column: "reason", row: id.rawValue)
            guard try isIntact(stored, tx) else { throw RecordRefusal.changed }
            let isProposed = try changing(id, tx) {
                try tx.disputes.propose(id, for: side, by: officer, reason: sealed, at: now)
            }
            guard isProposed else { throw DisputeRefusal.notWaiting }
            try bindProposal(id, in: tx)
            try record("dispute.proposed", stored, ["side": side.rawValue], by: .officer(officer.id), in: tx)
        }
    }

    /// The second officer agrees, which settles the dispute, or disagrees, which opens it for another proposal.
    func answer(_ id: ID<StoredClaim>, agrees: Bool, by officer: Officer) async throws {
        try await dependencies.database.transaction { tx in
            let held = try tx.records.hold(.disputeProposals, id)
            let stored = try find(id, tx)
            try tx.officers.checkIsAnother(officer.id, than: stored.newer, stored.older)
            let now = dependencies.clock.now()
            if let refusal = stored.value.obstacle(to: officer, approving: agrees, at: now) {
                // `CommittedRefusal` commits the transaction, so that the denied attempt is in the audit log.
                throw try dependencies.denied(
                    refusal, "dispute.denied", about: "dispute:\(stored.id)", by: .officer(officer.id), in: tx)
            }
            guard let side = stored.value.proposal?.side else { throw DisputeRefusal.notWaiting }
            if agrees {
                guard try tx.records.isAsBound(held, vault: dependencies.vault), try isIntact(stored, tx) else {
                    let refusal = RecordRefusal.changed
                    throw try dependencies.denied(
                        refusal, "dispute.denied", about: "dispute:\(stored.id)", by: .officer(officer.id), in: tx)
                }
                return try settle(stored, for: side, by: officer.id, in: tx)
            }
            guard try changing(id, tx, { try tx.disputes.reject(id) }) else { throw DisputeRefusal.notWaiting }
            try bindProposal(id, in: tx)
            try record("dispute.rejected", stored, [:], by: .officer(officer.id), in: tx)
        }
    }

    /// The deadline has passed: the older person keeps the NIK. Does nothing before the deadline, or when the dispute
    /// no longer runs; nor, with an error in the server's log, where SQL changed the dispute.
    func lapse(_ id: ID<StoredClaim>, in tx: Transaction) throws {
        let stored = try find(id, tx)
        guard stored.value.isOverdue(at: dependencies.clock.now()), try isIntact(stored, tx) else { return }
        try settle(stored, for: .older, by: nil, in: tx)
    }

    /// An appeal of the person whose claim was refused is arguable: the dispute is open again, and two officers decide.
    /// The officer who opens it took no part in the decision.
    func reopen(for person: ID<Account>, by officer: Officer, in tx: Transaction) throws {
        guard let loser = try tx.identity.claim(of: person), loser.refusedAt != nil,
            let holder = try tx.identity.holder(of: loser.nikLookup)
        else { throw DisputeRefusal.notWaiting }
        try tx.officers.checkIsAnother(officer.id, than: person, holder.person)
        guard try !tx.disputes.tookPart(officer, over: loser.nikLookup) else {
            throw DisputeRefusal.fourEyes(.ownRequest)
        }
        let now = dependencies.clock.now()
        guard try tx.identity.contestAgain(loser) else { throw DisputeRefusal.notWaiting }
        try tx.identity.bind(loser.id, on: dependencies)
        try tx.disputes.changing(over: loser.nikLookup, at: dependencies.realNow(), ids: dependencies.ids) {
            try tx.disputes.beginAgain(by: loser, against: holder, at: now)
        }
        try record("dispute.reopened", try find(loser.id, tx), [:], by: .officer(officer.id), in: tx)
        try open(loser.id, in: tx)
        try tx.records.bind(.disputes, loser.id, at: dependencies.realNow(), ids: dependencies.ids)
        try tx.applications.decide(person, on: dependencies)
    }

    /// Gives the NIK to `side`, evaluates both applications again and notifies both people.
    ///
    /// - Parameter officer: the second officer; nil when the deadline decided.
    private func settle(
        _ stored: StoredDispute, for side: IdentityDispute.Side, by officer: ID<Officer>?, in tx: Transaction
    ) throws {
        let now = dependencies.clock.now()
        guard let older = try tx.identity.claim(stored.olderClaim), let newer = try tx.identity.claim(stored.id) else {
            throw DisputeRefusal.notWaiting
        }
        try changing(stored.id, tx) {
            guard try tx.disputes.decide(stored.id, for: side, by: officer, at: now) else {
                throw DisputeRefusal.notWaiting
            }
            switch side {
            case .older: try tx.identity.refuse(newer, at: now)
            case .newer: try tx.identity.handOver(from: older, to: newer, at: now)
            }
        }
        try tx.records.bind(.disputes, stored.id, at: dependencies.realNow(), ids: dependencies.ids)
        try bindProposal(stored.id, in: tx)
        if side == .newer {
            // The newer person has a card only where an appeal gives back the NIK that an earlier decision took.
            let standing = CardStanding(dependencies: dependencies)
            try standing.changing(of: older.person, in: tx) { try tx.cards.suspend(of: older.person) }
            try standing.changing(of: newer.person, in: tx) { try tx.cards.reactivate(of: newer.person) }
        }
        for claim in [older.id, newer.id] {
            try tx.identity.bind(claim, on: dependencies)
            try tx.identity.bindState(claim, on: dependencies)
        }
        try record(
            officer == nil ? "dispute.lapsed" : "dispute.decided", stored, ["side": side.rawValue],
            by: officer.map { Actor.officer($0) } ?? .system, in: tx)
        for person in [older.person, newer.person] { try tx.applications.decide(person, on: dependencies) }
        try tell(side == .older ? .won : .lost, older.person, tx)
        try tell(side == .newer ? .won : .lost, newer.person, tx)
    }

    private func bindProposal(_ id: ID<StoredClaim>, in tx: Transaction) throws {
        try tx.records.bind(.disputeProposals, id, at: dependencies.realNow(), ids: dependencies.ids)
    }

    /// Changes a dispute, and binds those over its NIK as it leaves them.
    private func changing<Value>(
        _ id: ID<StoredClaim>, _ tx: Transaction, _ change: () throws -> Value
    ) throws -> Value {
        try tx.disputes.changing(
            over: try find(id, tx).nikLookup, at: dependencies.realNow(), ids: dependencies.ids, change)
    }

    /// Whether the disputes of the person who held the NIK first are as the last act left them: what SQL put into them
    /// decides nothing and is bound by no act.
    private func isIntact(_ stored: StoredDispute, _ tx: Transaction) throws -> Bool {
        try dependencies.whole(.personDisputes, stored.older, in: tx) != nil
    }

    private func find(_ id: ID<StoredClaim>, _ tx: Transaction) throws -> StoredDispute {
        guard let stored = try tx.disputes.find(id) else { throw DisputeRefusal.notWaiting }
        return stored
    }

    private func tell(_ what: DisputeNotice.What, _ person: ID<Account>, _ tx: Transaction) throws {
        try tx.inbox.send(DisputeNotice(what: what), to: person, on: dependencies)
    }

    private func record(
        _ action: String, _ stored: StoredDispute, _ detail: [String: String], by actor: Actor, in tx: Transaction
    ) throws {
        try tx.audit.record(
            AuditEvent(action, subject: "dispute:\(stored.id)", detail: detail), by: actor, at: dependencies.moment(),
            ids: dependencies.ids)
    }
}
