import Programme
import Storage

/// Withdraws the certificates of a card's trainings, or makes them valid again, inside the caller's transaction.
struct WithdrawCertificates: Sendable {
    let dependencies: Dependencies

    func withdraw(paidBy card: ID<Card>, because reason: Certificate.Withdrawal.Reason, in tx: Transaction) throws {
        let certificates = try tx.certificates.paid(by: card, nil)
        try mark(certificates, as: .init(reason: reason, at: dependencies.clock.now()), in: tx)
    }

    /// Those that were withdrawn for this reason.
    func reinstate(paidBy card: ID<Card>, after reason: Certificate.Withdrawal.Reason, in tx: Transaction) throws {
        try mark(try tx.certificates.paid(by: card, reason), as: nil, in: tx)
    }

    private func mark(
        _ certificates: [ID<Certificate>], as withdrawal: Certificate.Withdrawal?, in tx: Transaction
    ) throws {
        guard !certificates.isEmpty else { return }
        for certificate in certificates { _ = try tx.records.hold(.certificates, certificate) }
        // What SQL wrote into one does not pass with this act: it is marked, and not bound again.
        let changed = try dependencies.noteIfChanged(.certificates, certificates, in: tx)
        for certificate in certificates {
            try tx.certificates.mark(certificate, as: withdrawal)
            if !changed.contains(certificate) {
                try tx.records.bind(
                    .certificates, certificate, at: dependencies.realNow(), ids: dependencies.ids)
            }
            try tx.audit.record(
                AuditEvent(
                    withdrawal == nil ? "certificate.reinstated" : "certificate.withdrawn",
                    subject: "certificate:\(certificate)"),
                by: .system, at: dependencies.moment(), ids: dependencies.ids)
        }
    }
}
