import Programme
import Storage

/// Cases of people who hold a receipt and are not in the draw.
extension CaseQueries {
    func keep(_ missing: MissingEntry, in id: ID<ServiceCase>) throws {
        try tx.run(
            """
            INSERT INTO case_entry (case_id, wave_id, entry_id, until)
            VALUES (\(id), \(missing.wave), \(missing.entry), \(missing.until))
            """)
    }

    /// Nil for a case about something else.
    func missing(of stored: ServiceCase) throws -> MissingEntry? {
        guard stored.category == .missingEntry else { return nil }
        return try tx.row("SELECT wave_id, entry_id, until FROM case_entry WHERE case_id = \(stored.id)").map { row in
            try MissingEntry(wave: row["wave_id"], entry: row["entry_id"], until: row["until"])
        }
    }

    /// The running case about this entry.
    func running(about entry: ID<Entry>) throws -> CaseNumber? {
        let row = try tx.row(
            """
            SELECT service_case.number
            FROM case_entry
            JOIN service_case ON service_case.id = case_entry.case_id
            WHERE case_entry.entry_id = \(entry) AND service_case.state IN ('open', 'proposed')
            LIMIT 1
            """)
        let digits: String? = try row?["number"]
        return digits.flatMap { CaseNumber($0) }
    }

    /// How the entry stands that a case is about; nil for a case about something else.
    func standing(of stored: ServiceCase, vault: Vault) throws -> EntryStanding? {
        guard let missing = try missing(of: stored) else { return nil }
        let wave = try tx.waves.require(missing.wave).wave
        return try tx.entries.standing(of: missing.entry, in: wave, vault: vault)
    }

    /// Cases about missing entries that wait for an answer which this officer may give: how many, since when, and the first limit.
    func missingEntries(for officer: ID<Officer>) throws -> (count: Int, oldest: Instant?, due: Instant?) {
        let row = try tx.row(
            """
            SELECT COUNT(*) AS number, MIN(running_since) AS oldest, MIN(due_at) AS due
            FROM service_case
            WHERE \(Self.waitsForAnswer) AND category = \(CaseCategory.missingEntry)
                AND \(answerable(by: officer))
            """)
        return try (row?["number"] ?? 0, row?["oldest"], row?["due"])
    }
}
