import NIOConcurrencyHelpers
import Programme

/// Makes ids: 41 bits of milliseconds since 2020, 10 of node, 12 of counter. Ids never decrease, even when the clock is
/// set back; when a millisecond's counter is used up, it borrows from the next one.
final class IDSource: Sendable {
    /// The numbers a process can have: ten bits of an id.
    static let nodes = 0..<1_024

    /// Marks the rows whose ids it makes; nil for a process that binds no records.
    let mark: RowMark?
    /// The rows with these ids that have to come to stand in the log.
    let written = WrittenRows()
    /// Whether a command makes them, which an operator started: the audit log says so of what it records.
    let isCommandLine: Bool
    private let node: Int64
    private let realNow: @Sendable () -> Instant
    private let last: NIOLockedValueBox<Int64>

    /// - Parameters:
    ///   - node: one of `nodes`, leased by one running process at a time.
    ///   - highWater: the highest id this node has made, so that a clock set back between two starts does not repeat
    ///     ids.
    ///   - mark: of the installation's key.
    init(
        node: Int, highWater: Int64 = 0, mark: RowMark? = nil, isCommandLine: Bool = false,
        realNow: @escaping @Sendable () -> Instant
    ) {
        precondition(Self.nodes.contains(node))
        self.isCommandLine = isCommandLine
        self.mark = mark
        self.node = Int64(node)
        self.realNow = realNow
        last = NIOLockedValueBox(Self.isCredible(highWater, at: realNow()) ? Self.stamp(of: highWater) : 0)
    }

    /// A high water further ahead of the real clock than this was written by other means than a node: node and counter
    /// keep ids ahead by milliseconds, and a wrong clock is set right within two days. Following it would give later rows
    /// ids of the far future, and above the highest number negative ones.
    static let mostAhead = Span.days(2)

    private static func isCredible(_ id: Int64, at now: Instant) -> Bool { id >= 0 && id < ceiling(at: now) }

    /// Higher than every id that a node may have made until `now`.
    static func ceiling(at now: Instant) -> Int64 { lowest(at: now + mostAhead) }

    /// Makes only higher ids from here on than `highWater`, which another node gave. The sealer closes the log below
    /// the ids it has read: a node whose clock is behind the others' would write below that line, and its rows would
    /// count as inserted by hand.
    func advance(beyond highWater: Int64) {
        guard Self.isCredible(highWater, at: realNow()) else { return }
        let stamp = Self.stamp(of: highWater)
        last.withLockedValue { $0 = max($0, stamp) }
    }

    /// As above, also where the other node's id is of the same millisecond: the nodes decide the order within it.
    func advance(past id: ID<some Any>) { advance(beyond: id.rawValue | 0x3F_FFFF) }

    /// Milliseconds and counter of an id, without its node.
    private static func stamp(of id: Int64) -> Int64 { (id >> 22) << 12 | (id & 0xFFF) }

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

    /// Lower than every id made from `span` before `id` on; never below zero.
    static func id(_ id: Int64, earlierBy span: Span) -> Int64 {
        max((id >> 22) - span.seconds * 1_000, 0) << 22
    }

    /// When `id` was made, by the clock of the node that made it, in milliseconds.
    static func instant(of id: Int64) -> Instant {
        Instant(milliseconds: (id >> 22) + epoch)
    }

    /// 2020-01-01T00:00:00Z
    private static let epoch: Int64 = 1_577_836_800_000
}
