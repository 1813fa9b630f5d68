import Foundation
import Programme
import Storage

/// Acts on an endpoint of a partner. The first three are what two officers decided, in the caller's transaction.
struct WebhookActions: Sendable {
    let dependencies: Dependencies

    /// Writes address and types, also of an endpoint that SQL changed: then its secrets end, too. Without a valid secret
    /// the partner is sent the link to a new one.
    ///
    /// - Parameter id: of a new endpoint, or of one of the partner.
    func set(
        _ id: ID<PartnerEndpoint>, _ address: String, _ types: [WebhookType], of record: PartnerRecord,
        by officer: ID<Officer>?, in tx: Transaction
    ) throws {
        let now = dependencies.realNow()
        if try !isIntact(id, in: tx) {
            try tx.webhooks.endUnread(of: id, at: now)
            try tx.webhooks.endSecrets(of: id, at: now)
        }
        guard try tx.webhooks.set(address, types, to: id, of: record.id, by: officer, at: now) else {
            throw PartnerRecordRefusal.noWebhook
        }
        let hasSecret = try tx.webhooks.secrets(of: id).contains { $0.isValid(at: now) }
        if !hasSecret {
            try HandOverWebhookSecret(dependencies: dependencies).make(id, for: record, by: officer, in: tx)
        }
        try bind(id, in: tx)
    }

    /// Makes a new secret. The present one signs for `overlapDays` more beside it; one that was not fetched ends. Throws
    /// `RecordRefusal.changed` for an endpoint that SQL changed: it would be bound with the new secret.
    ///
    /// - Parameter id: of the partner's, as the caller has checked.
    func rotate(
        _ id: ID<PartnerEndpoint>, of record: PartnerRecord, overlapDays: Int, by officer: ID<Officer>?,
        in tx: Transaction
    ) throws {
        let now = dependencies.realNow()
        try tx.records.check(try tx.records.hold(.webhooks, id), vault: dependencies.vault)
        try tx.webhooks.endUnread(of: id, at: now)
        try tx.webhooks.endSecrets(of: id, at: now + .days(overlapDays))
        try HandOverWebhookSecret(dependencies: dependencies).make(id, for: record, by: officer, in: tx)
        try bind(id, in: tx)
    }

    /// Ends it with its secrets. What waits is not delivered. False where it has ended.
    func end(_ id: ID<PartnerEndpoint>, in tx: Transaction) throws -> Bool {
        let now = dependencies.realNow()
        let isIntact = try isIntact(id, in: tx)
        guard try tx.webhooks.set(.ended, of: id, from: [.active, .failing, .disabled], at: now) else {
            return false
        }
        try tx.webhooks.giveUpWaiting(of: id, at: now)
        try tx.webhooks.endUnread(of: id, at: now)
        try tx.webhooks.endSecrets(of: id, at: now)
        if isIntact { try bind(id, in: tx) }
        return true
    }

    /// The partnership has ended: what was paid for goes on for some weeks, and its events are sent for as long.
    func endSecrets(of partner: ID<Partner>, at end: Instant, in tx: Transaction) throws {
        for endpoint in try tx.webhooks.endpoints(of: partner) {
            let isIntact = try isIntact(endpoint.id, in: tx)
            try tx.webhooks.endSecrets(of: endpoint.id, at: end)
            if isIntact { try bind(endpoint.id, in: tx) }
        }
    }

    /// Holds the endpoint before an act that does not wait. One that SQL changed is recorded, and not bound by the act.
    private func isIntact(_ id: ID<PartnerEndpoint>, in tx: Transaction) throws -> Bool {
        _ = try tx.records.hold(.webhooks, id)
        guard try tx.webhooks.endpoint(id) != nil else { return true }
        return try dependencies.noteIfChanged(.webhooks, [id], in: tx).isEmpty
    }

    /// Puts an event into the queue once more, under its own id. One officer or person of the partner may, because the
    /// receiver knows the id.
    ///
    /// - Parameter person: at the partner's desk; nil for an officer.
    func sendAgain(
        _ id: ID<WebhookEvent>, by actor: Actor, of person: ID<PartnerPerson>? = nil
    ) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            guard let event = try tx.webhooks.event(id) else { throw WebhookRefusal.unknown }
            guard try tx.webhooks.endpoint(event.endpoint)?.isTold == true else { throw WebhookRefusal.noEndpoint }
            guard try tx.webhooks.sendAgain(event, at: dependencies.realNow()) else { throw WebhookRefusal.waits }
            let byPerson = person.map { ["by_person": $0.description] } ?? [:]
            try tx.audit.record(
                AuditEvent(
                    "webhook.sent-again", subject: "partner:\(event.partner)",
                    detail: byPerson.merging(["record": id.description]) { $1 }), by: actor, at: dependencies.moment(),
                ids: dependencies.ids)
        }
    }

    private func bind(_ id: ID<PartnerEndpoint>, in tx: Transaction) throws {
        try tx.records.bind(.webhooks, id, at: dependencies.realNow(), ids: dependencies.ids)
    }
}
