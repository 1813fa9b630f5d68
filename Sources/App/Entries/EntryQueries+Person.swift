import Foundation
import Programme
import Storage

extension EntryQueries {
    /// All entries of a person with their waves, newest first, as they may be shown at `now`.
    func all(of person: ID<Account>, at now: Instant) throws -> [PersonWave] {
        try tx.rows(
            """
            SELECT entry.id, entry.wave_id, entry.arrived_at, \(Self.state) AS state, \(Self.line)
            FROM \(Self.entries)
            WHERE entry.person_id = \(person)
            ORDER BY entry.id DESC
            """
        ).map { row in
            let wave = try tx.waves.require(row["wave_id"] as ID<Wave>).wave
            let known = try Self.line(row, of: row["id"])
            let state: Entry.State = try row["state"]
            let isOutcome = state == .selected || state == .notSelected
            let isDrawn = wave.showsDraw(at: now)
            let line = isDrawn ? known.line : nil
            return PersonWave(
                wave: wave, state: isOutcome && !isDrawn ? .sealed : state, arrivedAt: try row["arrived_at"],
                ticket: known.ticket, line: line,
                places: try line.map { line in
                    try tx.draws.pools(of: wave.id).first { $0.stratum == line.stratum }?.selected ?? 0
                } ?? 0)
        }
    }

    /// People with this ticket, in one wave by its number or in all.
    func people(ticket: Int, wave: Int?, limit: Int) throws -> [(person: ID<Account>, wave: Int)] {
        let waves: [ID<Wave>] = try tx.rows(
            """
            SELECT wave.id
            FROM wave
            WHERE wave.state NOT IN ('planned', 'open', 'closed')
                AND (CAST(\(wave) AS BIGINT) IS NULL OR wave.number = \(wave))
            ORDER BY wave.id DESC
            """
        ).map { try $0["id"] }
        var holders: [ID<Entry>] = []
        for wave in waves where holders.count < limit {
            if let holder = try holder(of: ticket, in: wave) { holders.append(holder) }
        }
        return try tx.rows(
            """
            SELECT entry.person_id, wave.number
            FROM entry
            JOIN wave ON wave.id = entry.wave_id
            WHERE entry.id IN (\(list: holders))
            ORDER BY wave.id DESC
            """
        ).map { try ($0["person_id"], $0["number"]) }
    }

    /// The entry with this ticket; nil when the list has no such ticket.
    func holder(of ticket: Int, in wave: ID<Wave>) throws -> ID<Entry>? {
        let page: Data? = try tx.row(
            """
            SELECT bytes
            FROM draw_page
            WHERE wave_id = \(wave) AND kind = 'holder' AND first = \(SealedList.firstOfPage(ticket))
            """)?["bytes"]
        if let page { return HolderPage(bytes: page)?.entry(ticket: ticket) }
        // Of a wave that was sealed before there were pages, until they are written.
        return try tx.row("SELECT id FROM entry WHERE wave_id = \(wave) AND ticket = \(ticket)")?["id"]
    }
}

/// A person's entry with its wave, as an officer may see it: outcomes from the promised instant on, as on the pages for
/// all visitors.
struct PersonWave: Sendable {
    let wave: Wave
    let state: Entry.State
    let arrivedAt: Instant
    let ticket: Int?
    /// Nil before the draw is shown.
    let line: Draw.Line?
    /// How many of the line's pool were selected.
    let places: Int
}
