import Logging
import Programme
import Storage

/// Whether a payment's row may be believed before its money is sent: by its state alone SQL could have it sent again.
struct PaymentSteps: Sendable {
    let dependencies: Dependencies
    let stored: StoredDisbursement

    private var id: ID<Disbursement> { stored.disbursement.id }

    /// False, with an error in the server's log, where its withdrawal was set or cleared by other means than an act, or
    /// where a later step is known than its state has: by the journal, by a row that this process wrote and did not see
    /// sealed, or by one that was gone before it was sealed.
    func areWhole(in tx: Transaction) throws -> Bool {
        let own = [(id: id, isWithdrawn: stored.isWithdrawn)]
        guard try tx.payouts.changedWithdrawals(own, vault: dependencies.vault).isEmpty else {
            dependencies.reportChanged(.paymentWithdrawals, id)
            return false
        }
        guard try knowsFurther(in: tx) else { return true }
        dependencies.logger.error(
            "a payment was sent or ended before, and its row does not say so: SQL changed it",
            metadata: ["disbursement": "\(id)", "state": "\(stored.disbursement.state)"])
        return false
    }

    private func knowsFurther(in tx: Transaction) throws -> Bool {
        let entries = Self.entries(after: stored.disbursement.state)
        let acts = Set(entries.map(\.rawValue)).union(Self.ends)
        guard !dependencies.ids.written.remembers(acts, about: id.rawValue) else { return true }
        let keys = entries.map { IdempotencyKey($0.rawValue, id.description) }
        guard try !tx.ledger.hasEntry(keys) else { return true }
        return try tx.audit.lost(besides: [], vault: dependencies.vault)
            .contains { $0.about == id.rawValue && acts.contains($0.act) }
    }

    /// Entries of the journal that a payment in this state cannot have, because it never returns to it.
    private static func entries(after state: Disbursement.State) -> [JournalEntry.Kind] {
        let ends: [JournalEntry.Kind] = [.instalmentPaid, .instalmentFailed]
        return state == .approved ? [.instalmentSent] + ends : ends
    }

    /// Events after which it is neither approved nor waits to be submitted.
    private static let ends: Set = ["disbursement.paid", "disbursement.failed", "disbursement.missing"]
}
