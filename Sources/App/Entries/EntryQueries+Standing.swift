import Foundation
import Programme
import Storage

/// How an entry stands, for every query that reads it: its row says whether the person withdrew, `entry_place` whether
/// it has or had a place, and the wave how far the draw is. So sealing and drawing write no row of an entry.
extension EntryQueries {
    /// Entries with their wave and, for the few who have one, their place.
    static let entries: SQL = """
        entry
        JOIN wave ON wave.id = entry.wave_id
        LEFT JOIN entry_place ON entry_place.wave_id = entry.wave_id AND entry_place.entry_id = entry.id
        """

    /// The state of an entry of `entries`. A place comes first: a row that says *withdrawn* beside it was changed by
    /// other means than an act.
    static let state: SQL = """
        CASE
            WHEN entry_place.state IS NOT NULL THEN entry_place.state
            WHEN entry.state = 'withdrawn' THEN 'withdrawn'
            WHEN \(beforeSealing) THEN 'joined'
            WHEN wave.state = 'sealed' THEN 'sealed'
            ELSE 'not-selected'
        END
        """

    private static let beforeSealing: SQL = "wave.state IN ('planned', 'open', 'closed')"

    /// Ticket and result of an entry of `entries`, to be read by `line(_:of:)`. The columns of the entry itself hold
    /// them for waves that were sealed before there were pages, until `WritePages` has written theirs.
    static let line: SQL = """
        COALESCE(entry_place.ticket, entry.ticket) AS ticket,
        COALESCE(entry_place.stratum, entry.stratum) AS stratum,
        COALESCE(entry_place.position, entry.position) AS position,
        COALESCE(entry_place.pool, entry.pool) AS pool, entry_place.state AS place,
        \(page("ticket")) AS tickets, \(page("outcome")) AS outcomes
        """

    /// The page of this kind that an entry is on. The few with a place need none: their row says it all.
    private static func page(_ kind: SQL) -> SQL {
        """
        CASE WHEN entry_place.state IS NULL AND NOT \(beforeSealing) THEN (
            SELECT draw_page.bytes
            FROM draw_page
            WHERE draw_page.wave_id = entry.wave_id AND draw_page.kind = '\(kind)' AND draw_page.first <= entry.id
            ORDER BY draw_page.first DESC
            LIMIT 1
        ) END
        """
    }

    /// Ticket and result of the entry `id` in a row with the columns of `line`.
    static func line(_ row: Row, of id: ID<Entry>) throws -> (ticket: Int?, line: Draw.Line?) {
        if let page = try (row["tickets"] as Data?).flatMap(TicketPage.init(bytes:)), let line = page.line(of: id) {
            let ticket = page.ticket(line)
            let outcome = try (row["outcomes"] as Data?).flatMap(OutcomePage.init(bytes:))
            return (ticket, outcome?.line(line, ticket: ticket))
        }
        let (ticket, number): (Int?, Int?) = try (row["ticket"], row["stratum"])
        let (position, pool): (Int?, Int?) = try (row["position"], row["pool"])
        guard let ticket, let stratum = number.flatMap(Stratum.init(number:)), let position, let pool else {
            return (ticket, nil)
        }
        let place: Entry.State? = try row["place"]
        return (
            ticket,
            Draw.Line(ticket: ticket, stratum: stratum, position: position, of: pool, selected: place == .selected)
        )
    }
}
