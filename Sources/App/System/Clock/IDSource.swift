import NIOConcurrencyHelpers
import Programme

/// Makes ids: 41 bits of milliseconds since 2020, 10 of node, 12 of counter. Ids never decrease, even when the clock is
/// set back; when a millisecond's counter is used up, it borrows from the next one.
final class IDSource: Sendable {
    private let node: Int64
    private let realNow: @Sendable () -> Instant
    private let last: NIOLockedValueBox<Int64>

    /// - Parameters:
    ///   - node: 0 ..< 1024, one per running process.
    ///   - highWater: the highest id this node has made, so that a clock set back between two starts does not repeat
    ///     ids.
    init(node: Int, highWater: Int64 = 0, realNow: @escaping @Sendable () -> Instant) {
        precondition((0..<1_024).contains(node))
        self.node = Int64(node)
        self.realNow = realNow
        last = NIOLockedValueBox((highWater >> 22) << 12 | (highWater & 0xFFF))
    }

    func next<Entity>() -> ID<Entity> {
        let now = (realNow().milliseconds - IDSource.epoch) << 12
        let stamp = last.withLockedValue { last in
            last = max(last + 1, now)
            return last
        }
        return ID((stamp >> 12) << 22 | node << 12 | (stamp & 0xFFF))
    }

    /// An upper bound of all ids made so far.
    var highWater: Int64 {
        let stamp = last.withLockedValue { $0 }
        return (stamp >> 12) << 22 | node << 12 | (stamp & 0xFFF)
    }

    /// Lower than every id made from `instant` on, by any node.
    static func lowest(at instant: Instant) -> Int64 {
        max(instant.milliseconds - epoch, 0) << 22
    }

    /// 2020-01-01T00:00:00Z
    private static let epoch: Int64 = 1_577_836_800_000
}
