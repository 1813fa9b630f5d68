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
        let row = try tx.row("SELECT size, frontier FROM log_head WHERE id = 1")
        guard let head = try row.map(LogHead.init) else { throw Inconsistency("the log has a head") }
        return head
    }

    /// False when another sealer has moved the head; nothing may be appended then.
    func move(from old: LogHead, to new: MerkleFrontier) throws -> Bool {
        try tx.run(
            """
            UPDATE log_head
            SET size = \(new.count), frontier = \(LogHead(new).text)
            WHERE id = 1 AND size = \(old.size) AND frontier = \(old.text)
            """) == 1
    }

    /// The head, and whether leaves and checkpoint confirm it. Called in a read, which is one snapshot.
    func base(signedBy verifier: NoteVerifier) throws -> LogBase {
        let head = try head()
        let next: Int? = try tx.row("SELECT MIN(sequence) AS next FROM log_leaf WHERE sequence >= \(head.size)")?[
            "next"]
        let last = try tx.row("SELECT sequence FROM log_leaf WHERE sequence = \(head.size - 1)")
        let checkpoint = try tx.row("SELECT size, root, at, note FROM checkpoint WHERE size = \(head.size)")
            .map(StoredCheckpoint.init)
        return LogBase(
            head: head, hasLastLeaf: last != nil, room: next.map { $0 - head.size },
            signed: checkpoint.flatMap { try? Checkpoint(note: $0.note, verifier: verifier) })
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

    /// A row that SQL put in the place of a future checkpoint stays, because the sealer must not stop at it.
    /// Verification names it: its signature or its root is wrong.
    ///
    /// - Parameter now: of the real clock.
    func publish(_ checkpoint: Checkpoint, note: String, at now: Instant) throws {
        try tx.send(
            """
            INSERT INTO checkpoint (size, root, at, note)
            VALUES (\(checkpoint.size), \(checkpoint.root), \(now), \(note))
            ON CONFLICT (size) DO NOTHING
            """)
    }

    /// Whether the log was as this checkpoint says, as far as its own row shows: a verification adds the leaves up.
    func has(_ checkpoint: Checkpoint) throws -> Bool {
        let row = try tx.row("SELECT root FROM checkpoint WHERE size = \(checkpoint.size)")
        let root: Data? = try row?["root"]
        return root == checkpoint.root
    }

    func latestCheckpoint() throws -> StoredCheckpoint? {
        try tx.row("SELECT size, root, at, note FROM checkpoint ORDER BY size DESC LIMIT 1").map(StoredCheckpoint.init)
    }

    /// The newest checkpoint that this installation signed. SQL can put in rows of any size and text: they are passed
    /// over here, and verification names them.
    func latestCheckpoint(
        signedBy verifier: NoteVerifier
    ) throws -> (stored: StoredCheckpoint, checkpoint: Checkpoint)? {
        var end = Int.max
        while true {
            let rows = try tx.rows(
                """
                SELECT size, root, at, note
                FROM checkpoint
                WHERE size < \(end)
                ORDER BY size DESC
                LIMIT \(Self.checkpointsRead)
                """
            ).map(StoredCheckpoint.init)
            for stored in rows {
                guard let checkpoint = try? Checkpoint(note: stored.note, verifier: verifier),
                    checkpoint.size == stored.size, checkpoint.root == stored.root
                else { continue }
                return (stored, checkpoint)
            }
            guard let last = rows.last else { return nil }
            end = last.size
        }
    }

    /// Rows that are read at once; the first is almost always ours.
    private static let checkpointsRead = 20

    /// By size.
    func checkpoints(above size: Int, limit: Int) throws -> [StoredCheckpoint] {
        try tx.rows(
            """
            SELECT size, root, at, note
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

    /// Entries of the journal with an id above `edge` that leaves stand for, in the order of their ids.
    func sealedEntries(above edge: Int64, limit: Int) throws -> [ID<JournalEntry>] {
        try tx.rows(
            """
            SELECT row_id
            FROM log_leaf
            WHERE kind = \(LogLeaf.Kind.journal) AND row_id > \(edge)
            ORDER BY row_id
            LIMIT \(limit)
            """
        ).map { try $0["row_id"] }
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

/// How far the log has come, as `log_head` says. The application's user can write that row, so it counts only where
/// `LogBase` confirms it.
struct LogHead: Sendable {
    let size: Int
    /// The hashes of the complete subtrees, in hexadecimal.
    let text: String

    /// Nil where the text is no frontier of a log of this size.
    var frontier: MerkleFrontier? {
        Data(hex: text).flatMap { MerkleFrontier(count: size, stored: $0) }
    }

    init(_ frontier: MerkleFrontier) {
        size = frontier.count
        text = frontier.stored.hex
    }

    fileprivate init(_ row: Row) throws {
        size = try row["size"]
        text = try row["frontier"]
    }
}

/// Where the sealer continues, with what shows that the head is as the last sealer left it.
struct LogBase: Sendable {
    let head: LogHead
    /// Whether there is a leaf of the number below the head's.
    let hasLastLeaf: Bool
    /// How many leaves can be appended before one that is there already; nil where none is.
    let room: Int?
    /// The checkpoint of the head's size, where this installation's key signed it.
    let signed: Checkpoint?

    /// The frontier, where no other hand has changed it: its leaves end where it ends, and its root was signed.
    var confirmed: MerkleFrontier? {
        guard let frontier = head.frontier, room != 0 else { return nil }
        guard frontier.count > 0 else { return frontier }
        let isSigned = signed.map { $0.size == frontier.count && $0.root == frontier.root } ?? false
        return hasLastLeaf && isSigned ? frontier : nil
    }
}

struct StoredCheckpoint: Sendable {
    let size: Int
    let root: Data
    let at: Instant
    let note: String

    fileprivate init(_ row: Row) throws {
        size = try row["size"]
        root = try row["root"]
        at = try row["at"]
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

    init(_ row: Storage.Row) throws {
        sequence = try row["sequence"]
        self.row = try Row(kind: row["kind"], id: row["row_id"])
        hash = try row["hash"]
    }
}
