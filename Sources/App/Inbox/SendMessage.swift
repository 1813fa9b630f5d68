import Connectors
import Foundation
import Logging
import Programme
import Storage

/// Submits one delivery to its gateway. The delivery id is its Message-ID, so that a duplicate can be recognised.
struct SendMessage: Job {
    static let name = "inbox.send"
    static let mayBeGivenUp = true

    /// A notice that could not be submitted for this long is given up.
    static let noticePatience = Span.days(3)
    /// Notices to one recipient are sent in order, and sending one makes the next due. On PostgreSQL that signal may come
    /// while the next is being put back to wait, so it also checks again by itself: soon when the earlier notice was
    /// queued within `justNow` and not attempted yet, otherwise from time to time.
    private static let justNow = Span.seconds(10)
    private static let lookSoon = Span.seconds(1)
    private static let lookAgain = Span.seconds(30)

    static let isUrgent = true

    let delivery: ID<Delivery>

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let work: Work?
        do {
            work = try await dependencies.database.read { try read(in: $0, dependencies.vault) }
        } catch VaultFault.unreadable {
            dependencies.logger.error(
                "a message is not sent: its delivery was changed by other means than an act",
                metadata: ["delivery": "\(delivery)"])
            return .giveUp(Self.changed)
        }
        guard let work, work.delivery.state == .queued, let written = work.written else { return .done }
        if let earlier = work.earlier {
            let isLeaving = earlier.attempts == 0 && dependencies.realNow() - earlier.since < Self.justNow
            return .again(after: isLeaving ? Self.lookSoon : Self.lookAgain) { [delivery] tx in
                try tx.deliveries.waitingBefore(delivery) == nil
            }
        }
        return try await submit(work.delivery, written, on: dependencies)
    }

    /// However the job died, later notices to the same recipient no longer wait for this one.
    func isBuried(because reason: String, in tx: Transaction, on dependencies: Dependencies) throws {
        guard try tx.deliveries.isQueued(delivery) else { return }
        try tx.deliveries.failed(delivery, reason: reason, at: dependencies.realNow(), signal: dependencies.jobSignal)
    }

    func isRevived(in tx: Transaction, on dependencies: Dependencies) throws {
        try tx.deliveries.queueAgain(delivery, at: dependencies.realNow())
    }

    /// Why a delivery whose message SQL exchanged, or whose destination it changed, is given up.
    static let changed = "the delivery was made for another message, or changed by other means than an act"

    /// Message and destination in one read: SQL cannot exchange one between the two.
    private func read(in tx: Transaction, _ vault: Vault) throws -> Work? {
        guard let found = try tx.deliveries.find(delivery, vault: vault) else { return nil }
        guard try found.state != .queued || tx.deliveries.isMeant(found, vault: vault) else {
            throw VaultFault.unreadable
        }
        return Work(
            delivery: found, written: try tx.deliveries.content(for: delivery, vault: vault),
            earlier: try tx.deliveries.waitingBefore(delivery))
    }

    private struct Work: Sendable {
        let delivery: Delivery
        let written: LocalizedMessage?
        let earlier: (since: Instant, attempts: Int)?
    }

    private func submit(_ delivery: Delivery, _ written: LocalizedMessage, on dependencies: Dependencies) async throws
        -> JobResult
    {
        let submission = GatewaySubmission(
            dependencies: dependencies, delivery: delivery.id, destination: delivery.destination)
        let outcome = await submission.submit(written.content, in: Words(language: written.language))
        let now = dependencies.realNow()
        switch outcome {
        case .handedOver:
            return .noting { tx in
                try tx.deliveries.handedOver(delivery, at: now, signal: dependencies.jobSignal)
            }
        case .refused(let reason):
            return try await fail(delivery, reason, at: now, on: dependencies)
        case .later(let pause, let reason, let isOurFault):
            if isOurFault {
                dependencies.logger.error("gateway refuses our messages", metadata: ["reason": "\(reason)"])
            }
            guard now - delivery.queuedAt < Self.noticePatience else {
                return try await fail(delivery, reason, at: now, on: dependencies)
            }
            try await dependencies.database.transaction { tx in try tx.deliveries.countAttempt(delivery.id) }
            let backoff = Backoff.delay(afterAttempt: delivery.attempts + 1, jitter: .random(in: 0..<1))
            return .again(after: max(pause, backoff))
        }
    }

    /// A lost notice is buried, for the office to see.
    private func fail(
        _ delivery: Delivery, _ reason: String, at now: Instant, on dependencies: Dependencies
    ) async throws -> JobResult {
        try await dependencies.database.transaction { tx in
            _ = try tx.deliveries.failed(delivery.id, reason: reason, at: now, signal: dependencies.jobSignal)
        }
        return .giveUp(reason)
    }
}
