import Logging
import Programme
import ServiceLifecycle
import Storage

/// Holds this process's node number while it runs and gives it back at the end. If the lease is lost (a machine that
/// slept)
/// the process stops, because another may make the same ids.
struct NodeKeeper: Service {
    let ids: IDSource
    private let lease: NodeLease
    private let database: Database
    private let realClock: @Sendable () -> Instant
    private let logger: Logger

    static let leaseSpan = Span.minutes(2)
    static let renewal = Duration.seconds(30)

    static func lease(
        in database: Database, realClock: @escaping @Sendable () -> Instant, logger: Logger
    ) async throws -> NodeKeeper {
        let now = realClock()
        let owner = RandomSource().token(9)
        let lease = try await database.transaction { tx in
            try tx.clock.leaseNode(owner: owner, until: now + leaseSpan, now: now)
        }
        guard let lease else { throw BootFault.noNodeNumber }
        return NodeKeeper(
            ids: IDSource(node: lease.number, highWater: lease.highWater, realNow: realClock),
            lease: lease, database: database, realClock: realClock, logger: logger)
    }

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: Self.renewal)) != nil {
                guard try await renew(Self.leaseSpan) else { throw NodeFault.lost(lease.number) }
            }
        }
        _ = try await renew(.zero)
    }

    private func renew(_ span: Span) async throws -> Bool {
        let until = realClock() + span
        let highWater = ids.highWater
        return try await database.transaction { [lease] tx in
            try tx.clock.renew(lease, highWater: highWater, until: until)
        }
    }
}

enum NodeFault: Error {
    /// Somebody else holds this number now.
    case lost(Int)
}
