import Programme

/// Who comes in when more people come than the site can serve: a value without a clock, told the time by its owner.
///
/// A place in line is the moment somebody joined it, and `called` the moment up to which everybody was called in. So
/// whoever joined first goes first, on whatever node and whichever side of a restart.
struct AdmissionLine: Sendable {
    enum Limits {
        /// Even a site in trouble lets some in, or it would never learn that the trouble is over.
        static let leastPerSecond = 10.0
        /// Who comes within this long after a quiet moment needs no place.
        static let burst = Span(milliseconds: 250)
        /// How long the site may keep whoever is inside waiting before fewer are let in.
        static let patience = Span(milliseconds: 150)
        /// What is left after a cut.
        static let cut = 0.85
        /// After a cut its effect is waited for: whoever is inside goes on for about so long.
        static let settling = Span.seconds(1)
        /// By how much it grows while the site is quick and people wait: this share a second for every second since the
        /// last cut, so that it is careful near what was too many and comes back fast from far below.
        static let growth = 0.05
        static let fastestGrowth = 0.5
        /// The estimate goes by how many were called in about so long.
        static let memory = Span.seconds(5)
        /// People who joined within this long are called together.
        static let slot = Span(milliseconds: 250)
        /// A line longer than this forgets nobody, but no longer tells places behind it apart.
        static let slots = 86_400
        /// When to come back, at the soonest and at the latest: the line may move faster than it did.
        static let pause = Span.seconds(1)...Span.minutes(1)
        /// People are told to ask again a little before it should be their turn, each at another moment.
        static let early = 0.8...1.0
        /// While nobody makes use of what there is, people are called so many times as fast as they may come in: some have
        /// gone home, some come late.
        static let haste = 3.0
        /// Those who were called and for whom there was no room come again within this long.
        static let latestAgain = Span.seconds(30)
    }

    enum Answer: Sendable, Equatable {
        case enter
        /// - Parameters:
        ///   - ahead: how many people are in front.
        ///   - estimate: how long that takes at the pace of late.
        ///   - after: when to ask again.
        case wait(since: Instant, ahead: Int, estimate: Span, after: Span)
    }

    let mostPerSecond: Double
    private(set) var perSecond: Double
    private(set) var called: Instant
    private(set) var waiting = 0

    private let begun: Instant
    private let firstPerSecond: Double
    /// How many were called a second, of late.
    private var pace: Double
    /// How many may come in at this moment; below zero when more of those who were called came than that.
    private var credit: Double
    /// How many more may be called at this moment.
    private var calls = 0.0
    /// How many of those who were called there was no room for, in the last second or so.
    private var refused = 0.0
    private var tickedAt: Instant
    private var cutAt: Instant
    /// How many joined in each slot from the one `called` lies in.
    private var joined: [Int] = []
    private var firstSlot: Int64

    /// - Parameters:
    ///   - firstPerSecond: with how many a second it begins, until it has felt what the site bears.
    ///   - mostPerSecond: never more.
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
    ///   - since: the moment of the asker's ticket; nil for somebody who has none.
    ///   - jitter: 0 ..< 1, so that those who joined together do not come back together.
    mutating func ask(since: Instant?, at now: Instant, jitter: Double) -> Answer {
        if let since {
            // Whoever joined before this run was counted by nobody here, and goes before the others.
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

    /// Those who were called come when they come. Some more of them than there is room for may enter, which newcomers
    /// then wait for; all of them at once may not.
    private mutating func enterCalled() -> Bool {
        guard credit > -perSecond * Limits.burst.inSeconds else { return false }
        credit -= 1
        return true
    }

    /// Time goes on: some are called in, unless the site is slow just now. `delay` is how long it keeps whoever is inside
    /// waiting.
    mutating func tick(at now: Instant, delay: Span) {
        let passed = max(0, (now - tickedAt).inSeconds)
        tickedAt = max(now, tickedAt)
        adapt(to: delay, at: now, passed: passed)
        refused /= 1 + passed
        let before = waiting
        if delay <= Limits.patience || perSecond <= Limits.leastPerSecond {
            let most = max(1, perSecond * Limits.burst.inSeconds)
            credit = min(credit + perSecond * passed, most)
            // While those who were called use up what there is, nobody else need be there.
            calls = min(calls + perSecond * passed * Limits.haste * max(0, credit / most), most)
            callIn()
        }
        if before > 0 {
            let share = min(1, passed / Limits.memory.inSeconds)
            if share > 0 { pace += (Double(before - waiting) / passed - pace) * share }
        }
        if waiting == 0 { called = max(called, now) }
    }

    /// Fewer while the site is slow; more while it is quick and people wait.
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

    /// Whether more would come in if they might.
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

    /// - Parameter soonest: after how many seconds to ask again at the earliest.
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
