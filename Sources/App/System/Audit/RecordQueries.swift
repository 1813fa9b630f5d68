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
    ///
    /// - Parameter isFirst: true where this transaction made the record, or brought it into the state from which on it is
    ///   bound, and no other one can: then no row of it is looked for.
    func bind(
        _ kind: BoundKind, _ record: ID<some Any>, at now: Instant, ids: IDSource, isFirst: Bool = false
    ) throws {
        let previous = try isFirst ? 0 : lastRow(kind.name, record.rawValue)
        guard let vault = ids.mark?.vault else { throw Inconsistency("a process that binds records has the key") }
        guard let digest = try kind.digests(tx, [record.rawValue], vault)[record.rawValue] else {
            throw Inconsistency("a record that an act binds exists")
        }
        try insert(kind.name, record.rawValue, digest, after: previous, at: now, ids: ids)
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

    /// The kinds whose earlier records a server has yet to bind; none where no server has started yet.
    func incompleteKinds() throws -> [String] {
        guard try codesBegin() != nil else { return [] }
        let complete = try completeKinds()
        return BoundKind.all.map(\.name).filter { !complete.contains($0) }
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

    /// - Parameter previous: the record's newest row, as `lastRow` read it; 0 for none.
    @discardableResult
    func insert(
        _ kind: String, _ record: Int64, _ digest: String, after previous: Int64, at now: Instant, ids: IDSource
    ) throws -> ID<BoundRecord> {
        var id: ID<BoundRecord> = ids.next()
        if id.rawValue <= previous {
            // A server whose clock is ahead wrote that one. The newest row is the one with the highest id.
            ids.advance(past: ID<BoundRecord>(previous))
            id = ids.next()
        }
        guard digest != RecordDigest.unreadable else { throw RecordRefusal.changed }
        guard let mark = ids.mark else { throw Inconsistency("a process that binds records has the key") }
        let text = mark.text(of: digest, kind: kind, record: record, row: id.rawValue, after: previous)
        try write(id, kind, record, text, at: now, ids: ids)
        guard !Self.comparedWithBooks.contains(kind) else { return id }
        // What a trigger has written in this transaction would be bound by it.
        tx.refuseUnknownObjects(thoroughly: !Self.boundByPeople.contains(kind))
        return id
    }

    /// Kinds whose content `ledger verify` compares with the journal, and of which people bind hundreds a second: the
    /// look for unknown objects would take PostgreSQL a third of such a transaction.
    private static let comparedWithBooks: Set = [BoundKind.purchases.name, BoundKind.instalments.name]
    /// Kinds that people bind without an officer: the quick look finds what acts within their transactions.
    private static let boundByPeople: Set<String> = [
        BoundKind.declared, .decisions, .identities, .identityData, .payees, .cards, .cardStandings, .trainingReports,
    ].reduce(into: SessionQueries.endings) { $0.insert($1.name) }

    func write(
        _ id: ID<BoundRecord>, _ kind: String, _ record: Int64, _ digest: String, at now: Instant, ids: IDSource
    ) throws {
        try tx.send(
            """
            INSERT INTO bound_record (id, at, kind, row_id, digest)
            VALUES (\(id), \(now), \(kind), \(record), \(digest))
            """)
        tx.afterCommit { ids.written.note([WrittenRow(record: record, kind: kind, row: id)]) }
    }

    /// The kind of the rows that say for which kind every earlier record is bound; its name is their digest.
    static let complete = "complete"
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
    /// The id of the record's row before this one, 0 for none; nil where it was not read.
    var previous: Int64?

    /// Whether it is the digest of the record as it is now.
    func isOf(_ present: String, _ kind: BoundKind, marked mark: RowMark) -> Bool {
        guard RowMark.isMarked(digest) else { return digest == present }
        let text = mark.text(
            of: present, kind: kind.name, record: id, row: row, after: RowMark.previous(in: digest))
        return digest == text
    }

    /// Whether the record is as the act left it that bound it last, by a mark, and that act followed the one before it: an
    /// act during which SQL had taken a row away, so that the record was an earlier one, is not relied on when the row is
    /// back.
    func isRelied(on present: String, _ kind: BoundKind, marked mark: RowMark) -> Bool {
        RowMark.isMarked(digest) && follows && isOf(present, kind, marked: mark)
    }

    /// Whether it names the row before it. True of a mark of an earlier version, which names none.
    var follows: Bool {
        guard let previous, let named = RowMark.previous(in: digest) else { return true }
        return named == previous
    }
}
