/// One try at a draw that witnesses watch over: until when they may show their secrets, until when they may sign, and
/// which round of public randomness it waits for. A try that too few signed is over; the next has a later round.
package struct DrawAttempt: Sendable, Equatable {
    /// 1 is the first.
    package let number: Int
    package let round: Int
    /// Secrets shown later count as absent.
    package let revealsBy: Instant
    /// When the round's value becomes known. A signature given later could have been given knowing it.
    package let roundAt: Instant

    package init(number: Int, round: Int, revealsBy: Instant, roundAt: Instant) {
        self.number = number
        self.round = round
        self.revealsBy = revealsBy
        self.roundAt = roundAt
    }

    /// Where it stands.
    ///
    /// - Parameter isFinal: the statement with the secrets in it is written, because all were shown or time was up.
    package func phase(isFinal: Bool, signatures: Int, needed: Int, at now: Instant) -> DrawPhase {
        guard now < roundAt else {
            return signatures >= needed
                ? .waitingForBeacon(since: roundAt)
                : .failed(at: roundAt, signatures: signatures, needed: needed)
        }
        return isFinal || now >= revealsBy ? .signing(until: roundAt) : .revealing(until: revealsBy)
    }
}

package enum DrawPhase: Sendable, Equatable {
    case revealing(until: Instant)
    case signing(until: Instant)
    /// Nothing is ever substituted for it, however late it is.
    case waitingForBeacon(since: Instant)
    /// Too few signed in time: there is no draw until the office begins another try.
    case failed(at: Instant, signatures: Int, needed: Int)
}

extension DrawRules {
    /// A wave's n-th try: its round is the first at or after n times the delay behind the closing; nobody chooses it.
    package func attempt(_ number: Int, closing: Instant) -> DrawAttempt {
        let round = beacon.round(closing: closing, attempt: number)
        let at = beacon.time(of: round)
        return DrawAttempt(
            number: number, round: round, revealsBy: at - Span.seconds(30) * beacon.delayMinutes, roundAt: at)
    }

    /// The first try behind `last` whose time for showing secrets is not over yet.
    package func attempt(after last: Int, closing: Instant, at now: Instant) -> DrawAttempt {
        var next = attempt(last + 1, closing: closing)
        let delay = max(1, Span.minutes(beacon.delayMinutes).milliseconds)
        // A list sealed days late would otherwise be counted up to step by step.
        if next.revealsBy <= now {
            let missed = Int((now - next.revealsBy).milliseconds / delay)
            next = attempt(next.number + missed, closing: closing)
        }
        while next.revealsBy <= now { next = attempt(next.number + 1, closing: closing) }
        return next
    }
}
