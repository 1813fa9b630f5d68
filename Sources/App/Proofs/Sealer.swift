import Logging
import Programme
import ServiceLifecycle
import Storage

/// Puts what was written to journal and audit trail into the log, about once a second, and signs how the log stands.
///
/// It works beside everything else, so the log costs those who write nothing; a row could be changed unseen for as long
/// as it waits, which is about a second.
struct Sealer: Service {
    let platform: Platform

    static let interval = Duration.seconds(1)
    /// Leaves in one transaction.
    static let batch = 1_000
    /// Rows this young are looked for every time.
    static let fresh = Span.seconds(10)
    /// Longer than any transaction: whatever is older than this was committed long ago. Looked at once a minute.
    static let settled = Span.minutes(5)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var round = 0
            while !Task.isCancelled {
                await sealEverything(thoroughly: round % 60 == 0)
                round += 1
                try? await Task.sleep(for: Self.interval)
            }
        }
    }

    func sealEverything(thoroughly: Bool) async {
        do {
            while try await seal(thoroughly: thoroughly) == Self.batch {}
        } catch {
            platform.logger.error("the log could not be sealed", metadata: ["error": "\(error)"])
        }
    }

    /// - Parameter thoroughly: looks at everything that is not settled yet, and moves the line below which nothing is
    ///   sealed any more.
    /// - Returns: how many rows were sealed.
    @discardableResult
    func seal(thoroughly: Bool) async throws -> Int {
        let now = platform.realNow()
        let seal = platform.seal
        return try await platform.database.transaction { tx in
            let head = try tx.proofs.head()
            let floor = thoroughly ? head.through : max(head.through, IDSource.lowest(at: now - Self.fresh))
            let leaves = try tx.proofs.unsealed(above: floor, limit: Self.batch)
            var next = head
            for leaf in leaves { next.frontier.append(leaf.hash) }
            if thoroughly, leaves.count < Self.batch {
                next.through = max(head.through, IDSource.lowest(at: now - Self.settled))
            }
            guard !leaves.isEmpty || next.through != head.through else { return 0 }
            // Two sealers may run; whoever comes second finds the head moved and leaves it for the next time.
            guard try tx.proofs.move(from: head, to: next) else { return 0 }
            guard !leaves.isEmpty else { return 0 }
            try tx.proofs.append(leaves, from: head.frontier.count)
            let checkpoint = Checkpoint(
                origin: seal.name, size: next.frontier.count, root: next.frontier.root, at: now)
            try tx.proofs.publish(checkpoint, note: try seal.note(checkpoint))
            return leaves.count
        }
    }
}
