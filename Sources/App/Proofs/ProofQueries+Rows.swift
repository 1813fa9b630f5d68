import Foundation
import Programme
import Storage

/// The current content of rows, as leaves.
extension ProofQueries {
    /// Rows with an id above `floor` that have no leaf, in the order of their ids.
    ///
    /// Found by the missing leaf and not as "above the last one", because rows are not committed in the order of their
    /// ids.
    func unsealed(above floor: Int64, upTo ceiling: Int64 = .max, limit: Int) throws -> [LogLeaf] {
        try leaves(limit: limit) { table in
            """
            SELECT \(table.columns)
            FROM \(table.name)
            WHERE id > \(floor) AND id <= \(ceiling) AND NOT EXISTS (
                SELECT 1 FROM log_leaf WHERE log_leaf.kind = \(table.kind) AND row_id = \(table.name).id)
            ORDER BY id
            LIMIT \(limit)
            """
        }
    }

    /// All rows with an id above `edge`, with or without a leaf.
    func rows(above edge: Int64, limit: Int) throws -> [LogLeaf] {
        try leaves(limit: limit) { table in
            "SELECT \(table.columns) FROM \(table.name) WHERE id > \(edge) ORDER BY id LIMIT \(limit)"
        }
    }

    /// One row as a leaf; nil when there is none.
    func leaf(_ kind: LogLeaf.Kind, _ id: Int64) throws -> LogLeaf? {
        guard let table = LoggedTable.all.first(where: { $0.kind == kind }) else { return nil }
        return try tx.row("SELECT \(table.columns) FROM \(table.name) WHERE id = \(id)").map(table.leaf)
    }

    private func leaves(limit: Int, _ statement: (LoggedTable) -> SQL) throws -> [LogLeaf] {
        let leaves = try LoggedTable.all.flatMap { table in try tx.rows(statement(table)).map(table.leaf) }
        return Array(leaves.sorted { $0.id < $1.id }.prefix(limit))
    }

    /// The highest id below `ceiling` that a leaf stands for; nil while nothing is sealed.
    func highestSealed(below ceiling: Int64 = .max) throws -> Int64? {
        var highest: Int64?
        for table in LoggedTable.all {
            let row = try tx.row(
                """
                SELECT MAX(row_id) AS highest
                FROM log_leaf
                WHERE kind = \(table.kind) AND row_id < \(ceiling)
                """)
            let found: Int64? = try row?["highest"]
            highest = [highest, found].compactMap(\.self).max()
        }
        return highest
    }

    /// The highest id made until `now` that one of the first `size` leaves stands for; nil where there is none. What SQL
    /// adds to the leaves, or dates into the future, does not move it.
    func highestSealed(at now: Instant, among size: Int) throws -> Int64? {
        try LoggedTable.all.compactMap { table -> Int64? in
            try tx.row(
                """
                SELECT row_id
                FROM log_leaf
                WHERE kind = \(table.kind) AND row_id < \(IDSource.lowest(at: now + Span(milliseconds: 1)))
                    AND sequence < \(size)
                ORDER BY row_id DESC
                LIMIT 1
                """
            ).map { try $0["row_id"] }
        }.max()
    }

    /// When the newest row from before `limit` was made, where no leaf stands for it: the sealer does not keep up. Cheap
    /// enough for every question of a load balancer.
    func stalled(before limit: Instant) throws -> Instant? {
        for table in LoggedTable.all {
            let newest: Int64? = try tx.row(
                """
                SELECT id
                FROM \(table.name)
                WHERE id < \(IDSource.lowest(at: limit))
                ORDER BY id DESC
                LIMIT 1
                """)?["id"]
            if let newest, try sequence(of: table.kind, newest) == nil { return IDSource.instant(of: newest) }
        }
        return nil
    }

    /// Rows with an id above `floor` that no leaf stands for.
    func waiting(above floor: Int64) throws -> WaitingRows {
        var (waiting, first): (Int, Int64?) = (0, nil)
        for table in LoggedTable.all {
            let row = try tx.row(
                """
                SELECT COUNT(*) AS waiting, MIN(id) AS oldest
                FROM \(table.name)
                WHERE id > \(floor) AND NOT EXISTS (
                    SELECT 1 FROM log_leaf WHERE log_leaf.kind = \(table.kind) AND row_id = \(table.name).id)
                """)
            let (count, oldest): (Int?, Int64?) = try (row?["waiting"], row?["oldest"])
            waiting += count ?? 0
            first = [first, oldest].compactMap(\.self).min()
        }
        return WaitingRows(count: waiting, since: first.map(IDSource.instant))
    }

    /// The highest sealed id, if there are as many leaves as rows between `floor` and it, so that only rows above it
    /// lack a leaf. Nil when a row below it was committed later. Counting is many times cheaper than looking up each
    /// row's leaf.
    func edge(above floor: Int64) throws -> Int64? {
        let edge = max(try highestSealed() ?? floor, floor)
        for table in LoggedTable.all {
            let counts = try tx.row(
                """
                SELECT
                    (SELECT COUNT(*) FROM \(table.name) WHERE id > \(floor) AND id <= \(edge)) AS written,
                    (SELECT COUNT(*) FROM log_leaf WHERE kind = \(table.kind) AND row_id > \(floor)
                        AND row_id <= \(edge)) AS sealed
                """)
            let (written, sealed): (Int?, Int?) = try (counts?["written"], counts?["sealed"])
            guard written == sealed else { return nil }
        }
        return edge
    }

    /// The current rows of these leaves, by kind and id, without deleted ones.
    func rows(behind leaves: [StoredLeaf]) throws -> [StoredLeaf.Row: LogLeaf] {
        var found: [StoredLeaf.Row: LogLeaf] = [:]
        for table in LoggedTable.all {
            let ids = leaves.filter { $0.row.kind == table.kind }.map(\.row.id)
            guard !ids.isEmpty else { continue }
            let rows = try tx.rows("SELECT \(table.columns) FROM \(table.name) WHERE id IN (\(list: ids))")
            for leaf in try rows.map(table.leaf) { found[StoredLeaf.Row(kind: leaf.kind, id: leaf.id)] = leaf }
        }
        return found
    }

    /// Which of the rows have no leaf yet, and which ones are neither sealed nor there. A reading is there also as that of
    /// the same ten minutes, which an act of ours wrote.
    func standing(
        of entries: [WrittenRows.Entry], _ mark: RowMark, signedBy verifier: NoteVerifier
    ) throws -> (waiting: [WrittenRows.Entry], gone: [WrittenRows.Entry]) {
        let sealed = try sealed(among: entries, signedBy: verifier)
        let unsealed = entries.filter { !sealed.contains(StoredLeaf.Row(kind: $0.kind, id: $0.id)) }
        var (waiting, gone): ([WrittenRows.Entry], [WrittenRows.Entry]) = ([], [])
        for entry in unsealed {
            guard let row = try entry.reading.map(leaf) ?? leaf(entry.kind, entry.id) else {
                gone.append(entry)
                continue
            }
            guard case .fits = RowCode(of: row, mark) else {
                gone.append(entry)
                continue
            }
            // A reading of before in its place has been sealed.
            if try row.id == entry.id || sequence(of: row.kind, row.id) == nil { waiting.append(entry) }
        }
        return (waiting, gone)
    }

    /// As above, for many rows: two statements for each of the log's tables.
    func standing(
        of rows: [WatchedRow], _ mark: RowMark, signedBy verifier: NoteVerifier
    ) throws -> (waiting: [WatchedRow], gone: [WatchedRow]) {
        var (waiting, gone): ([WatchedRow], [WatchedRow]) = ([], [])
        let size = try sealedSize(verifier)
        for table in LoggedTable.all {
            let due = rows.filter { $0.kind == table.kind }
            guard !due.isEmpty else { continue }
            let sealed = try sealed(table.kind, among: due.map(\.id), below: size)
            let unsealed = due.filter { !sealed.contains($0.id) }
            guard !unsealed.isEmpty else { continue }
            let present = try tx.rows(
                "SELECT \(table.columns) FROM \(table.name) WHERE id IN (\(list: unsealed.map(\.id)))"
            ).map(table.leaf)
            let coded = Set(
                present.filter { leaf in
                    guard case .fits = RowCode(of: leaf, mark) else { return false }
                    return true
                }.map(\.id))
            waiting += unsealed.filter { coded.contains($0.id) }
            gone += unsealed.filter { !coded.contains($0.id) }
        }
        return (waiting, gone)
    }

    private func sealed(
        among entries: [WrittenRows.Entry], signedBy verifier: NoteVerifier
    ) throws -> Set<StoredLeaf.Row> {
        let size = try sealedSize(verifier)
        return try Dictionary(grouping: entries, by: \.kind).reduce(into: []) { sealed, group in
            let ids = try self.sealed(group.key, among: group.value.map(\.id), below: size)
            sealed.formUnion(ids.map { StoredLeaf.Row(kind: group.key, id: $0) })
        }
    }

    private func sealedSize(_ verifier: NoteVerifier) throws -> Int {
        try latestCheckpoint(signedBy: verifier)?.checkpoint.size ?? 0
    }

    /// Those with a leaf below the size that the newest signed checkpoint gives the log, where it is the row's: a leaf that
    /// SQL puts in, or gives another row, says nothing. So a row that is gone counts as not sealed: none is ever deleted.
    private func sealed(_ kind: LogLeaf.Kind, among ids: [Int64], below size: Int) throws -> Set<Int64> {
        let leaves = try tx.rows(
            """
            SELECT sequence, kind, row_id, hash
            FROM log_leaf
            WHERE kind = \(kind) AND row_id IN (\(list: ids)) AND sequence < \(size)
            """
        ).map(StoredLeaf.init)
        let rows = try rows(behind: leaves)
        return Set(leaves.filter { leaf in rows[leaf.row].map { $0.stands(for: leaf.hash) } ?? false }.map(\.row.id))
    }

    private func leaf(of reading: WrittenRows.Reading) throws -> LogLeaf? {
        guard let table = LoggedTable.all.first(where: { $0.kind == .reading }) else { return nil }
        return try tx.row(
            """
            SELECT \(table.columns)
            FROM \(table.name)
            WHERE account_id = \(reading.person) AND officer_id = \(reading.officer) AND kind = \(reading.kind)
                AND work = \(reading.work) AND reason = \(reading.reason) AND slot = \(reading.slot)
            """
        ).map(table.leaf)
    }
}

/// A table whose rows are only ever added, and whose rows are the leaves of one kind.
private struct LoggedTable: Sendable {
    let kind: LogLeaf.Kind
    let name: SQL
    let columns: SQL
    let leaf: @Sendable (Row) throws -> LogLeaf

    static let all = [
        LoggedTable(
            kind: .audit, name: "audit_event",
            columns: "id, at, programme_at, actor_kind, actor_id, action, subject, detail, code",
            leaf: LogLeaf.init(audit:)),
        LoggedTable(
            kind: .journal, name: "journal_entry", columns: "id, key, kind, content, reason, at, code",
            leaf: LogLeaf.init(journal:)),
        LoggedTable(
            kind: .reading, name: "access_reading",
            columns: "id, at, programme_at, officer_id, account_id, kind, work, reason, address, slot, role, code",
            leaf: LogLeaf.init(reading:)),
        LoggedTable(
            kind: .record, name: "bound_record", columns: "id, at, kind, row_id, digest",
            leaf: LogLeaf.init(record:)),
    ]
}

extension LogLeaf.Kind: SQLConvertible {}

extension LogLeaf {
    fileprivate init(audit row: Row) throws {
        let (at, programmeAt): (Int64, Int64) = try (row["at"], row["programme_at"])
        let actor: Int64? = try row["actor_id"]
        try self.init(
            kind: .audit, id: row["id"],
            fields: [
                String(at), String(programmeAt), row["actor_kind"], actor.map(String.init), row["action"],
                row["subject"], row["detail"],
            ] + Self.code(row))
    }

    fileprivate init(journal row: Row) throws {
        let (content, at): (Data, Int64) = try (row["content"], row["at"])
        try self.init(
            kind: .journal, id: row["id"],
            fields: [row["key"], row["kind"], content.hex, row["reason"], String(at)] + Self.code(row))
    }

    fileprivate init(reading row: Row) throws {
        let (at, programmeAt, slot): (Int64, Int64, Int64) = try (row["at"], row["programme_at"], row["slot"])
        let (officer, person, role): (Int64, Int64, String?) = try (row["officer_id"], row["account_id"], row["role"])
        try self.init(
            kind: .reading, id: row["id"],
            fields: [
                String(at), String(programmeAt), String(officer), String(person), row["kind"], row["work"],
                row["reason"], row["address"], LogLeaf.slotField(slot, role: role),
            ] + Self.code(row))
    }

    /// The last field of a row that has a code; none for a row from before.
    private static func code(_ row: Row) throws -> [String?] {
        let code: Data? = try row["code"]
        return code.map { [$0.hex] } ?? []
    }

    fileprivate init(record row: Row) throws {
        let (at, record): (Int64, Int64) = try (row["at"], row["row_id"])
        try self.init(
            kind: .record, id: row["id"], fields: [String(at), row["kind"], String(record), row["digest"]])
    }
}
