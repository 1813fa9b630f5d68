import Foundation
import Programme
import Storage

extension Transaction {
    var proofs: ProofQueries { ProofQueries(tx: self) }
}

/// The log over journal, audit log, readings and bound records. The only writer of `log_leaf`, `log_head` and `checkpoint`.
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
