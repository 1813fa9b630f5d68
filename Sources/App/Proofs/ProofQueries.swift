import Foundation
import Programme
import Storage

extension Transaction {
    var proofs: ProofQueries { ProofQueries(tx: self) }
}

/// The log over journal and audit trail. The only writer of `log_leaf`, `log_head` and `checkpoint`.
struct ProofQueries {
    let tx: Transaction

    func head() throws -> LogHead {
        let row = try tx.row("SELECT size, frontier, through FROM log_head WHERE id = 1")
        guard let head = try row.flatMap(LogHead.init) else { throw Inconsistency("the log has a head") }
        return head
    }

    /// False when another sealer has moved the head; nothing may be appended then.
    func move(from old: LogHead, to new: LogHead) throws -> Bool {
        try tx.run(
            """
            UPDATE log_head
            SET size = \(new.frontier.count), frontier = \(new.frontier.stored.hex), through = \(new.through)
            WHERE id = 1 AND size = \(old.frontier.count) AND through = \(old.through)
            """) == 1
    }

    func append(_ leaves: [StoredLeaf]) throws {
        var rest = leaves[...]
        for length in Self.rowsPerStatement {
            while rest.count >= length {
                let rows = rest.prefix(length).map { leaf in
                    [
                        .integer(Int64(leaf.sequence)), leaf.row.kind.sqlValue, .integer(leaf.row.id),
                        .bytes(leaf.hash),
                    ] as [SQLValue]
                }
                try tx.send("INSERT INTO log_leaf (sequence, kind, row_id, hash) VALUES \(rows: rows)")
                rest.removeFirst(length)
            }
        }
    }

    func publish(_ checkpoint: Checkpoint, note: String) throws {
        try tx.run(
            """
            INSERT INTO checkpoint (size, root, at, note)
            VALUES (\(checkpoint.size), \(checkpoint.root), \(checkpoint.at), \(note))
            """)
    }

    func latestCheckpoint() throws -> StoredCheckpoint? {
        try tx.row("SELECT size, root, note FROM checkpoint ORDER BY size DESC LIMIT 1").map(StoredCheckpoint.init)
    }

    /// By size.
    func checkpoints(above size: Int, limit: Int) throws -> [StoredCheckpoint] {
        try tx.rows(
            """
            SELECT size, root, note
            FROM checkpoint
            WHERE size > \(size)
            ORDER BY size
            LIMIT \(limit)
            """
        ).map(StoredCheckpoint.init)
    }

    /// The position of a row in the log; nil until it is sealed.
    func sequence(of kind: LogLeaf.Kind, _ id: Int64) throws -> Int? {
        try tx.row("SELECT sequence FROM log_leaf WHERE kind = \(kind) AND row_id = \(id)").map { try $0["sequence"] }
    }

    func leaves(from sequence: Int, limit: Int) throws -> [StoredLeaf] {
        try tx.rows(
            """
            SELECT sequence, kind, row_id, hash
            FROM log_leaf
            WHERE sequence >= \(sequence)
            ORDER BY sequence
            LIMIT \(limit)
            """
        ).map(StoredLeaf.init)
    }

    /// Long statements save round trips. Only these lengths occur, so that all stay prepared: a connection keeps a
    /// limited number of statements, and the number of leaves differs every second.
    private static let rowsPerStatement = [256, 32, 4, 1]
}

/// The current content of rows, as leaves.
extension ProofQueries {
    /// Rows with an id above `floor` that have no leaf, in the order of their ids.
    ///
    /// Found by the missing leaf and not as "above the last one", because rows are not committed in the order of their
    /// ids.
    func unsealed(above floor: Int64, upTo ceiling: Int64 = .max, limit: Int) throws -> [LogLeaf] {
        let events = try tx.rows(
            """
            SELECT \(Self.auditColumns)
            FROM audit_event
            WHERE id > \(floor) AND id <= \(ceiling) AND NOT EXISTS (
                SELECT 1 FROM log_leaf WHERE kind = 'audit' AND row_id = audit_event.id)
            ORDER BY id
            LIMIT \(limit)
            """)
        let entries = try tx.rows(
            """
            SELECT \(Self.journalColumns)
            FROM journal_entry
            WHERE id > \(floor) AND id <= \(ceiling) AND NOT EXISTS (
                SELECT 1 FROM log_leaf WHERE kind = 'journal' AND row_id = journal_entry.id)
            ORDER BY id
            LIMIT \(limit)
            """)
        return try leaves(events, entries, limit: limit)
    }

    /// All rows with an id above `edge`, with or without a leaf.
    func rows(above edge: Int64, limit: Int) throws -> [LogLeaf] {
        let events = try tx.rows(
            "SELECT \(Self.auditColumns) FROM audit_event WHERE id > \(edge) ORDER BY id LIMIT \(limit)")
        let entries = try tx.rows(
            "SELECT \(Self.journalColumns) FROM journal_entry WHERE id > \(edge) ORDER BY id LIMIT \(limit)")
        return try leaves(events, entries, limit: limit)
    }

    private func leaves(_ events: [Row], _ entries: [Row], limit: Int) throws -> [LogLeaf] {
        let leaves = try events.map(LogLeaf.init(audit:)) + entries.map(LogLeaf.init(journal:))
        return Array(leaves.sorted { $0.id < $1.id }.prefix(limit))
    }

    /// The highest id that a leaf stands for; nil while nothing is sealed.
    func highestSealed() throws -> Int64? {
        try tx.row(
            """
            SELECT MAX(highest) AS highest
            FROM (
                SELECT MAX(row_id) AS highest FROM log_leaf WHERE kind = 'audit'
                UNION ALL
                SELECT MAX(row_id) AS highest FROM log_leaf WHERE kind = 'journal'
            ) AS sealed
            """)?["highest"]
    }

    /// Rows with an id above `floor` that no leaf stands for.
    func waiting(above floor: Int64) throws -> WaitingRows {
        let row = try tx.row(
            """
            SELECT COUNT(*) AS waiting, MIN(id) AS oldest
            FROM (
                SELECT id FROM audit_event WHERE id > \(floor) AND NOT EXISTS (
                    SELECT 1 FROM log_leaf WHERE kind = 'audit' AND row_id = audit_event.id)
                UNION ALL
                SELECT id FROM journal_entry WHERE id > \(floor) AND NOT EXISTS (
                    SELECT 1 FROM log_leaf WHERE kind = 'journal' AND row_id = journal_entry.id)
            ) AS unsealed
            """)
        let (count, oldest): (Int?, Int64?) = try (row?["waiting"], row?["oldest"])
        return WaitingRows(count: count ?? 0, since: oldest.map(IDSource.instant))
    }

    /// The highest sealed id, if there are as many leaves as rows between `floor` and it, so that only rows above it
    /// lack a leaf. Nil when a row below it was committed later. Counting is many times cheaper than looking up each
    /// row's leaf.
    func edge(above floor: Int64) throws -> Int64? {
        let edge = max(try highestSealed() ?? floor, floor)
        let counts = try tx.row(
            """
            SELECT
                (SELECT COUNT(*) FROM audit_event WHERE id > \(floor) AND id <= \(edge))
                    + (SELECT COUNT(*) FROM journal_entry WHERE id > \(floor) AND id <= \(edge)) AS written,
                (SELECT COUNT(*) FROM log_leaf WHERE kind = 'audit' AND row_id > \(floor) AND row_id <= \(edge))
                    + (SELECT COUNT(*) FROM log_leaf WHERE kind = 'journal' AND row_id > \(floor)
                        AND row_id <= \(edge)) AS sealed
            """)
        let (written, sealed): (Int?, Int?) = try (counts?["written"], counts?["sealed"])
        return written == sealed ? edge : nil
    }

    /// The current rows of these leaves, by kind and id, without deleted ones.
    func rows(behind leaves: [StoredLeaf]) throws -> [StoredLeaf.Row: LogLeaf] {
        func ids(_ kind: LogLeaf.Kind) -> [Int64] { leaves.filter { $0.row.kind == kind }.map(\.row.id) }
        let events = try tx.rows("SELECT \(Self.auditColumns) FROM audit_event WHERE id IN (\(list: ids(.audit)))")
        let entries = try tx.rows(
            "SELECT \(Self.journalColumns) FROM journal_entry WHERE id IN (\(list: ids(.journal)))")
        let found = try events.map(LogLeaf.init(audit:)) + entries.map(LogLeaf.init(journal:))
        return Dictionary(uniqueKeysWithValues: found.map { (StoredLeaf.Row(kind: $0.kind, id: $0.id), $0) })
    }

    private static let auditColumns: SQL = "id, at, programme_at, actor_kind, actor_id, action, subject, detail"
    private static let journalColumns: SQL = "id, key, kind, content, reason, at"
}

struct LogHead: Sendable {
    var frontier: MerkleFrontier
    /// Rows with an id below this are never sealed any more.
    var through: Int64

    fileprivate init?(_ row: Row) throws {
        let size: Int = try row["size"]
        let text: String = try row["frontier"]
        guard let stored = Data(hex: text), let frontier = MerkleFrontier(count: size, stored: stored) else {
            return nil
        }
        self.frontier = frontier
        through = try row["through"]
    }
}

struct StoredCheckpoint: Sendable {
    let size: Int
    let root: Data
    let note: String

    fileprivate init(_ row: Row) throws {
        size = try row["size"]
        root = try row["root"]
        note = try row["note"]
    }
}

struct StoredLeaf: Sendable {
    let sequence: Int
    let row: Row
    let hash: Data

    struct Row: Hashable, Sendable {
        let kind: LogLeaf.Kind
        let id: Int64
    }

    init(sequence: Int, _ leaf: LogLeaf) {
        self.sequence = sequence
        row = Row(kind: leaf.kind, id: leaf.id)
        hash = leaf.hash
    }

    fileprivate init(_ row: Storage.Row) throws {
        sequence = try row["sequence"]
        self.row = try Row(kind: row["kind"], id: row["row_id"])
        hash = try row["hash"]
    }
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
            ])
    }

    fileprivate init(journal row: Row) throws {
        let (content, at): (Data, Int64) = try (row["content"], row["at"])
        try self.init(
            kind: .journal, id: row["id"],
            fields: [row["key"], row["kind"], content.hex, row["reason"], String(at)])
    }
}
