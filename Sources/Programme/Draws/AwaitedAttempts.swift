/// Which attempts' public randomness a wave is drawn with: a rule of time alone, so that neither the office nor a witness
/// chooses between two values.
extension DrawRules {
    /// The attempts whose values are asked for at `now`, in the order in which they count: with the first of them that is
    /// out, the wave is drawn. On each chain at most one attempt has signatures enough.
    ///
    /// An attempt on the second chain replaces the one on the first at the instant of its round: before it, a value of the
    /// first chain counts, and from it on none does. Only while the second chain counts as lost does the first one count
    /// again.
    ///
    /// - Parameter attempts: of the wave, with the witnesses that signed each in time.
    package func awaited(_ attempts: [DrawAbandonment.Attempt], at now: Instant) -> [DrawAbandonment.Attempt] {
        func latest(on chain: Int) -> (attempt: DrawAbandonment.Attempt, round: Instant)? {
            guard let beacon = on(chain: chain)?.beacon else { return nil }
            let enough = attempts.last { $0.chain == chain && $0.signed.count >= cosignatures }
            guard let enough, beacon.time(of: enough.round) <= now else { return nil }
            return (enough, beacon.time(of: enough.round))
        }
        let first = latest(on: 1)
        guard let second = latest(on: 2) else { return first.map { [$0.attempt] } ?? [] }
        let isLost = now >= second.round + .days(AbandonmentProgress.retiredDays)
        return [second.attempt] + (isLost ? first.map { [$0.attempt] } ?? [] : [])
    }
}
