import Programme

/// Who comes in when more people come than the site can serve: a value without a clock, told the time by its owner.
///
/// A place in line is the moment somebody joined it, and `called` the moment up to which everybody was called in. So
/// whoever joined first goes first, on whatever node and whichever side of a restart.
struct AdmissionLine: Sendable {
    enum Limits {
        /// Even a site in trouble lets some in, or it would never learn that the trouble is over.
        static let leastPerSecond = 10.0
        /// Who came within this long after a quiet moment needs no place.
        static let burst = Span(milliseconds: 500)
        /// How long the database may keep a caller waiting before fewer are let in.
        static let patience = Span(milliseconds: 150)
        /// A site that keeps a caller waiting for so long is far from what it can do, and cut deeper.
        static let trouble = Span(milliseconds: 600)
        /// After a cut its effect is waited for: whoever is inside goes on for about so long.
        static let settling = Span.seconds(1)
        /// What is left after a cut, and after one in trouble.
        static let cut = 0.9
        static let deepCut = 0.7
        /// A wait of less than this share of the longest since the last cut is on its way down.
        static let recovering = 0.8
        /// Up to this share of what was too many it goes back fast, from there on slowly: shares a second.
        static let known = 0.85
        static let fastPace = 0.4
        static let slowPace = 0.06
        /// People who joined within this long are called together.
        static let slot = Span(milliseconds: 250)
        /// A line longer than this forgets nobody, but no longer tells places behind it apart.
        static let slots = 86_400
        /// When to come back, at the soonest and at the latest.
        static let pause = Span.seconds(5)...Span.minutes(15)
    }

    enum Answer: Sendable, Equatable {
        case enter
        /// - Parameters:
        ///   - ahead: how many people are in front.
        ///   - after: when to ask again.
        case wait(since: Instant, ahead: Int, after: Span)
    }

    let mostPerSecond: Double
    private(set) var perSecond: Double
    private(set) var called: Instant
    private(set) var waiting = 0

    private let begun: Instant
    /// How many may come in at this moment; below zero after those of an earlier run.
    private var credit: Double
    private var tickedAt: Instant
    private var cutAt: Instant
    /// What was too many, last time.
    private var ceiling: Double
    /// The longest a caller had to wait since then.
    private var longest = Span(milliseconds: 0)
    /// How many joined in each slot from the one `called` lies in.
    private var joined: [Int] = []
    private var firstSlot: Int64

    init(mostPerSecond: Double, now: Instant) {
        precondition(mostPerSecond >= Limits.leastPerSecond)
        self.mostPerSecond = mostPerSecond
        perSecond = mostPerSecond
        ceiling = mostPerSecond
        (called, begun, tickedAt, cutAt) = (now, now, now, now)
        credit = mostPerSecond * Limits.burst.inSeconds
        firstSlot = Self.slot(of: now)
    }

    /// - Parameters:
    ///   - since: the moment of the asker's ticket; nil for somebody who has none.
    ///   - jitter: 0 ..< 1, so that those who joined together do not come back together.
    mutating func ask(since: Instant?, at now: Instant, jitter: Double) -> Answer {
        if let since {
            if since < begun { return returnToOld(since, jitter) }
            if since <= called { return .enter }
            return wait(since, jitter)
        }
        if waiting == 0, credit >= 1 {
            credit -= 1
            return .enter
        }
        join(at: now)
        return wait(max(now, called + Span(milliseconds: 1)), jitter)
    }

    /// Time goes on: some are called in. `delay` is how long the database kept a caller waiting just now.
    mutating func tick(at now: Instant, delay: Span) {
        let passed = max(0, (now - tickedAt).inSeconds)
        tickedAt = max(now, tickedAt)
        adapt(to: delay, at: now, passed: passed)
        credit = min(credit + perSecond * passed, max(1, perSecond * Limits.burst.inSeconds))
        callIn()
        if waiting == 0 { called = max(called, now) }
    }

    /// Fewer when the site is slow and does not recover already; while it is quick and people wait, fast back to near
    /// what was too many and then step by step beyond it.
    private mutating func adapt(to delay: Span, at now: Instant, passed: Double) {
        if delay > Limits.patience {
            longest = max(longest, delay)
            let isRecovering = Double(delay.milliseconds) < Limits.recovering * Double(longest.milliseconds)
            guard now - cutAt >= Limits.settling, !isRecovering else { return }
            (cutAt, ceiling, longest) = (now, perSecond, delay)
            perSecond = max(Limits.leastPerSecond, perSecond * (delay > Limits.trouble ? Limits.deepCut : Limits.cut))
        } else if waiting == 0 {
            perSecond = min(mostPerSecond, perSecond * (1 + passed))
        } else {
            let pace = perSecond < Limits.known * ceiling ? Limits.fastPace : Limits.slowPace
            perSecond = min(mostPerSecond, perSecond * (1 + pace * passed))
        }
    }

    private mutating func callIn() {
        while credit >= 1, waiting > 0, let count = joined.first {
            let end = Self.start(of: firstSlot + 1)
            if Double(count) <= credit {
                credit -= Double(count)
                waiting -= count
                called = max(called, end - Span(milliseconds: 1))
                joined.removeFirst()
                firstSlot += 1
            } else {
                let some = Int(credit)
                let left = end - max(called, Self.start(of: firstSlot))
                called =
                    max(called, Self.start(of: firstSlot))
                    + Span(milliseconds: left.milliseconds * Int64(some) / Int64(count))
                credit -= Double(some)
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

    /// Somebody from before this run, or from another node's: nobody counted them here, and they go before the others.
    private mutating func returnToOld(_ since: Instant, _ jitter: Double) -> Answer {
        guard credit > -perSecond * Limits.burst.inSeconds else {
            return .wait(since: since, ahead: 0, after: pause(ahead: 0, jitter))
        }
        credit -= 1
        return .enter
    }

    private func wait(_ since: Instant, _ jitter: Double) -> Answer {
        let ahead = ahead(of: since)
        return .wait(since: since, ahead: ahead, after: pause(ahead: ahead, jitter))
    }

    private func ahead(of since: Instant) -> Int {
        let place = Int(max(0, Self.slot(of: since) - firstSlot))
        let before = joined.prefix(place).reduce(0, +)
        guard place < joined.count else { return before }
        let share = Double((since - Self.start(of: firstSlot + Int64(place))).milliseconds)
        return before + Int(Double(joined[place]) * share / Double(Limits.slot.milliseconds))
    }

    private func pause(ahead: Int, _ jitter: Double) -> Span {
        let estimate = Double(ahead) / perSecond
        let pause = Span(milliseconds: Int64(estimate * 1_000))
        let bounded = min(max(pause, Limits.pause.lowerBound), Limits.pause.upperBound)
        return Span(milliseconds: bounded.milliseconds + Int64(Double(bounded.milliseconds) / 4 * jitter))
    }

    private static func slot(of instant: Instant) -> Int64 { instant.milliseconds / Limits.slot.milliseconds }
    private static func start(of slot: Int64) -> Instant { Instant(milliseconds: slot * Limits.slot.milliseconds) }
}

extension Span {
    fileprivate var inSeconds: Double { Double(milliseconds) / 1_000 }
}
