import Programme

/// The queue of visitors when more arrive than the site can serve: a value without a clock; the caller passes the time.
///
/// A visitor's place is the moment at which they joined, and `called` is the moment up to which all visitors have been
/// called. So visitors are admitted in the order in which they joined, on any node and across restarts.
struct AdmissionQueue: Sendable {
    enum Limits {
        /// Even an overloaded site admits this many, or it would never measure that the overload is over.
        static let leastPerSecond = 10.0
        /// Depth of the token bucket: visitors who arrive within this long after a quiet moment are admitted without
        /// waiting.
        static let burst = Span(milliseconds: 250)
        /// Delay of admitted visitors' requests above which fewer visitors are admitted.
        static let patience = Span(milliseconds: 150)
        /// Factor by which the rate is multiplied at a cut.
        static let cut = 0.85
        /// Least time between two cuts: admitted visitors go on making requests for about this long, so the effect of a
        /// cut shows only afterwards.
        static let settling = Span.seconds(1)
        /// Growth of the rate while the site is fast and visitors wait: this share per second for every second since
        /// the last cut, so that it grows slowly near the rate that was too high and quickly from far below.
        static let growth = 0.05
        static let fastestGrowth = 0.5
        /// Time constant of the moving average of calls per second, from which the estimate is computed.
        static let memory = Span.seconds(5)
        /// Visitors who joined within the same slot are called together.
        static let slot = Span(milliseconds: 250)
        /// The most slots (six hours). Visitors who join behind them are all counted in the last slot, without an order
        /// of their own.
        static let slots = 86_400
        /// Shortest and longest time until the waiting page reloads: the queue may move faster than it did.
        static let pause = Span.seconds(1)...Span.minutes(1)
        /// The page reloads a little before the visitor is expected to be called: after a random share of the estimate
        /// within this range.
        static let early = 0.8...1.0
        /// While the capacity is not used, visitors are called this many times as fast as they may enter: some have
        /// left, some come late.
        static let overcallFactor = 3.0
        /// Visitors who were called but refused for lack of capacity ask again within this long.
        static let latestAgain = Span.seconds(30)
    }

    enum Answer: Sendable, Equatable {
        case enter
        /// - Parameters:
        ///   - ahead: how many visitors are in front.
        ///   - estimate: how long that takes at the recent pace.
        ///   - after: when to ask again.
        case wait(since: Instant, ahead: Int, estimate: Span, after: Span)
    }

    let mostPerSecond: Double
    private(set) var perSecond: Double
    private(set) var called: Instant
    private(set) var waiting = 0

    private let begun: Instant
    private let firstPerSecond: Double
    /// Moving average of visitors called per second.
    private var pace: Double
    /// How many visitors may enter at this moment; negative when more called visitors entered than there was capacity
    /// for.
    private var credit: Double
    /// How many more visitors may be called at this moment.
    private var calls = 0.0
    /// How many called visitors were refused for lack of capacity, in about the last second.
    private var refused = 0.0
    private var tickedAt: Instant
    private var cutAt: Instant
    /// How many visitors joined in each slot, from the slot that contains `called`.
    private var joined: [Int] = []
    private var firstSlot: Int64

    /// - Parameters:
    ///   - firstPerSecond: the rate it starts with, before it has measured the load.
    ///   - mostPerSecond: the upper limit of the rate.
    init(firstPerSecond: Double, mostPerSecond: Double, now: Instant) {
        precondition(mostPerSecond >= Limits.leastPerSecond)
        self.mostPerSecond = mostPerSecond
        self.firstPerSecond = min(max(firstPerSecond, Limits.leastPerSecond), mostPerSecond)
        perSecond = self.firstPerSecond
        pace = self.firstPerSecond
        (called, begun, tickedAt, cutAt) = (now, now, now, now)
        credit = perSecond * Limits.burst.inSeconds
        firstSlot = Self.slot(of: now)
    }

    /// - Parameters:
    ///   - since: the moment of the visitor's ticket; nil when there is none.
    ///   - jitter: 0 ..< 1, spreads the reloads of visitors who joined together.
    mutating func ask(since: Instant?, at now: Instant, jitter: Double) -> Answer {
        if let since {
            // A visitor who joined before this process started is not in `joined`, and enters before the others.
            guard since <= called || since < begun else {
                return wait(since, ahead: ahead(of: since), soonest: 0, jitter)
            }
            if enterCalled() { return .enter }
            refused += 1
            let soonest = min(refused / max(pace, Limits.leastPerSecond), Limits.latestAgain.inSeconds)
            return wait(since, ahead: 0, soonest: soonest, jitter)
        }
        if waiting == 0, credit >= 1 {
            credit -= 1
            return .enter
        }
        join(at: now)
        let since = max(now, called + Span(milliseconds: 1))
        return wait(since, ahead: ahead(of: since), soonest: 0, jitter)
    }

    /// Called visitors come back at unpredictable times, so a bounded overdraft (`burst`) is allowed. It delays new
    /// visitors; it never admits the whole backlog at once.
    private mutating func enterCalled() -> Bool {
        guard credit > -perSecond * Limits.burst.inSeconds else { return false }
        credit -= 1
        return true
    }

    /// Refills the capacity and calls visitors, unless the site is slow just now. `delay` is how long it keeps admitted
    /// visitors waiting.
    mutating func tick(at now: Instant, delay: Span) {
        let passed = max(0, (now - tickedAt).inSeconds)
        tickedAt = max(now, tickedAt)
        adapt(to: delay, at: now, passed: passed)
        refused /= 1 + passed
        let before = waiting
        if delay <= Limits.patience || perSecond <= Limits.leastPerSecond {
            let most = max(1, perSecond * Limits.burst.inSeconds)
            credit = min(credit + perSecond * passed, most)
            // While the called visitors use up the capacity, no more need be called.
            calls = min(calls + perSecond * passed * Limits.overcallFactor * max(0, credit / most), most)
            callIn()
        }
        if before > 0 {
            let share = min(1, passed / Limits.memory.inSeconds)
            if share > 0 { pace += (Double(before - waiting) / passed - pace) * share }
        }
        if waiting == 0 { called = max(called, now) }
    }

    /// Lowers the rate while the site is slow; raises it while the site is fast and visitors wait.
    private mutating func adapt(to delay: Span, at now: Instant, passed: Double) {
        if delay > Limits.patience {
            guard now - cutAt >= Limits.settling else { return }
            cutAt = now
            perSecond = max(Limits.leastPerSecond, perSecond * Limits.cut)
        } else if isWanted || perSecond < firstPerSecond {
            let growth = min(Limits.fastestGrowth, Limits.growth * (now - cutAt).inSeconds)
            perSecond = min(isWanted ? mostPerSecond : firstPerSecond, perSecond * (1 + growth * passed))
        }
    }

    /// Whether a higher rate would admit more visitors: some wait and the credit is mostly used.
    private var isWanted: Bool { waiting > 0 && credit < perSecond * Limits.burst.inSeconds / 2 }

    private mutating func callIn() {
        while calls >= 1, waiting > 0, let count = joined.first {
            let end = Self.start(of: firstSlot + 1)
            if Double(count) <= calls {
                calls -= Double(count)
                waiting -= count
                called = max(called, end - Span(milliseconds: 1))
                joined.removeFirst()
                firstSlot += 1
            } else {
                let some = Int(calls)
                let left = end - max(called, Self.start(of: firstSlot))
                called =
                    max(called, Self.start(of: firstSlot))
                    + Span(milliseconds: left.milliseconds * Int64(some) / Int64(count))
                calls -= Double(some)
                waiting -= some
                joined[0] = count - some
            }
        }
    }

    private mutating func join(at now: Instant) {
        if waiting == 0 {
            joined = []
            firstSlot = Self.slot(of: max(now, called))
        }
        let place = min(Int(max(0, Self.slot(of: now) - firstSlot)), Limits.slots)
        while joined.count <= place { joined.append(0) }
        joined[place] += 1
        waiting += 1
    }

    private func ahead(of since: Instant) -> Int {
        let place = Int(max(0, Self.slot(of: since) - firstSlot))
        let before = joined.prefix(place).reduce(0, +)
        guard place < joined.count else { return before }
        let share = Double((since - Self.start(of: firstSlot + Int64(place))).milliseconds)
        return before + max(0, Int(Double(joined[place]) * share / Double(Limits.slot.milliseconds)))
    }

    /// - Parameter soonest: seconds until the visitor may ask again at the earliest.
    private func wait(_ since: Instant, ahead: Int, soonest: Double, _ jitter: Double) -> Answer {
        let soonest = max(soonest, Limits.pause.lowerBound.inSeconds)
        let estimate = Double(ahead) / max(pace, Limits.leastPerSecond)
        let spread = Limits.early.upperBound - Limits.early.lowerBound
        let pause = min(
            estimate * (Limits.early.lowerBound + spread * jitter), Limits.pause.upperBound.inSeconds)
        return .wait(
            since: since, ahead: ahead, estimate: Span(inSeconds: max(estimate, soonest)),
            after: Span(inSeconds: max(pause, soonest * (1 + spread * jitter))))
    }

    private static func slot(of instant: Instant) -> Int64 { instant.milliseconds / Limits.slot.milliseconds }
    private static func start(of slot: Int64) -> Instant { Instant(milliseconds: slot * Limits.slot.milliseconds) }
}

extension Span {
    fileprivate var inSeconds: Double { Double(milliseconds) / 1_000 }

    fileprivate init(inSeconds: Double) {
        self.init(milliseconds: Int64(inSeconds * 1_000))
    }
}
