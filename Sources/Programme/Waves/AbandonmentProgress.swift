/// How far a wave whose attempts fail is from the point where two officers may end it without a draw. The rule is the same
/// for every wave, so that the office cannot choose when to give up.
package struct AbandonmentProgress: Sendable, Equatable {
    /// How many attempts in a row must have had too few signatures. Each failed before its round, so before its outcome
    /// could be computed.
    package static let attempts = 3
    /// The days between the rounds of the first and of the last of these attempts, at least: the time to find a key. The
    /// last attempt lies behind them, so a key that was found can still sign.
    package static let days = 7

    /// The latest attempts in a row that had too few signatures.
    package let failed: Int
    /// The round of the last one; nil before the first has failed.
    package let last: Instant?
    /// The earliest round of an attempt after whose failure the wave may be ended; nil before the first has failed.
    package let earliest: Instant?

    /// - Parameters:
    ///   - first: when the round of the first of the failed attempts came out.
    ///   - last: the same of the last one.
    package init(failed: Int, first: Instant?, last: Instant?) {
        self.failed = failed
        self.last = last
        earliest = first.map { $0 + .days(Self.days) }
    }

    package var isReached: Bool {
        guard let earliest, let last else { return false }
        return failed >= Self.attempts && last >= earliest
    }
}
