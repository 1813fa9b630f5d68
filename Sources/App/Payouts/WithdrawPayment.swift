import Programme
import Storage

/// Takes the payments for an instalment out of batches that were not sent yet, in the caller's transaction: no later
/// approval and no later request lets them go out.
struct WithdrawPayment: Sendable {
    let dependencies: Dependencies

    func withdraw(for instalment: ID<Instalment>, because why: PaymentWithdrawal, in tx: Transaction) throws {
        let moment = dependencies.moment()
        for (id, batch) in try tx.payouts.withdraw(of: instalment, because: why, at: moment.programme) {
            try tx.records.bind(.paymentWithdrawals, id, at: moment.real, ids: dependencies.ids)
            try tx.payouts.refresh(batch)
            try tx.audit.record(
                AuditEvent("disbursement.withdrawn", subject: "disbursement:\(id)", detail: ["why": why.rawValue]),
                by: .system, at: moment, ids: dependencies.ids)
        }
    }
}
