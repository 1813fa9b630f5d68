import Programme
import Storage

/// Settles a NIK that two people claim: one officer proposes whose it is, another of a different duty agrees or not.
/// Without a decision in time the holder keeps it.
struct SettleDispute: Sendable {
    let dependencies: Dependencies

    func propose(
        _ id: ID<StoredClaim>, for side: IdentityDispute.Side, because reason: OfficeReason, by officer: Officer
    ) async throws {
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [dependencies] tx in
            let stored = try find(id, tx)
            let sealed = try dependencies.vault.seal(
                reason.text, table: "identity_dispute", column: "reason", row: id.rawValue)
            guard try tx.disputes.propose(id, for: side, by: officer, reason: sealed, at: now) else {
                throw DisputeRefusal.notWaiting
            }
            try record("dispute.proposed", stored, ["state": side.rawValue], by: .officer(officer.id), in: tx)
        }
    }

    func answer(_ id: ID<StoredClaim>, agrees: Bool, by officer: Officer) async throws {
        try await dependencies.database.transaction { tx in
            let stored = try find(id, tx)
            if let refusal = stored.value.obstacle(to: officer) {
                // The denial is committed to the audit trail although the act is refused.
                try record("dispute.denied", stored, ["why": refusal.code], by: .officer(officer.id), in: tx)
                throw CommittedRefusal(refusal)
            }
            guard agrees, let side = stored.value.proposal?.side else {
                guard try tx.disputes.reject(id) else { throw DisputeRefusal.notWaiting }
                return try record("dispute.rejected", stored, [:], by: .officer(officer.id), in: tx)
            }
            try settle(stored, for: side, by: officer.id, in: tx)
        }
    }

    /// The newer person has delivered both photos: the period starts, and both people are notified.
    func open(_ stored: StoredDispute, in tx: Transaction) throws {
        let (edition, now) = (dependencies.edition, dependencies.clock.now())
        let zone = edition.waves.zone
        let last = edition.workingDays.day(edition.eligibility.daysToSettle, after: zone.date(of: now))
        let until = zone.instant(last.adding(days: 1))
        guard try tx.disputes.open(stored.id, decideBy: until, at: now) else { return }
        try record("dispute.opened", stored, [:], by: .system, in: tx)
        let moneyWaits = try tx.disputes.find(stored.id)?.holds ?? false
        try tell(.openedForOlder(until: until, moneyWaits: moneyWaits), stored.older, tx)
        try tell(.openedForNewer(until: until), stored.newer, tx)
    }

    /// The deadline has passed: the holder keeps the NIK.
    func lapse(_ stored: StoredDispute, in tx: Transaction) throws {
        guard stored.value.isOverdue(at: dependencies.clock.now()) else { return }
        try settle(stored, for: .older, by: nil, in: tx)
    }

    private func settle(
        _ stored: StoredDispute, for side: IdentityDispute.Side, by officer: ID<Officer>?, in tx: Transaction
    ) throws {
        let now = dependencies.clock.now()
        guard let older = try tx.identity.claim(stored.olderClaim), let newer = try tx.identity.claim(stored.id),
            try tx.disputes.decide(stored.id, for: side, by: officer, at: now)
        else { throw DisputeRefusal.notWaiting }
        try tx.records.bind(.disputes, stored.id, at: dependencies.realNow(), ids: dependencies.ids)
        switch side {
        case .older: try tx.identity.refuse(newer, at: now)
        case .newer:
            try tx.identity.handOver(from: older, to: newer, at: now)
            try tx.cards.suspend(of: older.person)
        }
        try record(
            officer == nil ? "dispute.lapsed" : "dispute.decided", stored, ["state": side.rawValue],
            by: officer.map { Actor.officer($0) } ?? .system, in: tx)
        for person in [older.person, newer.person] { try tx.applications.decide(person, on: dependencies) }
        try tell(side == .older ? .kept : .lost, older.person, tx)
        try tell(side == .newer ? .kept : .lost, newer.person, tx)
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
