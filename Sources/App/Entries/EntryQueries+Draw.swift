import Programme
import Storage

/// What a draw, and the changes after it, write of the entries.
extension EntryQueries {
    /// Resets the rows of entries that an interrupted sealing of an earlier version has written.
    func unseal(_ wave: ID<Wave>) throws {
        try tx.run(
            """
            UPDATE entry
            SET state = 'joined', ticket = NULL, household_tag = NULL, earlier = NULL, salt = NULL
            WHERE wave_id = \(wave) AND state = 'sealed'
            """)
    }

    /// Rows in one statement: few distinct numbers, so that each statement is prepared once. Before more than some dozens,
    /// SQLite with statistics makes a Bloom filter, for which it reads the whole table.
    private static let together = [50, 10, 1]

    /// Gives the selected entries their places. Idempotent: a place that exists is left as it is.
    func give(_ places: [DrawnPlace], in wave: ID<Wave>) throws {
        var rest = places[...]
        for length in Self.together {
            while rest.count >= length {
                try give(rest.prefix(length), in: wave)
                rest = rest.dropFirst(length)
            }
        }
    }

    private func give(_ places: ArraySlice<DrawnPlace>, in wave: ID<Wave>) throws {
        let rows = places.map { place -> [SQLValue] in
            let line = place.line
            return [
                place.entry.sqlValue, line.ticket.sqlValue, line.stratum.number.sqlValue, line.position.sqlValue,
                line.of.sqlValue,
            ]
        }
        try tx.send(
            """
            INSERT INTO entry_place (wave_id, entry_id, person_id, household, ticket, stratum, position, pool, state)
            SELECT entry.wave_id, entry.id, entry.person_id, entry.household, drawn.column2, drawn.column3,
                drawn.column4, drawn.column5, 'selected'
            FROM (VALUES \(rows: rows)) AS drawn
            CROSS JOIN entry
            WHERE entry.id = drawn.column1 AND entry.wave_id = \(wave)
            ON CONFLICT (wave_id, entry_id) DO NOTHING
            """)
    }

    func disqualify(_ entry: ID<Entry>, in wave: ID<Wave>) throws {
        let changed = try tx.run(
            """
            UPDATE entry_place
            SET state = 'disqualified'
            WHERE wave_id = \(wave) AND entry_id = \(entry) AND state = 'selected'
            """)
        guard changed == 1 else { throw Inconsistency("only a selected entry can be disqualified") }
    }

    /// Gives a place to an entry that was not selected, with the pool and the position that it came up by.
    func moveUp(_ entry: ID<Entry>, by line: Draw.Line, in wave: ID<Wave>) throws {
        let given = try tx.run(
            """
            INSERT INTO entry_place (wave_id, entry_id, person_id, household, ticket, stratum, position, pool, state)
            SELECT wave_id, id, person_id, household, CAST(\(line.ticket) AS BIGINT),
                CAST(\(line.stratum.number) AS BIGINT), CAST(\(line.position) AS BIGINT), CAST(\(line.of) AS BIGINT),
                'selected'
            FROM entry
            WHERE id = \(entry) AND wave_id = \(wave) AND state <> 'withdrawn'
            ON CONFLICT (wave_id, entry_id) DO NOTHING
            """)
        guard given == 1 else { throw Inconsistency("only an entry that was not selected can move up") }
    }
}

/// A place that the draw gives to an entry.
struct DrawnPlace: Sendable {
    let entry: ID<Entry>
    let line: Draw.Line
}
