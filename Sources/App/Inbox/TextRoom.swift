import Programme
import Storage

/// How many more codes may be sent by text message, as the counters were read, and which of them are about to be.
struct TextRoom: Sendable {
    /// Counters per period, to avoid contention on one row. The sum never exceeds the cap; when the shards fill
    /// unevenly, it may stop a few short.
    static let shards = 16

    enum Period: String, SQLConvertible {
        case hour, day

        var span: Span { self == .hour ? .hours(1) : .days(1) }
    }

    /// The counters of one period.
    struct Counters: Sendable {
        let period: Period
        let cap: Int
        let begun: Instant
        /// By shard.
        let sent: [Int: Int]
        fileprivate(set) var taken: [Int: Int] = [:]

        init(period: Period, cap: Int, begun: Instant, sent: [Int: Int]) {
            (self.period, self.cap, self.begun, self.sent) = (period, cap, begun, sent)
        }

        var usedUp: CodeRefusal { .textsUsedUp(until: begun + period.span) }

        fileprivate mutating func take() throws(CodeRefusal) {
            // A cap smaller than the number of shards uses only the first ones.
            let shard = Int.random(in: 0..<min(TextRoom.shards, max(cap, 1)))
            let share = cap / TextRoom.shards + (shard < cap % TextRoom.shards ? 1 : 0)
            guard sent[shard, default: 0] + taken[shard, default: 0] < share else { throw usedUp }
            taken[shard, default: 0] += 1
        }
    }

    private(set) var counters: [Counters]

    init(_ counters: [Counters]) {
        self.counters = counters
    }

    /// Counts one more text. Throws `CodeRefusal.textsUsedUp` when one of the periods is used up, and counts it in none.
    mutating func take() throws(CodeRefusal) {
        var counters = counters
        for place in counters.indices { try counters[place].take() }
        self.counters = counters
    }
}
