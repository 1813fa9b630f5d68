import Foundation
import Programme
import Storage

/// How a new signing key reaches its partner: by a link to the agreed address, which shows it once. No officer and no
/// operator sees the key.
struct HandOverKey: Sendable {
    let dependencies: Dependencies

    /// Bytes of a signing key before they are written as text.
    private static let keyBytes = 32
    /// Bytes of a link's token.
    private static let tokenBytes = 24

    /// Makes a key and mails its link, in the caller's transaction. Throws `PartnerRecordRefusal.noContact`.
    func make(for record: PartnerRecord, by officer: ID<Officer>?, in tx: Transaction) throws {
        guard let contact = record.contact.flatMap(EmailAddress.init) else { throw PartnerRecordRefusal.noContact }
        let (now, vault) = (dependencies.realNow(), dependencies.vault)
        let key: ID<SigningKey> = dependencies.ids.next()
        let secret = SigningKey.Secret(text: dependencies.random.token(Self.keyBytes), shownAt: nil)
        try tx.partners.addKey(key, secret, of: record.id, by: officer, at: now, vault: vault)
        let token = dependencies.random.token(Self.tokenBytes)
        try tx.partners.addLink(
            PartnerKeyLink.lookup(token, vault), to: key, of: record.id, until: now + PartnerKeyLink.lifetime,
            vault: vault)
        try tx.inbox.invite(PartnerKeyNotice(name: record.name, token: token), .email(contact), on: dependencies)
        try self.record("partner.key-link-sent", record.id, by: officer.map(Actor.officer) ?? .system, in: tx)
    }

    /// A new key with a new link in place of one that the partner did not fetch. A key that it did fetch is replaced by
    /// two officers only. Throws `RecordRefusal` for a partner that SQL changed, whose address may be an impostor's.
    func again(of id: ID<Partner>, because reason: OfficeReason, by officer: ID<Officer>?) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let held = try tx.records.hold(.partners, id)
            guard let record = try tx.partners.record(id), record.kind.api != nil else {
                throw PartnerRecordRefusal.noKeys
            }
            guard record.state != .ended else { throw PartnerRecordRefusal.hasEnded }
            try tx.records.check(held, vault: dependencies.vault)
            guard try tx.partners.endUnread(of: id, at: dependencies.realNow()) else {
                throw PartnerRecordRefusal.keyFetched
            }
            try make(for: record, by: officer, in: tx)
            try tx.records.bind(.partners, id, at: dependencies.realNow(), ids: dependencies.ids)
            try self.record(
                "partner.key-replaced", id, ["reason": reason.text], by: officer.map(Actor.officer) ?? .system, in: tx)
        }
    }

    /// Writes another agreed address, and tells the one until now. A link that waits there is replaced by one to the new
    /// address.
    func change(_ record: PartnerRecord, to address: String, by officer: ID<Officer>?, in tx: Transaction) throws {
        guard let contact = EmailAddress(address) else { throw PartnerRecordRefusal.contact }
        try tx.partners.setContact(contact, of: record.id)
        if let old = record.contact.flatMap(EmailAddress.init) {
            let notice = PartnerContactNotice(name: record.name, contact: contact.address)
            try tx.inbox.invite(notice, .email(old), on: dependencies)
        }
        guard try tx.partners.endUnread(of: record.id, at: dependencies.realNow()),
            let changed = try tx.partners.record(record.id)
        else { return }
        try make(for: changed, by: officer, in: tx)
    }

    /// The link that a partner opened. Throws `PartnerKeyLinkRefusal`.
    func find(_ token: String) async throws -> PartnerKeyLink {
        let (lookup, now) = (PartnerKeyLink.lookup(token, dependencies.vault), dependencies.realNow())
        let found = try await dependencies.database.read { [dependencies] tx in
            try tx.partners.link(lookup, now: now, vault: dependencies.vault)
        }
        guard let found else { throw PartnerKeyLinkRefusal() }
        return found
    }

    /// Shows the key and uses the link up. Of two requests at once the second is refused.
    func fetch(_ token: String) async throws -> (link: PartnerKeyLink, key: String) {
        let (lookup, now) = (PartnerKeyLink.lookup(token, dependencies.vault), dependencies.realNow())
        return try await dependencies.database.transaction { [dependencies] tx in
            guard let link = try tx.partners.link(lookup, now: now, vault: dependencies.vault),
                let key = try tx.partners.take(link, at: now, vault: dependencies.vault)
            else { throw PartnerKeyLinkRefusal() }
            try record("partner.key-fetched", link.partner, by: .partner(link.partner), in: tx)
            return (link, key)
        }
    }

    private func record(
        _ action: String, _ partner: ID<Partner>, _ detail: [String: String] = [:], by actor: Actor, in tx: Transaction
    ) throws {
        try tx.audit.record(
            AuditEvent(action, subject: "partner:\(partner)", detail: detail), by: actor, at: dependencies.moment(),
            ids: dependencies.ids)
    }
}
