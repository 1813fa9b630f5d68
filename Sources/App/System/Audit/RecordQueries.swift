import Programme
import Storage

extension Transaction {
    var records: RecordQueries { RecordQueries(tx: self) }
}

/// Digests of records at the moment of an act. Append only: the only writer of `bound_record`, without update or
/// delete.
struct RecordQueries {
    let tx: Transaction

    /// Binds the record as this transaction leaves it; called after the act's writes.
    func bind(_ kind: BoundKind, _ record: ID<some Any>, at now: Instant, ids: IDSource) throws {
        guard let digest = try kind.digests(tx, [record.rawValue])[record.rawValue] else {
            throw Inconsistency("a record that an act binds exists")
        }
        try insert(kind.name, record.rawValue, digest, at: now, ids: ids)
    }

    /// Notes that from here on every row that can have a code has one. Then binds records that existed before their
    /// kind was bound, and marks digests from before there were marks; notes for each kind when that is done: from then
    /// on, a record that no act bound was inserted by other means. A digest from before keeps its value, so that a
    /// record that was changed since is still found.
    ///
    /// - Returns: whether there may be more; then it is called again in another transaction.
    func bindEarlier(limit: Int, at now: Instant, ids: IDSource) throws -> Bool {
        guard try codesBegin() != nil else {
            let id: ID<BoundRecord> = ids.next()
            try write(id, Self.codes, 0, RowMark.prefix + Self.codes, at: now)
            return true
        }
        let complete = try completeKinds()
        for kind in BoundKind.all where !complete.contains(kind.name) {
            let earlier = try unmarked(kind, limit: limit)
            let present = try kind.digests(tx, earlier)
            for id in earlier {
                guard let digest = try latestDigest(kind, id) ?? present[id] else { continue }
                try insert(kind.name, id, digest, at: now, ids: ids)
            }
            if earlier.count < limit {
                let id: ID<BoundRecord> = ids.next()
                try write(id, Self.complete, 0, RowMark.prefix + kind.name, at: now)
            }
            return true
        }
        return false
    }

    /// The id of the row that notes that every later row of journal, audit log and readings has a code; nil until a
    /// server of this version has started.
    func codesBegin() throws -> Int64? {
        try tx.row("SELECT MIN(id) AS id FROM bound_record WHERE kind = \(Self.codes)")?["id"]
    }

    /// The kinds of which every record that had to be bound was, at one moment in the past.
    func completeKinds() throws -> Set<String> {
        let names: [String] = try tx.rows("SELECT digest FROM bound_record WHERE kind = \(Self.complete)")
            .map { try $0["digest"] }
        return Set(names.filter { $0.hasPrefix(RowMark.prefix) }.map { String($0.dropFirst(RowMark.prefix.count)) })
    }

    /// The newest digest of each record of a kind with an id above `after`, by id.
    func newest(_ kind: BoundKind, after: Int64, limit: Int) throws -> [BoundRecord] {
        try tx.rows(
            """
            SELECT id, row_id, digest, at
            FROM bound_record AS newest
            WHERE kind = \(kind.name) AND row_id > \(after) AND NOT EXISTS (
                SELECT 1 FROM bound_record AS later
                WHERE later.kind = newest.kind AND later.row_id = newest.row_id AND later.id > newest.id)
            ORDER BY row_id
            LIMIT \(limit)
            """
        ).map { try BoundRecord(row: $0["id"], id: $0["row_id"], digest: $0["digest"], at: $0["at"]) }
    }

    /// Records that had to be bound and never were.
    func unbound(_ kind: BoundKind, limit: Int) throws -> [Int64] {
        try tx.rows(
            """
            SELECT due.id
            FROM (\(kind.due)) AS due
            WHERE NOT EXISTS (SELECT 1 FROM bound_record WHERE kind = \(kind.name) AND row_id = due.id)
            ORDER BY due.id
            LIMIT \(limit)
            """
        ).map { try $0["id"] }
    }

    /// Records that have to be bound, or were, and have no digest with a mark.
    private func unmarked(_ kind: BoundKind, limit: Int) throws -> [Int64] {
        try tx.rows(
            """
            SELECT known.id
            FROM (
                \(kind.due)
                UNION
                SELECT row_id AS id FROM bound_record WHERE kind = \(kind.name)
            ) AS known
            WHERE NOT EXISTS (
                SELECT 1 FROM bound_record
                WHERE kind = \(kind.name) AND row_id = known.id AND digest LIKE 'm1-%'
            )
            ORDER BY known.id
            LIMIT \(limit)
            """
        ).map { try $0["id"] }
    }

    private func latestDigest(_ kind: BoundKind, _ record: Int64) throws -> String? {
        try tx.row(
            """
            SELECT digest
            FROM bound_record
            WHERE kind = \(kind.name) AND row_id = \(record)
            ORDER BY id DESC
            LIMIT 1
            """)?["digest"]
    }

    private func insert(_ kind: String, _ record: Int64, _ digest: String, at now: Instant, ids: IDSource) throws {
        let id: ID<BoundRecord> = ids.next()
        guard let mark = ids.mark else { throw Inconsistency("a process that binds records has the key") }
        try write(
            id, kind, record, mark.text(of: digest, kind: kind, record: record, row: id.rawValue), at: now)
    }

    private func write(
        _ id: ID<BoundRecord>, _ kind: String, _ record: Int64, _ digest: String, at now: Instant
    ) throws {
        try tx.send(
            """
            INSERT INTO bound_record (id, at, kind, row_id, digest)
            VALUES (\(id), \(now), \(kind), \(record), \(digest))
            """)
    }

    /// The kind of the rows that say for which kind every earlier record is bound; its name is their digest.
    private static let complete = "complete"
    /// The kind of the row after which, in the order of the log, no row without a code is sealed.
    static let codes = "codes"
}

/// The newest digest of one record.
struct BoundRecord: Sendable {
    /// Of the row in `bound_record`.
    let row: Int64
    /// Of the record.
    let id: Int64
    /// With its mark, or the plain one of an earlier version.
    let digest: String
    let at: Instant

    /// Whether it is the digest of the record as it is now.
    func isOf(_ present: String, _ kind: BoundKind, marked mark: RowMark) -> Bool {
        guard digest.hasPrefix(RowMark.prefix) else { return digest == present }
        return digest == mark.text(of: present, kind: kind.name, record: id, row: row)
    }
}
