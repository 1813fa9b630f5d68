import Programme
import Storage

/// Records that are all rows of a table about one person, and that may have none: suspensions of an account, disputes
/// over a NIK. Each act binds them as a whole. So an act that asks whether one is running misses also a row that SQL
/// deleted, and goes by rows that it has compared.
extension RecordQueries {
    /// All rows of a record, as its one statement reads them. Nil where they are not as the last act left them.
    ///
    /// What is compared is what is returned: SQL cannot change a row in between.
    func whole(_ kind: BoundKind, _ record: ID<some Any>, vault: Vault) throws -> [Row]? {
        let record = record.rawValue
        guard let statement = kind.content([record]).first else {
            throw Inconsistency("a record that is read as a whole has a statement")
        }
        let counts = try tx.row(
            """
            SELECT
                (SELECT COUNT(*) FROM bound_record WHERE kind = \(kind.name) AND row_id = \(record)) AS bound,
                (SELECT COUNT(*) FROM (\(statement)) AS present) AS present
            """)
        let (bound, present): (Int?, Int?) = try (counts?["bound"], counts?["present"])
        // Of nearly all people there is none: one statement says so.
        if bound == 0, present == 0 { return [] }
        let rows = try tx.rows(statement)
        guard let newest = try newest(kind, of: [record])[record] else {
            return try passesUnbound(kind, vault) ? rows : nil
        }
        var digest = RecordDigest()
        for row in rows { digest.add(row.texts) }
        return newest.isRelied(on: digest.text, kind, marked: RowMark(vault)) ? rows : nil
    }

    /// Those of the records that an act has bound at some time. The others have no rows, or none that an act made.
    func everBound<Entity>(_ kind: BoundKind, among records: [ID<Entity>]) throws -> Set<ID<Entity>> {
        guard !records.isEmpty else { return [] }
        return try Set(
            tx.rows(
                """
                SELECT DISTINCT row_id
                FROM bound_record
                WHERE kind = \(kind.name) AND row_id IN (\(list: records))
                """
            ).map { try $0["row_id"] })
    }
}

extension Dependencies {
    /// As `RecordQueries.whole`, with an error in the server's log where it is nil.
    func whole(_ kind: BoundKind, _ record: ID<some Any>, in tx: Transaction) throws -> [Row]? {
        let rows = try tx.records.whole(kind, record, vault: vault)
        if rows == nil { reportChanged(kind, record) }
        return rows
    }

    /// Throws `RecordRefusal.changed` where the rows are not as the last act left them: a further act would bind what SQL
    /// put into them. They stay locked until the end of the transaction.
    func requireWhole(_ kind: BoundKind, _ record: ID<some Any>, in tx: Transaction) throws {
        _ = try tx.records.hold(kind, record)
        guard try whole(kind, record, in: tx) != nil else { throw RecordRefusal.changed }
    }
}
