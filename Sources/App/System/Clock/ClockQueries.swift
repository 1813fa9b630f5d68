import Programme
import Storage

extension Transaction {
    var clock: ClockQueries { ClockQueries(tx: self) }
}

/// The stored lead of the programme clock, in the one row of `programme_clock`.
struct ClockQueries {
    let tx: Transaction

    /// How far the programme clock is ahead of the real one; nil before it has been set.
    func lead() throws -> Span? {
        let stored: Int64? = try tx.row("SELECT lead FROM programme_clock WHERE id = 1")?["lead"]
        return stored.map(Span.init(milliseconds:))
    }

    func setLead(_ lead: Span) throws {
        try tx.run(
            """
            INSERT INTO programme_clock (id, lead)
            VALUES (1, \(lead.milliseconds))
            ON CONFLICT (id) DO UPDATE SET lead = excluded.lead
            """)
    }
}
