import Programme

extension DrawState {
    /// Until when a person who holds a receipt and is not in the draw can ask the office to look into it: the round of
    /// the attempt, or the announcement where the edition has no public randomness. Nil before the wave has closed,
    /// while a person joins again by themselves, and from that instant on.
    func missingUntil(at now: Instant) -> Instant? {
        let until: Instant
        switch (wave.state, rules) {
        case (.closed, let rules?): until = rules.attempt(after: 0, closing: wave.closesAt, at: now).roundAt
        case (.sealed, .some):
            guard let attempt else { return nil }
            until = attempt.roundAt
        case (Wave.State.closed ... .decreed, nil): until = wave.announcesAt
        default: return nil
        }
        return now < until ? until : nil
    }
}
