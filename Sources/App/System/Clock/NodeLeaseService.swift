import Logging
import Programme
import ServiceLifecycle
import Storage

/// Renews the lease of this process's node number while it runs, and releases it at the end. If the lease is lost (for
/// example, the machine was suspended) the process stops, because another one may make the same ids. While the database
/// is unavailable it retries until the lease ends.
struct NodeLeaseService: Service {
    let ids: IDSource
    private let lease: NodeLease
    private let database: Database
    private let realClock: @Sendable () -> Instant
    private let logger: Logger
    /// Pause between two renewals.
    var interval = Self.renewal

    static let leaseSpan = Span.minutes(2)
    static let renewal = Duration.seconds(30)
    /// Pause between two tries while the database is unavailable.
    static let retry = Duration.seconds(5)
    /// Attempts to lease a number; as many processes may compete for the same one.
    private static let racers = 32

    static func lease(
        in database: Database, mark: RowMark? = nil, isCommandLine: Bool = false,
        realClock: @escaping @Sendable () -> Instant, logger: Logger
    ) async throws -> NodeLeaseService {
        let now = realClock()
        let owner = RandomSource().token(9)
        var found: NodeLease?
        // Processes started at the same time compete for the lowest number; the others try again.
        for _ in 0..<racers where found == nil {
            found = try await database.transaction { tx in
                try tx.nodes.lease(owner: owner, until: now + leaseSpan, now: now)
            }
        }
        guard let lease = found else { throw BootFault.noNodeNumber }
        let ids = IDSource(
            node: lease.number, highWater: lease.highWater, mark: mark, isCommandLine: isCommandLine,
            realNow: realClock)
        let start = realClock()
        ids.advance(beyond: try await database.read { try $0.nodes.highestID(at: start) })
        return NodeLeaseService(ids: ids, lease: lease, database: database, realClock: realClock, logger: logger)
    }

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            var (until, pause) = (realClock() + Self.leaseSpan, interval)
            while (try? await Task.sleep(for: pause)) != nil {
                let next = realClock() + Self.leaseSpan
                do {
                    guard try await renew(Self.leaseSpan) else { throw NodeFault.lost(lease.number) }
                    (until, pause) = (next, interval)
                    let now = realClock()
                    ids.advance(beyond: try await database.read { try $0.nodes.highestID(at: now) })
                } catch is CancellationError {
                    // The service is stopping; the number is released below.
                    return
                } catch let fault as StorageFault where realClock() < until {
                    logger.warning("the node number could not be renewed yet", metadata: ["reason": "\(fault)"])
                    pause = Self.retry
                }
            }
        }
        do {
            _ = try await renew(.zero)
        } catch is StorageFault {
            // The release could not be written; the lease runs out by itself.
        }
    }

    private func renew(_ span: Span) async throws -> Bool {
        let until = realClock() + span
        let highWater = ids.highWater
        return try await database.upkeep { [lease] tx in
            try tx.nodes.renew(lease, highWater: highWater, until: until)
        }
    }
}

enum NodeFault: Error, CustomStringConvertible {
    /// Another process holds this number now.
    case lost(Int)

    var description: String {
        switch self {
        case .lost(let number):
            """
            this server was suspended for more than two minutes, and another process has taken its node number \
            (\(number)): start it again
            """
        }
    }
}
