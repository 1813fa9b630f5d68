import Programme
import Storage

extension DrawState {
    /// All attempts, the first one first, with the witnesses that signed each in time.
    private var tried: [DrawAbandonment.Attempt] {
        let order = rules?.witnesses.map(\.id) ?? []
        return attempts.reversed().map { attempt in
            let signed = Set(attempt.signatures.map(\.witness))
            return DrawAbandonment.Attempt(
                number: attempt.number, chain: attempt.chain, round: attempt.round,
                signed: order.filter(signed.contains))
        }
    }

    /// How far the wave is from the point where it may be ended without a draw. An attempt that still runs does not count.
    func abandonmentProgress(at now: Instant) -> AbandonmentProgress {
        guard let allRules else { return AbandonmentProgress(failed: 0, first: nil, last: nil) }
        let isRunning = if case .failed = phase(at: now) { false } else { wave.state == .sealed }
        return DrawAbandonment.progress(isRunning ? tried.dropLast() : tried, under: allRules)
    }

    /// What the site signs of a wave that ended without a draw; nil of any other.
    ///
    /// - Parameter edition: the wave's.
    func abandonment(of edition: Edition) -> DrawAbandonment? {
        guard let endedAt = record.abandonedAt, let origin, let annex = origin.annex, let root = draw?.root else {
            return nil
        }
        return DrawAbandonment(
            edition: edition.id, editionDigest: origin.edition, annex: annex, wave: wave.number, root: root,
            attempts: tried, endedAt: endedAt)
    }

    /// Throws unless the wave may be ended without a draw now.
    func checkAbandoning(at now: Instant) throws(WaveRefusal) {
        try wave.checkAbandoning(phase(at: now), abandonmentProgress(at: now))
    }
}
