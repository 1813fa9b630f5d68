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
    /// A code that could not be submitted for this long is given up: the person has asked for another one, or left.
    static let codePatience = Span.minutes(15)
    /// Notices to one recipient are sent in order, and sending one makes the next due. That signal may come before the
    /// next has been put back to wait, so it also checks again by itself: soon when the earlier notice was queued
    /// within `justNow` and not attempted yet, otherwise from time to time.
    private static let justNow = Span.seconds(10)
    private static let lookSoon = Span.seconds(1)
    private static let lookAgain = Span.seconds(30)

    static let isUrgent = true

    let delivery: ID<Delivery>
    /// A code's delivery and text, when the job runs straight after its commit: saves reading them, and is not stored
    /// with the job.
    var code: PreparedCode?

    private enum CodingKeys: CodingKey { case delivery }

    struct PreparedCode: Sendable {
        let delivery: Delivery
        let written: LocalizedMessage
    }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        if let code { return try await submit(code.delivery, code.written, on: dependencies) }
        let work = try await dependencies.database.read { [delivery] tx in
            try tx.deliveries.find(delivery, vault: dependencies.vault).map { found in
                Work(
                    delivery: found, written: try tx.deliveries.content(for: delivery, vault: dependencies.vault),
                    earlier: found.code == nil ? try tx.deliveries.waitingBefore(delivery) : nil)
            }
        }
        guard let work, work.delivery.state == .queued, let written = work.written else { return .done }
        if let earlier = work.earlier {
            let isLeaving = earlier.attempts == 0 && dependencies.realNow() - earlier.since < Self.justNow
            return .again(after: isLeaving ? Self.lookSoon : Self.lookAgain)
        }
        return try await submit(work.delivery, written, on: dependencies)
    }

    /// However the job died, later notices to the same recipient no longer wait for this one.
    func isBuried(because reason: String, in tx: Transaction, on dependencies: Dependencies) throws {
        guard let found = try tx.deliveries.find(delivery, vault: dependencies.vault), found.state == .queued else {
            return
        }
        try tx.deliveries.failed(found, reason: reason, at: dependencies.realNow(), signal: dependencies.jobSignal)
    }

    func isRevived(in tx: Transaction, on dependencies: Dependencies) throws {
        try tx.deliveries.queueAgain(delivery, at: dependencies.realNow())
    }

    private struct Work: Sendable {
        let delivery: Delivery
        let written: LocalizedMessage?
        let earlier: (since: Instant, attempts: Int)?
    }

    private func submit(_ delivery: Delivery, _ written: LocalizedMessage, on dependencies: Dependencies) async throws
        -> JobResult
    {
        let submission = GatewaySubmission(dependencies: dependencies, delivery: delivery)
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
            let patience = delivery.code == nil ? Self.noticePatience : Self.codePatience
            guard now - delivery.queuedAt < patience else {
                return try await fail(delivery, reason, at: now, isOurFault: isOurFault, on: dependencies)
            }
            try await dependencies.database.transaction { tx in try tx.deliveries.countAttempt(delivery.id) }
            let backoff = Backoff.delay(afterAttempt: delivery.attempts + 1, jitter: .random(in: 0..<1))
            return .again(after: delivery.code == nil ? max(pause, backoff) : min(pause, backoff))
        }
    }

    /// A lost notice is buried, for the office to see; a code sent to a mistyped address is not. A code that a gateway
    /// refused because of our settings is buried too, because then no message gets through.
    private func fail(
        _ delivery: Delivery, _ reason: String, at now: Instant, isOurFault: Bool = false,
        on dependencies: Dependencies
    ) async throws -> JobResult {
        try await dependencies.database.transaction { tx in
            _ = try tx.deliveries.failed(delivery, reason: reason, at: now, signal: dependencies.jobSignal)
        }
        return delivery.code == nil || isOurFault ? .giveUp(reason) : .done
    }
}
