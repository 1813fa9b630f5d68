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
        return try Set(rows.filter { try Self.isCoded($0, mark) }.map { try $0["id"] })
    }

    /// The details of the events with this action and subject that an act wrote: what is compared is what is returned.
    func codedDetails(of action: String, subject: String, vault: Vault) throws -> [[String: String]] {
        let mark = RowMark(vault)
        let rows = try tx.rows(
            """
            SELECT id, at, programme_at, actor_kind, actor_id, action, subject, detail, code
            FROM audit_event
            WHERE subject = \(subject) AND action = \(action)
            ORDER BY id
            """)
        return try rows.filter { try Self.isCoded($0, mark) }.map { row in
            let detail: String = try row["detail"]
            return try JSONDecoder().decode([String: String].self, from: Data(detail.utf8))
        }
    }

    /// Whether the actor did this, by an event that an act wrote.
    func wasDone(_ action: String, subject: String, by actor: Actor, vault: Vault) throws -> Bool {
        let mark = RowMark(vault)
        let rows = try tx.rows(
            """
            SELECT id, at, programme_at, actor_kind, actor_id, action, subject, detail, code
            FROM audit_event
            WHERE subject = \(subject) AND action = \(action) AND actor_kind = \(actor.kind) AND actor_id = \(actor.id)
            """)
        return try rows.contains { try Self.isCoded($0, mark) }
    }

    private static func isCoded(_ row: Row, _ mark: RowMark) throws -> Bool {
        guard let code: Data = try row["code"] else { return false }
        let (at, programmeAt, actor): (Int64, Int64, Int64?) = try (row["at"], row["programme_at"], row["actor_id"])
        let leaf = try LogLeaf(
            kind: .audit, id: row["id"],
            fields: [
                String(at), String(programmeAt), row["actor_kind"], actor.map { String($0) }, row["action"],
                row["subject"], row["detail"],
            ])
        return mark.fits(code, leaf)
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
