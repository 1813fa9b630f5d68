import Programme
import Storage

extension ExportQueries {
    /// How many rows are counted for the page of a request; a longer table is "more than" this.
    static let mostCounted = 10_000

    /// How many rows a part has now, counted to one more than `mostCounted`; nil for a kind that no second officer
    /// approves.
    ///
    /// - Parameter search: of the acts, for an export of the audit log.
    func count(_ kind: ExportKind, _ part: ExportPart, search: AuditSearch = AuditSearch()) throws -> Int? {
        let source: SQL
        switch (kind, part) {
        case (.selected, .wave(let wave)):
            source = """
                SELECT entry_place.entry_id
                FROM entry_place
                JOIN wave ON wave.id = entry_place.wave_id AND wave.state = 'announced'
                JOIN personal_data ON personal_data.person_id = entry_place.person_id
                WHERE entry_place.wave_id = \(wave) AND entry_place.state = 'selected'
                """
        case (.batch, .batch(let batch)):
            source = "SELECT disbursement.id FROM disbursement WHERE disbursement.batch_id = \(batch)"
        case (.audit, .acts(let first, let last, _)):
            let days = try ids(first, last)
            source = """
                SELECT id
                FROM audit_event
                WHERE id >= \(days.lowerBound) AND id < \(days.upperBound)\(tx.audit.condition(of: search))
                """
        default: return nil
        }
        let number: Int =
            try tx.row(
                "SELECT COUNT(*) AS number FROM (\(source) LIMIT \(Self.mostCounted + 1)) AS counted")?["number"] ?? 0
        return number
    }
}
