import Programme
import Storage

/// Records what an officer found in the rail's statement about a payment, and posts it once an officer of another duty
/// has confirmed it. Each act returns the payment's batch, or nil when there is no such payment.
struct StatementActions: Sendable {
    let dependencies: Dependencies

    func propose(
        _ finding: StatementFinding, of id: ID<Disbursement>, because reason: OfficeReason, by officer: ID<Officer>
    ) async throws -> ID<PayoutBatch>? {
        try await dependencies.database.transaction { [dependencies] tx in
            guard let stored = try missing(id, in: tx) else { return nil }
            try tx.officers.checkIsAnother(officer, than: stored.person)
            let proposed = try tx.statements.propose(
                finding, because: reason, of: id, by: officer,
                as: try FourEyes.payoutDuty(of: officer, in: tx, on: dependencies), at: dependencies.realNow(),
                ids: dependencies.ids, vault: dependencies.vault)
            guard let proposed else { throw PayoutRefusal.alreadyProposed }
            try bind(proposed, in: tx)
            try record("disbursement.looked-up", id, finding.arrived, by: officer, in: tx)
            return stored.batch
        }
    }

    /// The second officer confirms the finding, which is then posted, or refuses it, and the payment is looked up
    /// again.
    func decide(
        _ id: ID<Disbursement>, confirms: Bool, because reason: OfficeReason, by officer: Officer
    ) async throws -> ID<PayoutBatch>? {
        try await dependencies.database.transaction { [dependencies] tx in
            guard let stored = try missing(id, in: tx) else { return nil }
            try tx.officers.checkIsAnother(officer.id, than: stored.person)
            let found = try tx.records.findHeld(.statementFindings, by: \.id) {
                try tx.statements.open(of: id, vault: dependencies.vault)
            }
            guard let (finding, held) = found else { throw PayoutRefusal.nothingProposed }
            try confirm(finding, held, of: id, approving: confirms, by: officer, in: tx)
            let decided = try tx.statements.decide(
                finding.id, as: confirms ? .confirmed : .refused, because: reason, by: officer.id,
                at: dependencies.realNow(), vault: dependencies.vault)
            guard decided else { throw PayoutRefusal.nothingProposed }
            try bind(finding.id, in: tx)
            if confirms { try carryOut(finding, stored, in: tx) }
            let act = confirms ? "disbursement.finding-confirmed" : "disbursement.finding-refused"
            try record(act, id, finding.arrived, by: officer.id, in: tx)
            return stored.batch
        }
    }

    private func carryOut(_ finding: StoredStatementFinding, _ stored: StoredDisbursement, in tx: Transaction) throws {
        let record = RecordPayment(dependencies: dependencies, stored: stored)
        if finding.arrived {
            try record.paid(finding.number, in: tx)
        } else {
            try record.failed(.notArrived, in: tx)
        }
    }

    /// Records a denial in the audit trail; `CommittedRefusal` commits the record although the act is refused.
    ///
    /// - Parameter approving: only then must the finding be as the first officer proposed it, and the statements that
    ///   were taken in as their files were.
    private func confirm(
        _ finding: StoredStatementFinding, _ held: HeldRecord, of payment: ID<Disbursement>, approving: Bool,
        by officer: Officer, in tx: Transaction
    ) throws {
        do {
            try FourEyes.confirmPayout(
                of: finding.proposedBy, as: finding.duty, by: officer, approving: approving, in: tx, on: dependencies)
            if approving {
                try tx.records.check(held, vault: dependencies.vault)
                // The second officer has read what the provider's own statements say of the payment.
                for statement in try tx.providerStatements.statements(of: payment) {
                    let held = try tx.records.hold(.providerStatements, statement)
                    try tx.records.check(held, vault: dependencies.vault)
                }
            }
        } catch let refusal as any Refusal {
            throw try dependencies.denied(
                refusal, "disbursement.finding-denied", about: "disbursement:\(payment)", by: .officer(officer.id),
                in: tx)
        }
    }

    private func bind(_ id: ID<StatementFinding>, in tx: Transaction) throws {
        try tx.records.bind(.statementFindings, id, at: dependencies.realNow(), ids: dependencies.ids)
    }

    /// Nil when there is no such payment.
    private func missing(_ id: ID<Disbursement>, in tx: Transaction) throws -> StoredDisbursement? {
        guard let stored = try tx.payouts.disbursement(id) else { return nil }
        guard stored.disbursement.state == .missing else { throw PayoutRefusal.notMissing }
        return stored
    }

    /// Without the reason: it is about one person, and stands sealed with the finding.
    private func record(
        _ act: String, _ payment: ID<Disbursement>, _ found: Bool, by officer: ID<Officer>, in tx: Transaction
    ) throws {
        let detail = ["found": found ? "yes" : "no"]
        try tx.audit.record(
            AuditEvent(act, subject: "disbursement:\(payment)", detail: detail), by: .officer(officer),
            at: dependencies.moment(), ids: dependencies.ids)
    }
}
