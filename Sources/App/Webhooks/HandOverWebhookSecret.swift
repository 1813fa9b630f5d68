import Foundation
import Programme
import Storage

/// How a new secret reaches its partner: by a link to the agreed address, which shows it once, as keys are handed over.
struct HandOverWebhookSecret: Sendable {
    let dependencies: Dependencies

    /// Bytes of a link's token.
    private static let tokenBytes = 24

    /// Makes a secret and mails its link, in the caller's transaction, which binds the endpoint.
    func make(
        _ endpoint: ID<PartnerEndpoint>, for record: PartnerRecord, by officer: ID<Officer>?, in tx: Transaction
    ) throws {
        guard let contact = record.contact.flatMap(EmailAddress.init) else { throw WebhookRefusal.noContact }
        guard let secret = WebhookSecret(bytes: dependencies.random.bytes(WebhookSecret.usualLength)) else {
            throw Inconsistency("a new secret has an allowed length")
        }
        let (now, vault) = (dependencies.realNow(), dependencies.vault)
        let id: ID<StoredWebhookSecret> = dependencies.ids.next()
        try tx.webhooks.add(secret, id, of: endpoint, by: officer, at: now, vault: vault)
        let token = dependencies.random.token(Self.tokenBytes)
        try tx.webhooks.addLink(
            WebhookSecretLink.lookup(token, vault), to: id, of: record.id, until: now + WebhookSecretLink.lifetime,
            vault: vault)
        guard let address = try tx.webhooks.endpoint(endpoint)?.address else { throw WebhookRefusal.noEndpoint }
        try tx.inbox.invite(
            WebhookSecretNotice(name: record.name, address: address, token: token), .email(contact), on: dependencies)
        try self.record(
            "webhook.secret-link-sent", record.id, ["record": endpoint.description],
            by: officer.map(Actor.officer) ?? .system, in: tx)
    }

    /// A new secret with a new link in place of one that the partner did not fetch. Throws `RecordRefusal` for a partner
    /// or an endpoint that SQL changed.
    ///
    /// - Parameter chosen: nil for the partner's only endpoint.
    func again(
        of id: ID<Partner>, _ chosen: ID<PartnerEndpoint>?, because reason: OfficeReason, by officer: ID<Officer>?
    ) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let partner = try tx.records.hold(.partners, id)
            let told = try tx.webhooks.endpoints(of: id).filter(\.isTold)
            let endpoint = chosen.map { chosen in told.first { $0.id == chosen } } ?? (told.count == 1 ? told[0] : nil)
            guard let record = try tx.partners.record(id), let endpoint else { throw WebhookRefusal.noEndpoint }
            let held = try tx.records.hold(.webhooks, endpoint.id)
            try tx.records.check(partner, vault: dependencies.vault)
            try tx.records.check(held, vault: dependencies.vault)
            guard try tx.webhooks.endUnread(of: endpoint.id, at: dependencies.realNow()) else {
                throw WebhookRefusal.secretFetched
            }
            try make(endpoint.id, for: record, by: officer, in: tx)
            try tx.records.bind(.webhooks, endpoint.id, at: dependencies.realNow(), ids: dependencies.ids)
            try self.record(
                "webhook.secret-replaced", id, ["reason": reason.text, "record": endpoint.id.description],
                by: officer.map(Actor.officer) ?? .system, in: tx)
        }
    }

    /// The link that a partner opened. Throws `WebhookRefusal.link`.
    func find(_ token: String) async throws -> WebhookSecretLink {
        let (lookup, now) = (WebhookSecretLink.lookup(token, dependencies.vault), dependencies.realNow())
        let found = try await dependencies.database.read { [dependencies] tx in
            try tx.webhooks.link(lookup, now: now, vault: dependencies.vault)
        }
        guard let found else { throw WebhookRefusal.link }
        return found
    }

    /// Shows the secret and uses the link up. Of two requests at once the second is refused.
    func fetch(_ token: String) async throws -> (link: WebhookSecretLink, secret: WebhookSecret) {
        let (lookup, now) = (WebhookSecretLink.lookup(token, dependencies.vault), dependencies.realNow())
        return try await dependencies.database.transaction { [dependencies] tx in
            guard let link = try tx.webhooks.link(lookup, now: now, vault: dependencies.vault),
                let secret = try tx.webhooks.take(link, at: now, vault: dependencies.vault)
            else { throw WebhookRefusal.link }
            try record("webhook.secret-fetched", link.partner, by: .partner(link.partner), in: tx)
            return (link, secret)
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
