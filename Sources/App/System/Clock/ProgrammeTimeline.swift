import Programme

/// How far the programme clock was ahead of the real one, and since when. One step in production; in the demo, where the
/// clock is moved forward, one more for each move. A real time is converted with the lead that was in force at that
/// time, so that what happened keeps its day.
struct ProgrammeTimeline: Sendable, Equatable {
    struct Step: Sendable, Equatable {
        /// By the real clock. The first step counts from the beginning.
        let since: Instant
        let lead: Span
    }

    let first: Step
    /// In the order of their beginnings.
    private(set) var later: [Step] = []

    /// Of a clock that was never moved.
    init(lead: Span = .zero) {
        first = Step(since: Instant(milliseconds: 0), lead: lead)
    }

    /// Nil without a step.
    init?(_ steps: [Step]) {
        guard let first = steps.first else { return nil }
        self.first = first
        later = Array(steps.dropFirst())
    }

    /// The lead in force.
    var lead: Span { (later.last ?? first).lead }

    /// How far the clock was moved in all.
    var moved: Span { lead - first.lead }

    mutating func move(to lead: Span, at real: Instant) {
        later.append(Step(since: real, lead: lead))
    }

    /// What the programme clock showed, or will show, at a real time.
    func programme(_ real: Instant) -> Instant {
        real + (later.last { $0.since <= real } ?? first).lead
    }

    /// The first real time at which the programme clock showed `programme` or later: it only moves forward.
    func real(_ programme: Instant) -> Instant {
        var found = programme - first.lead
        for next in later where found >= next.since { found = max(programme - next.lead, next.since) }
        return found
    }
}
