/// How far a wave whose attempts fail is from the point where two officers may end it without a draw. The rule is the same
/// for every wave, so that the office cannot choose when to give up. An attempt that had signatures enough must be drawn:
/// it bars the end until its chain has been silent for so long that it counts as retired.
package struct AbandonmentProgress: Sendable, Equatable {
    /// How many attempts in a row must have had too few signatures. Each failed before its round, so before its outcome
    /// could be computed.
    package static let attempts = 3
    /// The days between the rounds of the first and of the last of these attempts, at least: the time to find a key. The
    /// last attempt lies behind them, so a key that was found can still sign.
    package static let days = 7
    /// The days after which a chain counts as retired when the round of an attempt with signatures enough has not come
    /// out. Until then the wave waits, or another attempt waits for the annex's second chain.
    package static let retiredDays = 30

    /// The latest attempts in a row that had too few signatures.
    package let failed: Int
    /// The round of the last one; nil before the first has failed.
    package let last: Instant?
    /// The earliest round of an attempt after whose failure the wave may be ended; nil before the first has failed.
    package let earliest: Instant?
    /// The latest attempt that had signatures enough; nil where none had.
    package let drawable: Drawable?

    /// - Parameters:
    ///   - first: when the round of the first of the failed attempts came out.
    ///   - last: the same of the last one.
    package init(failed: Int, first: Instant?, last: Instant?, drawable: Drawable? = nil) {
        self.failed = failed
        self.last = last
        earliest = first.map { $0 + .days(Self.days) }
        self.drawable = drawable
    }

    /// An attempt that has to be drawn as soon as the value of its round comes out.
    package struct Drawable: Sendable, Equatable {
        package let number: Int
        /// When its chain counts as retired, unless the value comes out before.
        package let retiredAt: Instant
        /// Whether it is the latest attempt and the annex has no further chain, so that no other attempt can follow.
        package let isLast: Bool

        package init(number: Int, retiredAt: Instant, isLast: Bool) {
            (self.number, self.retiredAt, self.isLast) = (number, retiredAt, isLast)
        }
    }

    /// Whether enough attempts in a row failed over enough days.
    package var isReached: Bool {
        guard let earliest, let last else { return false }
        return failed >= Self.attempts && last >= earliest
    }

    /// The attempt with signatures enough that bars the end at `now`; nil where there is none.
    package func barred(at now: Instant) -> Drawable? { drawable.flatMap { now < $0.retiredAt ? $0 : nil } }

    /// Whether the last chain of the annex counts as retired while an attempt with signatures enough waits for it.
    package func isSilentForEver(at now: Instant) -> Bool { drawable?.isLast == true && barred(at: now) == nil }
}
