import Programme
import Storage

/// Takes one payment out of a drafted batch: the sum follows, and the request waits for another batch.
struct TakeOutPayment: Sendable {
    let dependencies: Dependencies

    /// By the author, to correct the draft, or by an officer who may approve it. False for a payment that is not of this
    /// batch. Throws `RecordRefusal` for a draft that SQL changed: binding it again would hide the change.
    func takeOut(
        _ id: ID<Disbursement>, of batch: ID<PayoutBatch>, because reason: OfficeReason, by officer: Officer
    ) async throws -> Bool {
        try await dependencies.database.transaction { [dependencies] tx in
            let held = try tx.records.hold(.payoutDrafts, batch)
            guard let stored = try tx.payouts.batch(batch), let payment = try tx.payouts.disbursement(id),
                payment.batch == batch
            else { return false }
            try Self.requireDuty(officer, of: stored.batch)
            try stored.batch.checkUndecided()
            guard !payment.isWithdrawn else { throw PayoutRefusal.takenOutAlready }
            try tx.officers.checkIsAnother(officer.id, than: payment.person)
            try tx.records.check(held, vault: dependencies.vault)
            let moment = dependencies.moment()
            guard
                try tx.payouts.takeOut(
                    id, of: batch, because: reason, by: officer.id, at: moment.programme, vault: dependencies.vault)
            else { throw PayoutRefusal.takenOutAlready }
            try tx.records.bind(.payoutDrafts, batch, at: moment.real, ids: dependencies.ids)
            try tx.records.bind(.paymentWithdrawals, id, at: moment.real, ids: dependencies.ids)
            // Without the reason: it is about one person, and stands sealed with the payment.
            try tx.audit.record(
                AuditEvent(
                    "disbursement.taken-out", subject: "disbursement:\(id)",
                    detail: ["amount": String(payment.disbursement.amount.amount)]),
                by: .officer(officer.id), at: moment, ids: dependencies.ids)
            return true
        }
    }

    /// Throws unless this officer may change the draft.
    static func requireDuty(_ officer: Officer, of batch: PayoutBatch) throws {
        guard officer.isSame(as: batch.author), officer.may(.draftPayouts) else {
            return try officer.require(.approvePayouts)
        }
    }
}
