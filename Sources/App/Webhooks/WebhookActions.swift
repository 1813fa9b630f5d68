import Foundation
import Programme
import Storage

/// Acts on a partner's endpoint. The first three are what two officers decided, in the caller's transaction.
struct WebhookActions: Sendable {
    let dependencies: Dependencies

    /// Writes address and types, also of an endpoint that SQL changed: then its secrets end, too. A partner without a valid
    /// secret is sent the link to a new one.
    func set(
        _ address: String, _ types: [WebhookType], of record: PartnerRecord, by officer: ID<Officer>?,
        in tx: Transaction
    ) throws {
        let now = dependencies.realNow()
        if try !isIntact(record.id, in: tx) {
            try tx.webhooks.endUnread(of: record.id, at: now)
            try tx.webhooks.endSecrets(of: record.id, at: now)
        }
        try tx.webhooks.set(address, types, of: record.id, by: officer, at: now)
        let hasSecret = try tx.webhooks.secrets(of: record.id).contains { $0.isValid(at: now) }
        if !hasSecret {
            try HandOverWebhookSecret(dependencies: dependencies).make(for: record, by: officer, in: tx)
        }
        try bind(record.id, in: tx)
    }

    /// Makes a new secret. The present one signs for `overlapDays` more beside it; one that was not fetched ends. Throws
    /// `RecordRefusal.changed` for an endpoint that SQL changed: it would be bound with the new secret.
    func rotate(
        _ record: PartnerRecord, overlapDays: Int, by officer: ID<Officer>?, in tx: Transaction
    ) throws {
        let now = dependencies.realNow()
        try tx.records.check(try tx.records.hold(.webhooks, record.id), vault: dependencies.vault)
        try tx.webhooks.endUnread(of: record.id, at: now)
        try tx.webhooks.endSecrets(of: record.id, at: now + .days(overlapDays))
        try HandOverWebhookSecret(dependencies: dependencies).make(for: record, by: officer, in: tx)
        try bind(record.id, in: tx)
    }

    /// Ends it with its secrets. What waits is not delivered. False where the partner is told of nothing.
    func end(_ partner: ID<Partner>, in tx: Transaction) throws -> Bool {
        let now = dependencies.realNow()
        let isIntact = try isIntact(partner, in: tx)
        guard try tx.webhooks.set(.ended, of: partner, from: [.active, .failing, .disabled], at: now) else {
            return false
        }
        try tx.webhooks.giveUpWaiting(of: partner, at: now)
        try tx.webhooks.endUnread(of: partner, at: now)
        try tx.webhooks.endSecrets(of: partner, at: now)
        if isIntact { try bind(partner, in: tx) }
        return true
    }

    /// The partnership has ended: what was paid for goes on for some weeks, and its events are sent for as long.
    func endSecrets(of partner: ID<Partner>, at end: Instant, in tx: Transaction) throws {
        guard try tx.webhooks.endpoint(of: partner) != nil else { return }
        let isIntact = try isIntact(partner, in: tx)
        try tx.webhooks.endSecrets(of: partner, at: end)
        if isIntact { try bind(partner, in: tx) }
    }

    /// Holds the endpoint before an act that does not wait. One that SQL changed is recorded, and not bound by the act.
    private func isIntact(_ partner: ID<Partner>, in tx: Transaction) throws -> Bool {
        _ = try tx.records.hold(.webhooks, partner)
        guard try tx.webhooks.endpoint(of: partner) != nil else { return true }
        return try dependencies.noteIfChanged(.webhooks, [partner], in: tx).isEmpty
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
            guard try tx.webhooks.endpoint(of: event.partner)?.isTold == true else { throw WebhookRefusal.noEndpoint }
            guard try tx.webhooks.sendAgain(event, at: dependencies.realNow()) else { throw WebhookRefusal.waits }
            let byPerson = person.map { ["by_person": $0.description] } ?? [:]
            try tx.audit.record(
                AuditEvent(
                    "webhook.sent-again", subject: "partner:\(event.partner)",
                    detail: byPerson.merging(["record": id.description]) { $1 }), by: actor, at: dependencies.moment(),
                ids: dependencies.ids)
        }
    }

    private func bind(_ partner: ID<Partner>, in tx: Transaction) throws {
        try tx.records.bind(.webhooks, partner, at: dependencies.realNow(), ids: dependencies.ids)
    }
}
