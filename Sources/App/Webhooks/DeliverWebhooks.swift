import Connectors
import Foundation
import Programme
import Storage

/// Posts the due events of one endpoint's lane, one after the other: of each purchase in order, a later event only once
/// the earlier one was taken or given up. The outside call stands outside of every transaction; an attempt whose result
/// was lost is made again under the same id, by which the receiver knows it.
struct DeliverWebhooks: Job {
    static let name = "webhooks.deliver"
    /// `TendWebhooks` starts it again while an event is due.
    static let mayBeGivenUp = true

    /// Events of one run at most, and how long it goes on, so that other jobs get their turn.
    private static let together = 20
    private static let longest = Duration.seconds(20)

    let endpoint: ID<PartnerEndpoint>
    let lane: Int64

    var uniqueKey: String? { "\(endpoint)-\(lane)" }

    enum CodingKeys: String, CodingKey {
        /// As in jobs from before a partner had several: an endpoint from then has its partner's number.
        case endpoint = "partner"
        case lane
    }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        guard try await isIntact(on: dependencies) else { return .done }
        let began = ContinuousClock.now
        for _ in 0..<Self.together where ContinuousClock.now - began < Self.longest {
            guard let work = try await next(on: dependencies) else { return .done }
            try await deliver(work, on: dependencies)
        }
        return .again(after: .zero)
    }

    private struct Work: Sendable {
        let event: WebhookEvent
        let endpoint: WebhookEndpoint
        let secrets: [WebhookSecret]
    }

    /// An endpoint that SQL changed is told nothing more, and officers are told of it.
    private func isIntact(on dependencies: Dependencies) async throws -> Bool {
        let isIntact = try await dependencies.database.read { [endpoint] tx in
            try tx.records.isAsBound(.webhooks, endpoint, vault: dependencies.vault)
        }
        guard !isIntact else { return true }
        return try await dependencies.database.transaction { [endpoint] tx in
            guard try !dependencies.noteIfChanged(.webhooks, [endpoint], in: tx).isEmpty else { return true }
            try close("webhook.stopped", at: dependencies.realNow(), in: tx, on: dependencies)
            return false
        }
    }

    private func next(on dependencies: Dependencies) async throws -> Work? {
        let now = dependencies.realNow()
        return try await dependencies.database.read { [id = endpoint, lane] tx in
            // In the transaction that reads the address, so that SQL cannot change it between the two.
            guard let endpoint = try tx.webhooks.endpoint(id), endpoint.isTold,
                try tx.records.isAsBound(.webhooks, id, vault: dependencies.vault),
                let event = try tx.webhooks.next(of: id, lane: lane, at: now)
            else { return nil }
            let secrets = try tx.webhooks.validSecrets(of: id, at: now, vault: dependencies.vault)
            return Work(event: event, endpoint: endpoint, secrets: secrets)
        }
    }

    private func deliver(_ work: Work, on dependencies: Dependencies) async throws {
        let event = work.event
        guard !work.secrets.isEmpty else { return try await endUnsigned(on: dependencies) }
        let signature = WebhookSignature(
            id: event.messageID, timestamp: dependencies.realNow().milliseconds / 1_000, body: Data(event.body.utf8))
        let sender = WebhookSender(
            allowsLoopback: dependencies.configuration.allowsLoopbackAddresses, logger: dependencies.logger)
        let reply = await sender.send(
            signature.body,
            [
                (WebhookSignature.idHeader, signature.id),
                (WebhookSignature.timestampHeader, String(signature.timestamp)),
                (WebhookSignature.signatureHeader, signature.header(work.secrets)),
            ], to: work.endpoint.address)
        // A call that the shutdown cut off is no attempt: it is made again under the same id.
        try Task.checkCancellation()
        let attempt = WebhookAttempt(
            number: event.attempts + 1, at: dependencies.realNow(), status: reply.status, took: reply.took,
            answer: reply.answer)
        let outcome = WebhookRetry.outcome(
            status: reply.status, retryAfter: reply.retryAfter, attempt: event.tries + 1,
            jitter: .random(in: 0..<1))
        try await dependencies.database.transaction { tx in
            try note(attempt, outcome, work, in: tx, on: dependencies)
        }
    }

    /// Nothing is sent without a signature: the secrets of a partner that has ended end some weeks later.
    private func endUnsigned(on dependencies: Dependencies) async throws {
        try await dependencies.database.transaction { [endpoint] tx in
            guard try WebhookActions(dependencies: dependencies).end(endpoint, in: tx) else { return }
            try record("webhook.ended", in: tx, on: dependencies)
        }
    }

    private func note(
        _ attempt: WebhookAttempt, _ outcome: WebhookOutcome, _ work: Work, in tx: Transaction,
        on dependencies: Dependencies
    ) throws {
        let (state, next): (WebhookEvent.State, Instant?) =
            switch outcome {
            case .delivered: (.delivered, nil)
            case .retry(let pause): (.waiting, attempt.at + pause)
            case .gone, .failed: (.failed, nil)
            }
        guard try tx.webhooks.note(attempt, of: work.event, becoming: state, next: next) else { return }
        switch outcome {
        case .retry: break
        case .delivered:
            guard work.endpoint.state == .failing else { return }
            if try tx.webhooks.set(.active, of: endpoint, from: [.failing], at: attempt.at) {
                try record("webhook.recovered", in: tx, on: dependencies)
            }
        case .gone: try close("webhook.gone", at: attempt.at, in: tx, on: dependencies)
        case .failed:
            guard try tx.webhooks.set(.failing, of: endpoint, from: [.active], at: attempt.at) else { return }
            try record("webhook.failing", in: tx, on: dependencies)
            try tell(isClosed: false, in: tx, on: dependencies)
        }
    }

    private func close(_ act: String, at now: Instant, in tx: Transaction, on dependencies: Dependencies) throws {
        guard try tx.webhooks.set(.disabled, of: endpoint, from: [.active, .failing], at: now) else { return }
        try tx.webhooks.giveUpWaiting(of: endpoint, at: now)
        try record(act, in: tx, on: dependencies)
        try tell(isClosed: true, in: tx, on: dependencies)
    }

    /// Tells the partner at its agreed address; officers read it on their desk.
    private func tell(isClosed: Bool, in tx: Transaction, on dependencies: Dependencies) throws {
        guard let endpoint = try tx.webhooks.endpoint(endpoint), let record = try tx.partners.record(endpoint.partner),
            let contact = record.contact.flatMap(EmailAddress.init)
        else { return }
        try tx.inbox.invite(
            WebhookTroubleNotice(name: record.name, address: endpoint.address, isClosed: isClosed), .email(contact),
            on: dependencies)
    }

    private func record(_ act: String, in tx: Transaction, on dependencies: Dependencies) throws {
        guard let partner = try tx.webhooks.endpoint(endpoint)?.partner else { return }
        try tx.audit.record(
            AuditEvent(act, subject: "partner:\(partner)", detail: ["record": endpoint.description]), by: .system,
            at: dependencies.moment(), ids: dependencies.ids)
    }
}
