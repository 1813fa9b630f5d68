import Programme
import Storage

/// Drafts, approves and refuses batches of payments. Money moves by the jobs that an approval enqueues.
struct PayoutActions: Sendable {
    let dependencies: Dependencies

    /// Throws `PayoutRefusal.nothingRequested` when no request can be paid, and `RecordRefusal.entriesGone` when the only
    /// ones are of cards that lack a sealed entry.
    ///
    /// - Returns: the batch, and how many cards it leaves out because a sealed entry of theirs is gone.
    func draft(by officer: Officer) async throws -> (batch: ID<PayoutBatch>, leftOut: Int) {
        try await dependencies.database.transaction { tx in try draft(by: officer.id, in: tx) }
    }

    private func draft(
        by officer: ID<Officer>, in tx: Transaction
    ) throws -> (batch: ID<PayoutBatch>, leftOut: Int) {
        let found = try PayableRequests(dependencies: dependencies, officer: officer).all(in: tx)
        let (payable, moment) = (found.payable, dependencies.moment())
        try record(leftOut: found.leftOut, by: officer, in: tx)
        guard !payable.isEmpty else {
            if found.leftOut.isEmpty { throw PayoutRefusal.nothingRequested }
            throw CommittedRefusal(RecordRefusal.entriesGone)
        }
        let batch = try tx.payouts.draft(by: officer, at: moment.programme, ids: dependencies.ids)
        for (instalment, payee) in payable {
            try tx.payouts.add(instalment, to: batch, payee: payee, at: moment.programme, ids: dependencies.ids)
        }
        try tx.records.bind(.payoutDrafts, batch, at: moment.real, ids: dependencies.ids)
        let total = payable.reduce(Rupiah.zero) { $0 + $1.0.amount }
        try tx.audit.record(
            AuditEvent(
                "payout.drafted", subject: "payout:\(batch)",
                detail: ["items": String(payable.count), "total": String(total.amount)]),
            by: .officer(officer), at: moment, ids: dependencies.ids)
        return (batch, found.leftOut.count)
    }

    /// Cards that one event names; the server's log has all.
    private static let named = 20

    private func record(leftOut cards: Set<ID<Card>>, by officer: ID<Officer>, in tx: Transaction) throws {
        guard !cards.isEmpty else { return }
        let names = cards.sorted().prefix(Self.named).map(\.description).joined(separator: " ")
        try tx.audit.record(
            AuditEvent("payout.left-out", subject: "payout", detail: ["cards": String(cards.count), "first": names]),
            by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
    }

    /// An officer other than the author approves the batch: a job sends each of its payments. False when there is no
    /// such batch. A denial is recorded in the audit trail.
    func approve(_ id: ID<PayoutBatch>, by officer: Officer) async throws -> Bool {
        try await dependencies.database.transaction { [dependencies] tx in
            let held = try tx.records.hold(.payoutDrafts, id)
            // The accounts too: they are bound with the approval as they are now.
            _ = try tx.records.hold(.payoutBatches, id)
            guard let stored = try tx.payouts.batch(id) else { return false }
            let items = try tx.payouts.items(of: id)
            let payments = items.filter { !$0.isWithdrawn }
            do {
                try stored.batch.approve(by: officer.signatory(for: .approvePayouts))
                try FourEyes.checkStanding(isSuspended: try tx.officers.isSuspended(stored.batch.author))
                try officer.require(.approvePayouts)
                try tx.records.check(held, vault: dependencies.vault)
                try checkAccounts(of: payments, in: tx)
                try checkWithdrawals(among: items, in: tx)
                try checkInstalments(of: payments, in: tx)
                if let nik = try tx.officers.nik(of: officer.id), try tx.payouts.pays(nik, in: id) {
                    throw OwnCaseRefusal.yourself
                }
                guard stored.items > 0 else { throw PayoutRefusal.nothingLeft }
                guard try tx.payouts.outdated(in: id) == 0 else { throw PayoutRefusal.requestsChanged }
            } catch let refusal as any Refusal {
                throw try dependencies.denied(
                    refusal, "payout.approval-denied", about: "payout:\(id)", by: .officer(officer.id), in: tx)
            }
            let moment = dependencies.moment()
            guard try tx.payouts.approve(id, by: officer.id, at: moment.programme) else {
                throw PayoutRefusal.alreadyApproved
            }
            for kind in [BoundKind.payoutDrafts, .payoutBatches] {
                try tx.records.bind(kind, id, at: dependencies.realNow(), ids: dependencies.ids)
            }
            try tx.records.bind(
                .payments, all: payments.map(\.disbursement.id), at: dependencies.realNow(), ids: dependencies.ids)
            try tx.ledger.open(.payoutClearing(id), ids: dependencies.ids)
            try tx.ledger.open(.sink(.paidIncentive), ids: dependencies.ids)
            for payment in payments {
                try tx.jobs.enqueue(SendDisbursement(disbursement: payment.disbursement.id), on: dependencies)
            }
            try tx.audit.record(
                AuditEvent(
                    "payout.approved", subject: "payout:\(id)",
                    detail: ["items": String(stored.items), "total": String(stored.total.amount)]),
                by: .officer(officer.id), at: moment, ids: dependencies.ids)
            return true
        }
    }

    /// Throws `RecordRefusal.changed` where an account is not the one that its person linked.
    private func checkAccounts(of payments: [StoredDisbursement], in tx: Transaction) throws {
        let accounts = Set(payments.map(\.payee))
        let linked = try tx.records.asBound(.payees, of: accounts.sorted(), vault: dependencies.vault)
        guard linked == accounts else { throw RecordRefusal.changed }
    }

    /// Throws `RecordRefusal.changed` where SQL withdrew a payment of the draft, or put a withdrawn one back.
    private func checkWithdrawals(among items: [StoredDisbursement], in tx: Transaction) throws {
        let payments = items.map { (id: $0.disbursement.id, isWithdrawn: $0.isWithdrawn) }
        let changed = try tx.payouts.changedWithdrawals(payments, vault: dependencies.vault)
        guard changed.isEmpty else { throw RecordRefusal.changed }
    }

    /// Throws `RecordRefusal.changed` where an instalment is not as it was planned, or was paid before, and
    /// `RecordRefusal.entriesGone` where a sealed entry of its card is gone.
    private func checkInstalments(of payments: [StoredDisbursement], in tx: Transaction) throws {
        let instalments = try tx.incentives.find(payments.map(\.instalment)).values.map(\.instalment)
        let cards = Set(instalments.map(\.card))
        let gone = try tx.ledger.gone(fromCards: cards.sorted())
        guard gone.isEmpty else {
            dependencies.reportGone(gone)
            throw RecordRefusal.entriesGone
        }
        let planned = try tx.records.asBound(.instalments, of: cards.sorted(), vault: dependencies.vault)
        guard planned == cards else { throw RecordRefusal.changed }
        let unpaid = try EarlierPayments(dependencies: dependencies).unpaid(instalments, in: tx)
        guard unpaid == Set(payments.map(\.instalment)) else { throw RecordRefusal.changed }
    }

    /// An approver refuses the batch with a reason, or its author withdraws it. Nothing of it is sent, and its requests
    /// wait for another batch. False when there is no such batch.
    func refuse(_ id: ID<PayoutBatch>, because reason: OfficeReason, by officer: Officer) async throws -> Bool {
        try await dependencies.database.transaction { [dependencies] tx in
            guard let stored = try tx.payouts.batch(id) else { return false }
            if !officer.isSame(as: stored.batch.author) { try officer.require(.approvePayouts) }
            try stored.batch.checkUndecided()
            let moment = dependencies.moment()
            guard
                let withdrawn = try tx.payouts.refuse(
                    id, because: reason, by: officer.id, at: moment.programme, vault: dependencies.vault)
            else { throw PayoutRefusal.alreadyApproved }
            try tx.records.bind(.payoutDrafts, id, at: dependencies.realNow(), ids: dependencies.ids)
            try tx.records.bind(
                .paymentWithdrawals, all: withdrawn, at: dependencies.realNow(), ids: dependencies.ids)
            try tx.audit.record(
                // Without the reason, which may name a payee: it stands sealed with the batch.
                AuditEvent("payout.refused", subject: "payout:\(id)", detail: ["items": String(stored.items)]),
                by: .officer(officer.id), at: moment, ids: dependencies.ids)
            return true
        }
    }
}
