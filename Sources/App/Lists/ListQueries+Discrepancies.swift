import Programme
import Storage

/// What `prakerja audit verify` finds in the states of lists, which follow from acts on several of them. In English.
extension ListQueries {
    /// A list is out of force only because a newer version replaced it or a withdrawal was approved, and one that came
    /// into force was not refused before.
    func discrepancies(limit: Int) throws -> [String] {
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
