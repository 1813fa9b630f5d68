/// One attempt at a witnessed draw: the deadlines for revealing secrets and for signing, and the round of public
/// randomness it waits for. An attempt with too few signatures fails; the next one has a later round.
package struct DrawAttempt: Sendable, Equatable {
    /// 1 is the first.
    package let number: Int
    package let round: Int
    /// Secrets revealed later count as absent.
    package let revealsBy: Instant
    /// When the round's value becomes known. A later signature could have been given knowing it.
    package let roundAt: Instant

    package init(number: Int, round: Int, revealsBy: Instant, roundAt: Instant) {
        self.number = number
        self.round = round
        self.revealsBy = revealsBy
        self.roundAt = roundAt
    }

    /// The phase at `now`.
    ///
    /// - Parameter isFinal: whether the statement with the secrets is written, because all were revealed or the
    ///   deadline has passed.
    package func phase(isFinal: Bool, signatures: Int, needed: Int, at now: Instant) -> DrawPhase {
        guard now < roundAt else {
            return signatures >= needed
                ? .waitingForBeacon(since: roundAt)
                : .failed(at: roundAt, signatures: signatures, needed: needed)
        }
        return isFinal || now >= revealsBy ? .signing(until: roundAt) : .revealing(until: revealsBy)
    }
}

extension DrawRules {
    /// A wave's n-th attempt: its round is the first at or after n times the delay after the closing, so it cannot be
    /// chosen.
    package func attempt(_ number: Int, closing: Instant) -> DrawAttempt {
        let round = beacon.round(closing: closing, attempt: number)
        let at = beacon.time(of: round)
        return DrawAttempt(
            number: number, round: round, revealsBy: at - Span.seconds(30) * beacon.delayMinutes, roundAt: at)
    }

    /// The first attempt after `last` whose deadline for revealing secrets has not passed.
    package func attempt(after last: Int, closing: Instant, at now: Instant) -> DrawAttempt {
        var next = attempt(last + 1, closing: closing)
        let delay = max(1, Span.minutes(beacon.delayMinutes).milliseconds)
        // Skips the missed attempts at once: a list may be sealed days late.
        if next.revealsBy <= now {
            let missed = Int((now - next.revealsBy).milliseconds / delay)
            next = attempt(next.number + missed, closing: closing)
        }
        while next.revealsBy <= now { next = attempt(next.number + 1, closing: closing) }
        return next
    }
}
