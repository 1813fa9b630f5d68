import Programme
import Storage

extension Transaction {
    var clock: ClockQueries { ClockQueries(tx: self) }
}

/// The stored lead of the programme clock, in the one row of `programme_clock`, and those before it in `programme_lead`.
struct ClockQueries {
    let tx: Transaction

    /// How far the programme clock is ahead of the real one; nil before it has been set.
    func lead() throws -> Span? {
        let stored: Int64? = try tx.row("SELECT lead FROM programme_clock WHERE id = 1")?["lead"]
        return stored.map(Span.init(milliseconds:))
    }

    /// Zero where the clock has never been set.
    func timeline() throws -> ProgrammeTimeline {
        let steps = try tx.rows("SELECT since, lead FROM programme_lead ORDER BY since").map { row in
            let (since, lead): (Instant, Int64) = try (row["since"], row["lead"])
            return ProgrammeTimeline.Step(since: since, lead: Span(milliseconds: lead))
        }
        return ProgrammeTimeline(steps) ?? ProgrammeTimeline()
    }

    /// - Parameters:
    ///   - since: when the clock is moved, by the real clock.
    ///   - was: its lead until then; nil when it is set for the first time.
    func setLead(_ lead: Span, since: Instant, was: Span?) throws {
        try tx.run(
            """
            INSERT INTO programme_clock (id, lead)
            VALUES (1, \(lead.milliseconds))
            ON CONFLICT (id) DO UPDATE SET lead = excluded.lead
            """)
        if let was { try note(was, since: nil) }
        try note(lead, since: was == nil ? nil : since)
    }

    /// Sets the lead if it is still `was`; false where another has moved the clock meanwhile. A clock that was never set
    /// has no lead.
    ///
    /// - Parameter since: when the clock is moved, by the real clock.
    func advance(_ was: Span, to lead: Span, since: Instant) throws -> Bool {
        let changed = try tx.run(
            "UPDATE programme_clock SET lead = \(lead.milliseconds) WHERE id = 1 AND lead = \(was.milliseconds)")
        if changed == 0 {
            guard was == .zero else { return false }
            let isFirst = try tx.run(
                """
                INSERT INTO programme_clock (id, lead)
                VALUES (1, \(lead.milliseconds))
                ON CONFLICT (id) DO NOTHING
                """)
            guard isFirst == 1 else { return false }
        }
        try note(was, since: nil)
        try note(lead, since: since)
        return true
    }

    /// - Parameter since: nil for the lead from the beginning on, which is noted once.
    private func note(_ lead: Span, since: Instant?) throws {
        guard let since else {
            try tx.send(
                """
                INSERT INTO programme_lead (since, lead)
                VALUES (0, \(lead.milliseconds))
                ON CONFLICT (since) DO NOTHING
                """)
            return
        }
        try tx.run(
            """
            INSERT INTO programme_lead (since, lead)
            VALUES (\(since), \(lead.milliseconds))
            ON CONFLICT (since) DO UPDATE SET lead = excluded.lead
            """)
    }
}
