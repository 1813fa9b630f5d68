import Programme
import Storage

/// The rows of one record in their order: each names the one before it, under the installation's key.
///
/// SQL may take the newest row of a record away, set the record back to what the row before says, let an act go by that,
/// and put everything back: the act's row then follows another one than the table has before it. That stays so, for
/// `audit verify` and for the next act on the record (`BoundRecord.isRelied`).
extension RecordQueries {
    /// The id of the record's newest row; 0 for none. Until the transaction ends, no other one binds the record.
    func lastRow(_ kind: String, _ record: Int64) throws -> Int64 {
        try keepOrder(of: kind, [record])
        let last: Int64? = try tx.row(
            "SELECT MAX(id) AS id FROM bound_record WHERE kind = \(kind) AND row_id = \(record)")?["id"]
        return last ?? 0
    }

    /// As `lastRow` for those of the records that have a row. The others are taken for records that this transaction makes
    /// or holds: they are not locked.
    func lastRows(_ kind: String, _ records: [Int64]) throws -> [Int64: Int64] {
        let known = try unlockedRows(kind, records)
        guard tx.engine == .postgres, !known.isEmpty else { return known }
        try keepOrder(of: kind, Array(known.keys))
        return try unlockedRows(kind, records)
    }

    /// As `lastRows`, for a comparison only.
    func unlockedRows(_ kind: String, _ records: [Int64]) throws -> [Int64: Int64] {
        let rows = try tx.rows(
            """
            SELECT row_id, MAX(id) AS id
            FROM bound_record
            WHERE kind = \(kind) AND row_id IN (\(list: records))
            GROUP BY row_id
            """)
        return try rows.reduce(into: [:]) { last, row in
            let record: Int64 = try row["row_id"]
            last[record] = try row["id"]
        }
    }

    /// Two transactions that bind one record at the same time on PostgreSQL would name the same row before theirs, which
    /// `audit verify` could not tell from an attack. Most acts hold the record's rows, but a record that is only added to
    /// has none to hold, and the ends of sessions neither. So each transaction keeps the number of the record until it
    /// ends; the next one waits, and then reads the committed row. It costs no round trip: the lock goes with the statement
    /// after it. On SQLite the transaction is alone.
    ///
    /// Two transactions that wait for each other are ended and repeated as after other conflicts; those of one statement
    /// are taken in the order of their numbers.
    func keepOrder(of kind: String, _ records: [Int64]) throws {
        guard tx.engine == .postgres else { return }
        let keys = Set(records.map { Self.number(of: kind, $0) }).sorted().map { [SQLValue.integer($0)] }
        try tx.send(for: [.integer], keys) { list in
            """
            SELECT 1 AS locked
            FROM \(list) AS given
            CROSS JOIN LATERAL pg_advisory_xact_lock(CAST(given.column2 AS BIGINT)) AS held
            WHERE given.column1 >= 0
            """
        }
    }

    /// The same in every process (FNV-1a of the kind). Two records with one number only wait for each other.
    private static func number(of kind: String, _ record: Int64) -> Int64 {
        let start: UInt64 = 14_695_981_039_346_656_037
        let hash = kind.utf8.reduce(start) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
        return Int64(bitPattern: hash ^ (UInt64(bitPattern: record) &* 0x9E37_79B9_7F4A_7C15))
    }
}

/// What `audit verify` finds in the order of all rows.
extension RecordQueries {
    private static let page = 1_000

    /// Rows that follow another one than the one before them, rows that name one without the installation's key, and rows
    /// that the index leaves out, by which each act finds the newest one.
    func discrepancies(limit: Int, marked mark: RowMark) throws -> [String] {
        var found: [String] = []
        var indexed: [String: RowSum] = [:]
        var kind = try nextKind(after: "")
        while let name = kind {
            indexed[name] = try walk(name, mark) { if found.count < limit { found.append($0) } }
            kind = try nextKind(after: name)
        }
        for (name, sum) in try scanned().sorted(by: { $0.key < $1.key }) where sum != indexed[name] {
            found.append(
                """
                \(Self.title(name)): the index bound_record_row has \(indexed[name]?.count ?? 0) rows and the table \
                \(sum.count): acts may have missed the newest one; rebuild the index
                """)
        }
        return found
    }

    private func nextKind(after name: String) throws -> String? {
        try tx.row("SELECT MIN(kind) AS kind FROM bound_record WHERE kind > \(name)")?["kind"]
    }

    /// Reads a kind's rows in the order of the index.
    private func walk(_ kind: String, _ mark: RowMark, _ report: (String) -> Void) throws -> RowSum {
        var sum = RowSum()
        var last: BoundRecord?
        while true {
            let (record, row) = (last?.id ?? .min, last?.row ?? .min)
            let rows = try tx.rows(
                """
                SELECT id, row_id, digest, at
                FROM bound_record
                WHERE kind = \(kind) AND row_id >= \(record) AND (row_id > \(record) OR id > \(row))
                ORDER BY row_id, id
                LIMIT \(Self.page)
                """)
            for row in rows {
                var bound = try BoundRecord(
                    row: row["id"], id: row["row_id"], digest: row["digest"], at: row["at"])
                if let last, last.id == bound.id { bound.previous = last.row } else { bound.previous = 0 }
                sum.add(bound.row)
                last = bound
                if let finding = Self.finding(bound, kind, mark) { report(finding) }
            }
            guard rows.count == Self.page else { return sum }
        }
    }

    private static func finding(_ bound: BoundRecord, _ kind: String, _ mark: RowMark) -> String? {
        let record = "\(title(kind)) \(bound.id)"
        guard mark.isLinked(bound.digest, kind: kind, record: bound.id, row: bound.row) else {
            return "\(record): row \(bound.row) of bound_record was put in or changed by other means than an act"
        }
        guard !bound.follows else { return nil }
        return """
            \(record): the act of \(bound.at) followed \(name(RowMark.previous(in: bound.digest))) of bound_record, \
            and before it is \(name(bound.previous)): a row was taken away while it was done, or is gone
            """
    }

    private static func name(_ row: Int64?) -> String { row.flatMap { $0 == 0 ? nil : "row \($0)" } ?? "no row" }

    private static func title(_ kind: String) -> String { BoundKind.all.first { $0.name == kind }?.title ?? kind }

    /// Reads the whole table: neither the expression nor the digests are in the index.
    private func scanned() throws -> [String: RowSum] {
        let rows = try tx.rows(
            """
            SELECT kind || '' AS name, COUNT(*) AS found, CAST(SUM(id % 1000000007) AS BIGINT) AS ids,
                MIN(LENGTH(digest)) AS shortest
            FROM bound_record
            GROUP BY kind || ''
            """)
        return try rows.reduce(into: [:]) { sums, row in
            let name: String = try row["name"]
            sums[name] = try RowSum(count: row["found"], ids: row["ids"])
        }
    }
}

/// How many rows there are, and which, in two numbers.
private struct RowSum: Equatable {
    var count = 0
    var ids: Int64 = 0

    mutating func add(_ row: Int64) {
        count += 1
        ids &+= row % 1_000_000_007
    }
}
