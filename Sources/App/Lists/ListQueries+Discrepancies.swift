import Programme
import Storage

/// What `prakerja audit verify` finds in the states of lists, which follow from acts on several of them. In English.
extension ListQueries {
    /// A list is out of force only because a newer version replaced it or a withdrawal was approved, and one that came
    /// into force was not refused before. It has as many lines as its import counted.
    func discrepancies(limit: Int) throws -> [String] {
        Array(try (misstated(limit) + miscounted(limit)).prefix(limit))
    }

    /// Lists that have other lines than their import counted.
    private func miscounted(_ limit: Int) throws -> [String] {
        try tx.rows(
            """
            SELECT counted.id, counted.accepted, counted.lines
            FROM (
                SELECT list_import.id, list_import.accepted, (
                        SELECT COUNT(*) FROM list_entry WHERE list_entry.import_id = list_import.id
                    ) AS lines
                FROM list_import
                WHERE list_import.digest IS NOT NULL AND EXISTS (
                    SELECT 1
                    FROM audit_event
                    WHERE audit_event.subject = 'list:' || CAST(list_import.id AS TEXT)
                        AND audit_event.action = 'list.imported'
                )
            ) AS counted
            WHERE counted.lines <> counted.accepted
            ORDER BY counted.id
            LIMIT \(limit)
            """
        ).map { row in
            let (id, accepted, lines): (ID<ListImport>, Int, Int) = try (row["id"], row["accepted"], row["lines"])
            return "list \(id) has \(lines) lines, but its import counted \(accepted): changed by other means"
        }
    }

    private func misstated(_ limit: Int) throws -> [String] {
        try tx.rows(
            """
            SELECT list_import.id, list_import.state
            FROM list_import
            WHERE (
                    list_import.withdrawn_at IS NOT NULL AND NOT EXISTS (
                        SELECT 1
                        FROM list_withdrawal
                        WHERE list_withdrawal.import_id = list_import.id AND list_withdrawal.state = 'in-force'
                    )
                ) OR (
                    list_import.state = 'replaced' AND list_import.withdrawn_at IS NULL AND NOT EXISTS (
                        SELECT 1
                        FROM list_import AS later
                        WHERE later.kind = list_import.kind AND later.source = list_import.source
                            AND later.id <> list_import.id AND later.state IN ('in-force', 'replaced')
                            AND later.decided_at >= list_import.decided_at
                    )
                ) OR (
                    list_import.state IN ('proposed', 'refused') AND EXISTS (
                        SELECT 1
                        FROM audit_event
                        WHERE audit_event.subject = 'list:' || CAST(list_import.id AS TEXT)
                            AND audit_event.action = 'list.in-force'
                    )
                )
            ORDER BY list_import.id
            LIMIT \(limit)
            """
        ).map { row in
            let (id, state): (ID<ListImport>, String) = try (row["id"], row["state"])
            return "list \(id) is \(state), but no act made it so: its state was changed by other means"
        }
    }
}
