import Programme
import Storage

extension Transaction {
    var coursework: CourseworkQueries { CourseworkQueries(tx: self) }
}

/// Works of participants and what institutions wrote about them. The only writer of `coursework`.
struct CourseworkQueries {
    let tx: Transaction

    func count(_ kind: Coursework.Kind, of task: CourseworkTask, _ purchase: ID<Purchase>) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS works
            FROM coursework
            WHERE purchase_id = \(purchase) AND scope = \(task.scope) AND sequence = \(task.sequence)
                AND kind = \(kind)
            """)?["works"] ?? 0
    }

    /// Of all tasks and kinds.
    func count(of purchase: ID<Purchase>) throws -> Int {
        try tx.row("SELECT COUNT(*) AS works FROM coursework WHERE purchase_id = \(purchase)")?["works"] ?? 0
    }

    func add(_ work: Coursework, to purchase: ID<Purchase>, at now: Instant) throws {
        try tx.run(
            """
            INSERT INTO coursework (id, purchase_id, kind, scope, sequence, url_file, notes, at)
            VALUES (\(work.id), \(purchase), \(work.kind), \(work.task.scope), \(work.task.sequence), \(work.file),
                \(work.notes), \(now))
            """)
    }

    /// Oldest first.
    func of(_ purchase: ID<Purchase>) throws -> [Coursework] {
        try tx.rows(
            """
            SELECT id, kind, scope, sequence, url_file, notes
            FROM coursework
            WHERE purchase_id = \(purchase)
            ORDER BY id
            """
        ).map(Coursework.init)
    }
}

extension Coursework.Kind: SQLConvertible {}
extension CourseworkTask.Scope: SQLConvertible {}

extension Coursework {
    fileprivate init(_ row: Row) throws {
        guard let task = try CourseworkTask(row["scope"], row["sequence"]) else {
            throw Inconsistency("a stored work is of a task that exists")
        }
        try self.init(
            id: row["id"], kind: row["kind"], task: task, file: row["url_file"], notes: row["notes"])
    }
}
