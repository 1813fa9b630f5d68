import Programme
import Storage

/// What a draw, and the changes after it, write to the entries.
extension EntryQueries {
    /// Resets the entries that an interrupted run has sealed.
    func unseal(_ wave: ID<Wave>) throws {
        try tx.run(
            """
            UPDATE entry
            SET state = 'joined', ticket = NULL, household_tag = NULL, earlier = NULL, salt = NULL
            WHERE wave_id = \(wave) AND state = 'sealed'
            """)
    }

    /// Writes an entry's line of the sealed list.
    func seal(_ entry: ID<Entry>, as sealed: SealedEntry) throws {
        let changed = try tx.run(
            """
            UPDATE entry
            SET state = 'sealed', ticket = \(sealed.ticket), household_tag = \(sealed.household),
                earlier = \(sealed.earlier), salt = \(sealed.salt)
            WHERE id = \(entry) AND state = 'joined'
            """)
        guard changed == 1 else { throw Inconsistency("a closed wave's entries do not change") }
    }

    /// Writes the outcome of a range of tickets. Idempotent: only entries still in `sealed` are updated.
    func record(_ lines: ArraySlice<Draw.Line>, of wave: ID<Wave>) throws {
        for line in lines {
            let state: Entry.State = line.selected ? .selected : .notSelected
            try tx.run(
                """
                UPDATE entry
                SET state = \(state), stratum = \(line.stratum.number), position = \(line.position), pool = \(line.of)
                WHERE wave_id = \(wave) AND ticket = \(line.ticket) AND state = 'sealed'
                """)
        }
    }

    func disqualify(_ entry: ID<Entry>) throws {
        let changed = try tx.run("UPDATE entry SET state = 'disqualified' WHERE id = \(entry) AND state = 'selected'")
        guard changed == 1 else { throw Inconsistency("only a selected entry can be disqualified") }
    }

    /// Gives a place to an entry that was not selected, with the pool and the position that it came up by.
    func moveUp(_ entry: ID<Entry>, by line: Draw.Line) throws {
        let changed = try tx.run(
            """
            UPDATE entry
            SET state = 'selected', stratum = \(line.stratum.number), position = \(line.position), pool = \(line.of)
            WHERE id = \(entry) AND state = 'not-selected'
            """)
        guard changed == 1 else { throw Inconsistency("only an entry that was not selected can move up") }
    }
}
