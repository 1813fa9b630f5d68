import Programme
import Storage

/// Makes the certificate of a completed training, inside the caller's transaction.
struct IssueCertificate: Sendable {
    let dependencies: Dependencies

    /// A place in the month's list is taken with a chance of less than one half while less than half of it is used.
    private static let tries = 32

    /// The caller holds the purchase, and has compared it with the act that completed it. Nothing where there is one.
    func issue(for purchase: ID<Purchase>, in tx: Transaction) throws {
        guard let completed = try tx.certificates.completed(purchase, vault: dependencies.vault) else { return }
        let now = dependencies.clock.now()
        // Two officers may have revoked the card while the training ran to its end, or do so now: they wait for this, or
        // this for them.
        _ = try tx.records.hold(.cards, completed.card)
        let isRevoked = try tx.cards.find(completed.card)?.status == .revoked
        let list = StatusList.number(of: dependencies.edition.waves.zone.date(of: now))
        for _ in 0..<Self.tries {
            guard try tx.certificates.of(purchase, vault: dependencies.vault) == nil else { return }
            let certificate = Certificate(
                id: dependencies.ids.next(),
                number: CertificateNumber(random: dependencies.random.bytes(CertificateNumber.drawn)),
                person: completed.person, purchase: purchase, training: completed.training, issuedAt: now,
                status: .init(list: list, index: Int.random(in: 0..<StatusList.size)),
                withdrawal: isRevoked ? .init(reason: .cardRevoked, at: now) : nil)
            guard try tx.certificates.add(certificate, vault: dependencies.vault) else { continue }
            try tx.records.bind(
                .certificates, certificate.id, at: dependencies.realNow(), ids: dependencies.ids, isFirst: true)
            try tx.audit.record(
                AuditEvent("certificate.issued", subject: "purchase:\(purchase)"), by: .system,
                at: dependencies.moment(), ids: dependencies.ids)
            return
        }
        throw StorageFault.contended
    }
}
