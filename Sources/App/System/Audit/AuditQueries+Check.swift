import Foundation
import Programme
import Storage

/// Whether an event was written by an act, where an act relies on the log.
extension AuditQueries {
    /// Those of the events whose code fits: an act of this installation wrote them.
    func coded(_ events: [ID<AuditEvent>], vault: Vault) throws -> Set<ID<AuditEvent>> {
        guard !events.isEmpty else { return [] }
        let mark = RowMark(vault)
        let rows = try tx.rows(
            """
            SELECT id, at, programme_at, actor_kind, actor_id, action, subject, detail, code
            FROM audit_event
            WHERE id IN (\(list: events))
            """)
        return try rows.reduce(into: []) { coded, row in
            let stored: Data? = try row["code"]
            let (at, programmeAt, actor): (Int64, Int64, Int64?) = try (
                row["at"], row["programme_at"], row["actor_id"]
            )
            let leaf = try LogLeaf(
                kind: .audit, id: row["id"],
                fields: [
                    String(at), String(programmeAt), row["actor_kind"], actor.map { String($0) }, row["action"],
                    row["subject"], row["detail"],
                ])
            guard let code = stored, mark.fits(code, leaf) else { return }
            coded.insert(ID(leaf.id))
        }
    }
}

extension AuditQueries {
    /// The latest event with this action and subject that an act wrote.
    func latestCoded(_ action: String, subject: String, vault: Vault) throws -> ID<AuditEvent>? {
        let events: [ID<AuditEvent>] = try tx.rows(
            "SELECT id FROM audit_event WHERE subject = \(subject) AND action = \(action)"
        ).map { try $0["id"] }
        return try coded(events, vault: vault).max()
    }

    /// The details of all events with this action, a page at a time, oldest first; nil for one that cannot be read,
    /// which no act wrote.
    func details(
        of action: String, after: ID<AuditEvent>, limit: Int
    ) throws -> [(id: ID<AuditEvent>, detail: [String: String]?)] {
        let decoder = JSONDecoder()
        return try tx.rows(
            """
            SELECT id, detail
            FROM audit_event
            WHERE action = \(action) AND id > \(after)
            ORDER BY id
            LIMIT \(limit)
            """
        ).map { row in
            let detail: String = try row["detail"]
            return (try row["id"], try? decoder.decode([String: String].self, from: Data(detail.utf8)))
        }
    }
}
