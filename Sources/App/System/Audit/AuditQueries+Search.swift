import Programme
import Storage

extension AuditQueries {
    /// Newest first. Each search goes through an index of its narrowest condition: subjects, officer, or act.
    func find(_ search: AuditSearch, before: ID<AuditEvent>?, limit: Int) throws -> [AuditRecord] {
        let end = min(search.end.map(IDSource.lowest) ?? .max, before?.rawValue ?? .max)
        let range: SQL = "id >= \(search.from.map(IDSource.lowest) ?? 0) AND id < \(end)"
        if search.subjects != nil {
            // Ordered by an expression, so that neither engine reads the whole log backwards instead of the index.
            return try records("\(range)\(condition(of: search))", inOrderOf: "id + 0", limit: limit)
        }
        guard search.officer == nil, let acts = search.acts else {
            return try records("\(range)\(condition(of: search))", inOrderOf: "id", limit: limit)
        }
        // One statement for each act: each reads the end of its own part of the index.
        let found = try acts.flatMap { act in
            try records("\(range) AND action = \(act)", inOrderOf: "id", limit: limit)
        }
        return Array(found.sorted { $0.id > $1.id }.prefix(limit))
    }

    /// What a search asks of an event besides its time, to follow another condition of a statement.
    func condition(of search: AuditSearch) -> SQL {
        var condition: SQL = ""
        if let officer = search.officer {
            condition = "\(condition) AND actor_kind = 'officer' AND actor_id = \(officer)"
        }
        if let acts = search.acts { condition = "\(condition) AND action IN (\(list: acts))" }
        if let subjects = search.subjects { condition = "\(condition) AND subject IN (\(list: subjects))" }
        return condition
    }

    private func records(_ condition: SQL, inOrderOf key: SQL, limit: Int) throws -> [AuditRecord] {
        try tx.rows(
            """
            SELECT id, at, programme_at, actor_kind, actor_id, action, subject, detail
            FROM audit_event
            WHERE \(condition)
            ORDER BY \(key) DESC
            LIMIT \(limit)
            """
        ).map(AuditRecord.init)
    }
}
