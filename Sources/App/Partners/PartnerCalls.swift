import Foundation
import Logging
import NIOConcurrencyHelpers
import Programme
import ServiceLifecycle
import Storage

/// A request of a partner's program and how it was answered, without any of its values.
struct PartnerCall: Sendable {
    let partner: ID<Partner>
    /// By the real clock.
    let at: Instant
    /// As the routes have it.
    let route: String
    let status: Int
    /// Nil for a success.
    let errorCode: String?
    let milliseconds: Int64
    let request: String
    /// Of a request whose signature or time was refused.
    var refused: Refused?
    /// With which key it was signed; nil where the signature was refused.
    var key: ID<SigningKey>?

    struct Refused: Sendable {
        /// The text that we computed the signature over, with every value left out.
        let text: String
        /// The first characters of the signature that came.
        let signature: String
        let bodyBytes: Int
        /// By how many seconds the partner's clock was ahead of ours; nil where the time cannot be read.
        let clockSeconds: Int?

        static let shown = 8
    }
}

/// Calls that are not written yet. A request adds one in memory and waits for nothing; a service writes them together
/// every two seconds. What a process that is killed has not written is lost: the log helps to find mistakes and proves
/// nothing.
final class PartnerCalls: Sendable {
    /// In memory at most; further calls are not logged until the next writing.
    private static let most = 4_000

    private let waiting = NIOLockedValueBox<[PartnerCall]>([])

    func note(_ call: PartnerCall) {
        waiting.withLockedValue { waiting in
            guard waiting.count < Self.most else { return }
            waiting.append(call)
        }
    }

    /// Writes what waits. A failure loses these calls and nothing else.
    func write(on dependencies: Dependencies) async {
        let calls = waiting.withLockedValue { waiting in
            defer { waiting = [] }
            return waiting
        }
        guard !calls.isEmpty else { return }
        do {
            let ids = dependencies.ids
            try await dependencies.database.transaction { tx in try tx.partners.write(calls, ids: ids) }
        } catch {
            dependencies.logger.warning("calls of partners were not logged", metadata: ["error": "\(error)"])
        }
    }
}

/// Writes the calls of this process while it answers requests, and once more at its end.
struct PartnerCallWriter: Service {
    let dependencies: Dependencies

    static let interval = Duration.seconds(2)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await dependencies.partnerCalls.write(on: dependencies)
                try? await Task.sleep(for: Self.interval)
            }
        }
        await dependencies.partnerCalls.write(on: dependencies)
    }
}
