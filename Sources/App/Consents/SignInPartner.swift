import Programme
import Storage

/// The partner of a sign-in, in force and as its officers left it.
struct SignInPartner: Sendable {
    let partner: Partner
    let record: PartnerRecord

    var id: ID<Partner> { partner.id }

    /// Throws `SignInRefusal` unless the partner of this client code may sign people in, and `RecordRefusal.heldBack`
    /// where SQL changed it: its addresses lead away from our site.
    static func find(_ clientCode: String, in tx: Transaction, on dependencies: Dependencies) throws -> SignInPartner {
        guard !clientCode.isEmpty else { throw SignInRefusal.noClient }
        guard let partner = try tx.partners.find(clientCode: clientCode),
            let record = try tx.partners.record(partner.id)
        else { throw SignInRefusal.unknownClient }
        guard record.state == .active else { throw SignInRefusal.stopped }
        guard try tx.records.isAsBound(.partners, partner.id, vault: dependencies.vault) else {
            dependencies.reportChanged(.partners, partner.id)
            throw RecordRefusal.heldBack
        }
        return SignInPartner(partner: partner, record: record)
    }
}

extension SiteConsent {
    /// Whether the partner may read by it at this moment: it is running, as an act left it, and its person may sign in.
    func opens(at partner: PartnerRecord, in tx: Transaction, on dependencies: Dependencies) throws -> Bool {
        guard holds(at: partner) else { return false }
        guard try tx.records.isAsBound(.consents, id, vault: dependencies.vault) else {
            dependencies.reportChanged(.consents, id)
            return false
        }
        return try tx.accounts.isActive(person) && !dependencies.isSuspended(person, in: tx)
    }
}
