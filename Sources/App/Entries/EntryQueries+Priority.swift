import Programme
import Storage

/// Entries with a priority that no list and no answer gives: a line that SQL put into a list while its person joined,
/// and took out again, leaves such an entry, with a code that fits.
extension EntryQueries {
    /// Entries of the wave whose person has no occupation and no answer that gives priority, and no NIK on any list of
    /// these kinds that has ever been in force: a version that came into force or was withdrawn since the joining changes
    /// nothing.
    /// People whose answers or NIK an act has bound again since are left out, for what they were then is not kept.
    func unearnedPriorities(in wave: ID<Wave>, under rule: PriorityRule, limit: Int) throws -> [ID<Entry>] {
        let found: [ID<Entry>] = try tx.rows(
            """
            SELECT entry.id
            FROM entry
            JOIN personal_data ON personal_data.person_id = entry.person_id
            LEFT JOIN person_work ON person_work.person_id = entry.person_id
            WHERE entry.wave_id = \(wave) AND entry.state = 'joined' AND entry.priority = \(true)
                AND CASE WHEN personal_data.occupation IN (\(list: rule.occupations.map(\.rawValue)))
                        OR person_work.impact IN (\(list: (rule.impacts ?? []).map(\.rawValue)))
                    THEN 1 ELSE 0 END = 0
                AND NOT EXISTS (
                    SELECT 1
                    FROM identity_claim
                    JOIN list_entry ON list_entry.lookup = identity_claim.nik_lookup
                    JOIN list_import ON list_import.id = list_entry.import_id
                    WHERE identity_claim.person_id = entry.person_id
                        AND list_import.kind IN (\(list: rule.lists.map(\.rawValue)))
                        AND list_import.state IN ('in-force', 'replaced')
                )
            ORDER BY entry.id
            LIMIT \(limit)
            """
        ).map { try $0["id"] }
        let bound = try boundSinceJoining(found)
        return found.filter { !bound.contains($0) }
    }

    private func boundSinceJoining(_ entries: [ID<Entry>]) throws -> Set<ID<Entry>> {
        guard !entries.isEmpty else { return [] }
        let (declared, data) = (BoundKind.declared.name, BoundKind.identityData.name)
        let ids: [ID<Entry>] = try tx.rows(
            """
            SELECT entry.id
            FROM entry
            WHERE entry.id IN (\(list: entries)) AND (
                    EXISTS (
                        SELECT 1
                        FROM bound_record
                        WHERE bound_record.kind = \(declared) AND bound_record.row_id = entry.person_id
                            AND bound_record.id > entry.id
                    ) OR EXISTS (
                        SELECT 1
                        FROM identity_claim
                        JOIN bound_record ON bound_record.row_id = identity_claim.id
                        WHERE identity_claim.person_id = entry.person_id AND bound_record.kind = \(data)
                            AND bound_record.id > entry.id
                    )
                )
            """
        ).map { try $0["id"] }
        return Set(ids)
    }
}
