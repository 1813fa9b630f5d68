import Programme
import Storage

extension DrawState {
    /// All attempts, the first one first, with the witnesses that signed each in time.
    var tried: [DrawAbandonment.Attempt] {
        let order = rules?.witnesses.map(\.id) ?? []
        return attempts.reversed().map { attempt in
            let signed = Set(attempt.signatures.map(\.witness))
            return DrawAbandonment.Attempt(
                number: attempt.number, chain: attempt.chain, round: attempt.round,
                signed: order.filter(signed.contains))
        }
    }

    /// How far the wave is from the point where it may be ended without a draw. An attempt that still runs has not failed.
    func abandonmentProgress(at now: Instant) -> AbandonmentProgress {
        guard let allRules else { return AbandonmentProgress(failed: 0, first: nil, last: nil) }
        let isRunning = if case .failed = phase(at: now) { false } else { wave.state == .sealed }
        return DrawAbandonment.progress(tried, under: allRules, isRunning: isRunning)
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

    /// Throws unless the wave may be ended without a draw now. A value that is stored is one to draw with.
    func checkAbandoning(at now: Instant) throws(WaveRefusal) {
        if wave.state == .sealed, let beacon, let attempt = attempts.first(where: { $0.round == beacon.value.round }) {
            throw .randomnessIsOut(attempt: attempt.number)
        }
        try wave.checkAbandoning(phase(at: now), abandonmentProgress(at: now), at: now)
    }

    /// The attempts that had signatures enough, each with its chain: if the value of their round came out, the wave has to
    /// be drawn.
    var drawable: [AwaitedRound] {
        guard let allRules else { return [] }
        return rounds(of: tried.filter { $0.signed.count >= allRules.cosignatures })
    }

    /// The rounds with whose value the wave is drawn if it is out at `now`, in the order in which they count; empty in
    /// other states than `sealed`.
    func awaited(at now: Instant) -> [AwaitedRound] {
        guard wave.state == .sealed, let allRules else { return [] }
        return rounds(of: allRules.awaited(tried, at: now))
    }

    private func rounds(of attempts: [DrawAbandonment.Attempt]) -> [AwaitedRound] {
        attempts.compactMap { attempt in
            (allRules?.on(chain: attempt.chain)).map { AwaitedRound(attempt: attempt, beacon: $0.beacon) }
        }
    }
}

/// An attempt with the chain for whose round it waits.
struct AwaitedRound: Sendable {
    let attempt: DrawAbandonment.Attempt
    let beacon: DrawRules.Beacon
}
