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

    func add(_ work: Coursework, to purchase: ID<Purchase>, at now: Instant, vault: Vault) throws {
        try tx.run(
            """
            INSERT INTO coursework (id, purchase_id, kind, scope, sequence, url_file, notes, sealed_url_file,
                sealed_notes, at)
            VALUES (\(work.id), \(purchase), \(work.kind), \(work.task.scope), \(work.task.sequence),
                \(SealedText.courseworkFile.blank), '',
                \(SealedText.courseworkFile.seal(work.file, row: work.id.rawValue, vault)),
                \(SealedText.courseworkNotes.sealIfAny(work.notes, row: work.id.rawValue, vault)), \(now))
            """)
    }

    /// Feedback on the final test.
    func grades(of purchase: ID<Purchase>) throws -> [ID<Coursework>] {
        try tx.rows(
            """
            SELECT id
            FROM coursework
            WHERE purchase_id = \(purchase) AND kind = \(Coursework.Kind.feedback)
                AND scope = \(CourseworkTask.finalTest.scope) AND sequence = \(CourseworkTask.finalTest.sequence)
            ORDER BY id
            """
        ).map { try $0["id"] }
    }

    /// Oldest first.
    func of(_ purchase: ID<Purchase>, vault: Vault) throws -> [Coursework] {
        try tx.rows(
            """
            SELECT id, kind, scope, sequence, url_file, notes, sealed_url_file, sealed_notes
            FROM coursework
            WHERE purchase_id = \(purchase)
            ORDER BY id
            """
        ).map { try Coursework($0, vault) }
    }
}

extension SealedText {
    /// The link to a participant's work, which may name them.
    static let courseworkFile = SealedText("coursework", "url_file", blank: "-")
    /// What a participant or an institution wrote about a work.
    static let courseworkNotes = SealedText("coursework", "notes")
}

extension Coursework.Kind: SQLConvertible {}
extension CourseworkTask.Scope: SQLConvertible {}

extension Coursework {
    fileprivate init(_ row: Row, _ vault: Vault) throws {
        let id: ID<Coursework> = try row["id"]
        guard let task = try CourseworkTask(row["scope"], row["sequence"]) else {
            throw Inconsistency("a stored work is of a task that exists")
        }
        try self.init(
            id: id, kind: row["kind"], task: task,
            file: SealedText.courseworkFile.open(row, of: id.rawValue, vault),
            notes: SealedText.courseworkNotes.open(row, of: id.rawValue, vault))
    }
}
