import Programme
import Storage

/// Records the outcome of a payment in the caller's transaction: ledger, instalment, batch and notice.
struct RecordPayment: Sendable {
    let dependencies: Dependencies
    let stored: StoredDisbursement

    private var id: ID<Disbursement> { stored.disbursement.id }
    private var today: CivilDate { dependencies.edition.waves.zone.date(of: dependencies.clock.now()) }

    func paid(_ railReference: String, in tx: Transaction) throws {
        let now = dependencies.realNow()
        guard try tx.payouts.end(stored, as: .paid, railReference: railReference, at: now) else { return }
        let instalment = try instalment(in: tx)
        try tx.ledger.post(
            .paid(
                id: dependencies.ids.next(), id, batch: stored.batch, amount: stored.disbursement.amount,
                at: dependencies.clock.now()), ids: dependencies.ids)
        guard try tx.incentives.change(instalment, to: .paid, on: today) else { throw StorageFault.contended }
        if instalment.kind == .incentive, instalment.number == 1 {
            let rule = try benefits(of: instalment, in: tx).survey
            try InstalmentDates(dependencies: dependencies).changing(instalment.card, in: tx) {
                try tx.incentives.dateSurveys(of: instalment.card, rule, firstPaidOn: today)
            }
        }
        let account = try tx.payees.find(stored.payee)?.readable(in: dependencies.payoutPartners) ?? ""
        try close(.paid(to: account), "disbursement.paid", [:], instalment, in: tx)
    }

    func failed(_ failure: PaymentFailure, in tx: Transaction) throws {
        guard try tx.payouts.end(stored, as: .failed, failure: failure, at: dependencies.realNow()) else { return }
        let instalment = try instalment(in: tx)
        try tx.ledger.post(
            .failed(
                id: dependencies.ids.next(), id, card: instalment.card, batch: stored.batch,
                amount: stored.disbursement.amount, failure: failure, at: dependencies.clock.now()),
            ids: dependencies.ids)
        let rule = try benefits(of: instalment, in: tx).rule(for: instalment.kind)
        let look = today.adding(days: rule.claimDays + 1)
        guard try tx.incentives.change(instalment, to: .failed, on: today, look: look, failure: failure) else {
            throw StorageFault.contended
        }
        try close(.failed(failure), "disbursement.failed", ["why": failure.rawValue], instalment, in: tx)
    }

    /// The money stays in clearing, where it cannot be spent, until officers have checked the rail's statement.
    func missing(in tx: Transaction) throws {
        guard try tx.payouts.end(stored, as: .missing, at: dependencies.realNow()) else { return }
        try tx.payouts.refresh(stored.batch)
        try tx.audit.record(
            AuditEvent("disbursement.missing", subject: "disbursement:\(id)"), by: .system, at: dependencies.moment(),
            ids: dependencies.ids)
    }

    private func close(
        _ what: InstalmentNotice.What, _ action: String, _ detail: [String: String], _ instalment: Instalment,
        in tx: Transaction
    ) throws {
        try tx.payouts.refresh(stored.batch)
        try tx.audit.record(
            AuditEvent(action, subject: "disbursement:\(id)", detail: detail), by: .system, at: dependencies.moment(),
            ids: dependencies.ids)
        try tx.inbox.send(InstalmentNotice(what: what, instalment: instalment), to: stored.person, on: dependencies)
    }

    private func benefits(of instalment: Instalment, in tx: Transaction) throws -> Benefits {
        try tx.cards.edition(of: instalment.card, among: dependencies.editions).benefits
    }

    private func instalment(in tx: Transaction) throws -> Instalment {
        guard let found = try tx.incentives.find(stored.instalment) else {
            throw Inconsistency("a disbursement pays an instalment")
        }
        return found.instalment
    }
}
