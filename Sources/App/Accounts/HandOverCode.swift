import Foundation
import Logging
import Programme
import Storage

/// Submits the message of a code to its gateway. The code's id is its Message-ID, so that a duplicate can be recognised.
struct HandOverCode: Sendable {
    let code: UnsentCode

    /// A code that could not be submitted for this long is given up: the person has asked for another one, or left.
    static let patience = Span.minutes(15)

    /// Straight after the commit, in the process that made the code. Only when the gateway asks to try later, a job is
    /// enqueued for it; when the process ends before, `SendForgottenCodes` enqueues one.
    func first(on dependencies: Dependencies) async throws {
        guard case .again(let pause, _) = try await submit(on: dependencies) else { return }
        try await dependencies.database.transaction { [code] tx in
            try tx.jobs.enqueue(SendCode(code: code.id), on: dependencies, at: dependencies.realNow() + pause)
        }
    }

    func submit(on dependencies: Dependencies) async throws -> JobResult {
        let submission = GatewaySubmission(
            dependencies: dependencies, delivery: code.delivery, destination: code.destination)
        let outcome = await submission.submit(code.words.content, in: Words(language: code.words.language))
        let now = dependencies.realNow()
        switch outcome {
        case .handedOver:
            try await record(.init(id: code.id, at: now), on: dependencies)
            return .done
        case .refused(let reason):
            try await record(.init(id: code.id, at: now, failure: reason), on: dependencies)
            return .done
        case .later(let pause, let reason, let isOurFault):
            if isOurFault {
                dependencies.logger.error("gateway refuses our messages", metadata: ["reason": "\(reason)"])
            }
            guard now - code.issuedAt < Self.patience else {
                try await record(.init(id: code.id, at: now, failure: reason), on: dependencies)
                // A code that a gateway refused because of our settings is shown to the office, because then no message
                // gets through; one sent to a full mailbox is not.
                return isOurFault ? .giveUp(reason) : .done
            }
            try await dependencies.database.transaction { [code] tx in try tx.codes.countAttempt(code.id) }
            return .again(after: min(pause, Backoff.delay(afterAttempt: code.attempts + 1, jitter: .random(in: 0..<1))))
        }
    }

    private func record(_ handing: CodeQueries.Handing, on dependencies: Dependencies) async throws {
        try await dependencies.codeLeaders.handing.carryOut(handing, by: RecordHandings(), on: dependencies.database)
    }
}
