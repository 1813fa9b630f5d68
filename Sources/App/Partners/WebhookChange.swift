import Programme
import Storage

/// What two persons decide about the endpoints of a partner.
struct WebhookChange: Sendable {
    let dependencies: Dependencies

    /// The address lies on a site of the partner as it is recorded now, and no other endpoint of it has it; a secret and an
    /// end are of an endpoint that is there. In a sandbox the address may be of any public host: its visitors share a
    /// partner, and have servers of their own.
    func check(_ change: PartnerChange, of record: PartnerRecord, in tx: Transaction) throws {
        switch change {
        case .webhook(nil, _, _), .webhookSecret(nil, _), .webhookEnd(nil):
            guard try tx.webhooks.current(of: record.id).count <= 1 else { throw PartnerRecordRefusal.webhookChoice }
        default: break
        }
        switch change {
        case .webhook(let id, let address, _):
            let sites = try WebhookSites.of(record, tx.partners.find(record.id))
            guard isAllowed(address, at: sites) else {
                throw PartnerRecordRefusal.webhookAddress(hosts: PartnerAddress.hosts(of: sites))
            }
            if let id, let stored = try tx.webhooks.endpoint(id), stored.partner != record.id {
                throw PartnerRecordRefusal.noWebhook
            }
            let present = try Self.present(id, of: record.id, in: tx)
            let others = try tx.webhooks.current(of: record.id).filter { $0.id != present?.id }
            guard !others.contains(where: { $0.address == address }) else { throw PartnerRecordRefusal.webhookTaken }
            guard others.count < PartnerEndpoint.most else { throw PartnerRecordRefusal.tooManyWebhooks }
        case .webhookSecret(let id, _), .webhookEnd(let id):
            guard try Self.present(id, of: record.id, in: tx) != nil else { throw PartnerRecordRefusal.noWebhook }
        case .activate, .rotateKey, .agreement, .addresses, .contact, .release, .end: break
        }
    }

    private func isAllowed(_ address: String, at sites: [String]) -> Bool {
        let allowsLoopback = dependencies.configuration.allowsLoopbackAddresses
        // Its own host is on any list: only the form of the address is looked at.
        let known = dependencies.configuration.sandbox ? [address] : sites
        return PartnerAddress.isWebhook(address, at: known, allowsLoopback: allowsLoopback)
    }

    /// In a sandbox, which has no officers. Where there is no room for a further address, the one that was set the longest
    /// ago ends: visitors share the partner. The first, which the sandbox made, stays.
    func carryOutAtOnce(_ change: PartnerChange, of record: PartnerRecord, in tx: Transaction) throws {
        guard dependencies.configuration.sandbox else { throw Inconsistency("only a sandbox has no officers") }
        if case .webhook(let id?, _, _) = change {
            let others = try tx.webhooks.current(of: record.id).filter { $0.id != id }
            if others.count >= PartnerEndpoint.most,
                let oldest = others.dropFirst().min(by: { $0.setAt < $1.setAt })
            {
                _ = try WebhookActions(dependencies: dependencies).end(oldest.id, in: tx)
            }
        }
        try check(change, of: record, in: tx)
        guard try carryOut(change, of: record, by: nil, in: tx) else { throw PartnerRecordRefusal.noWebhook }
    }

    /// An endpoint that SQL changed is written again by two persons.
    ///
    /// - Returns: false where nothing is to be done any more.
    func carryOut(
        _ change: PartnerChange, of record: PartnerRecord, by officer: ID<Officer>?, in tx: Transaction
    ) throws -> Bool {
        let actions = WebhookActions(dependencies: dependencies)
        switch change {
        case .webhook(let id, let address, let types):
            let present = try Self.present(id, of: record.id, in: tx)
            let endpoint: ID<PartnerEndpoint> = present?.id ?? id ?? dependencies.ids.next()
            try actions.set(endpoint, address, types, of: record, by: officer, in: tx)
            return true
        case .webhookSecret(let id, let days):
            guard let endpoint = try Self.present(id, of: record.id, in: tx) else { return false }
            try actions.rotate(endpoint.id, of: record, overlapDays: days, by: officer, in: tx)
            return true
        case .webhookEnd(let id):
            guard let endpoint = try Self.present(id, of: record.id, in: tx) else { return false }
            return try actions.end(endpoint.id, in: tx)
        case .activate, .rotateKey, .agreement, .addresses, .contact, .release, .end: return false
        }
    }

    /// The endpoint of the partner that a change is about; nil for a new one, or for one that has ended.
    ///
    /// - Parameter id: nil for the only one.
    static func present(
        _ id: ID<PartnerEndpoint>?, of partner: ID<Partner>, in tx: Transaction
    ) throws -> WebhookEndpoint? {
        let current = try tx.webhooks.current(of: partner)
        guard let id else { return current.count == 1 ? current[0] : nil }
        return current.first { $0.id == id }
    }
}
