/// One run of a queued closure on a connection; `PostgresWorker` makes one for each attempt. `BEGIN` is sent with the
/// first statement, so a closure that runs no statement costs no round trip.
final class PostgresSession: Session {
    let engine = Engine.postgres
    let schema: SchemaGuard
    private let connection: PostgresConnection
    private let opening: [PostgresCommand]
    private let kind: QueuedTransaction.Kind
    /// `BEGIN` has been sent, so that a commit or a rollback must follow.
    private var isOpen = false
    private(set) var failure: StorageFault?
    /// Whether a serialisation failure or deadlock occurred: then the worker runs the closure again.
    private(set) var hasConflict = false
    /// Whether a unique violation occurred: then the worker runs the closure once more, which may find the row.
    private(set) var hasTakenKey = false
    /// To be called by the worker after the commit.
    private(set) var actions: [@Sendable () -> Void] = []
    /// Nil where the first statement always opens a transaction.
    private let singleStatements: SingleStatementReads?
    /// The statement that was run without a transaction.
    private var ranAlone: String?
    /// A second statement followed the one that was run alone: the worker runs the closure again, in a transaction.
    private(set) var needsTransaction = false
    /// What is sent right before `COMMIT`; nil where nothing is.
    private var refusal: SQL?
    private var isThorough = false

    /// - Parameter singleStatements: when given and `kind` is `.read`, a statement in it runs without a transaction, which
    ///   saves sending `BEGIN` and `COMMIT`: a single statement sees one snapshot anyhow.
    init(
        _ connection: PostgresConnection, _ kind: QueuedTransaction.Kind, schema: SchemaGuard,
        singleStatements: SingleStatementReads?
    ) {
        (self.connection, self.kind, self.schema) = (connection, kind, schema)
        self.singleStatements = kind == .read ? singleStatements : nil
        opening =
            switch kind {
            case .write, .upkeep: [.beginWriting]
            case .batch: [.beginWriting, .planForLists]
            case .read: [.beginReading]
            }
    }

    func rows(_ sql: SQL) throws -> [Row] {
        try ask([sql]).rows
    }

    func run(_ sql: SQL) throws -> Int {
        try ask([sql]).changed
    }

    func run(_ statements: [SQL]) throws -> [Int] {
        // The reply also counts statements that `send` left unread before them.
        statements.isEmpty ? [] : try ask(statements).counts.suffix(statements.count)
    }

    func send(_ sql: SQL) throws {
        // The end of a read waits for no result, so a failure of an unread statement would be lost.
        guard kind != .read else {
            _ = try ask([sql])
            return
        }
        try remembering {
            try sql.checkBinds()
            defer { isOpen = true }  // also after an error: `BEGIN` may have arrived
            try connection.send(sql, after: isOpen ? [] : opening, isOfBatch: kind == .batch)
        }
    }

    func script(_ text: String) throws {
        try remembering {
            try refuseSecondStatement()
            if !isOpen { for command in opening { _ = try connection.command(command) } }
            isOpen = true
            try connection.script(text)
        }
    }

    func afterCommit(_ action: @escaping @Sendable () -> Void) {
        actions.append(action)
    }

    func refuseUnknownObjects(thoroughly: Bool) {
        guard kind != .read, !isThorough else { return }
        isThorough = thoroughly
        refusal = schema.refusal(thoroughly: thoroughly)
    }

    func commit() throws {
        guard isOpen else { return }
        // A read's results do not depend on how its transaction ends, so its `COMMIT` is not waited for.
        guard kind != .read else {
            isOpen = false
            return connection.endRead()
        }
        do {
            let tag = try remembering {
                if let refusal { try connection.send(refusal, after: [], isOfBatch: kind == .batch) }
                return try connection.command(.commit).tag
            }
            // PostgreSQL answers `COMMIT` with ROLLBACK when a statement of the transaction failed.
            guard tag == "COMMIT" else {
                throw StorageFault.failed(statement: "COMMIT", message: "an earlier statement failed: \(tag)")
            }
            isOpen = false
        } catch StorageFault.unavailable(let message) where connection.isBroken {
            throw StorageFault.outcomeUnknown(message)
        }
    }

    /// Never throws: a connection that cannot roll back is marked as broken, and the worker makes a new one.
    func rollback() {
        guard isOpen, !connection.isBroken else { return }
        do {
            try connection.rollback()
        } catch {
            connection.isBroken = true
        }
    }

    private func ask(_ statements: [SQL]) throws -> PostgresReply {
        try remembering {
            for sql in statements { try sql.checkBinds() }
            try refuseSecondStatement()
            if let singleStatements, !isOpen, statements.count == 1, singleStatements.contains(statements[0].text) {
                ranAlone = statements[0].text
                return try connection.ask(statements, after: [], isOfBatch: false)
            }
            defer { isOpen = true }  // also after an error: `BEGIN` may have arrived
            return try connection.ask(statements, after: isOpen ? [] : opening, isOfBatch: kind == .batch)
        }
    }

    /// Throws when a statement was run without a transaction before this one: the two could see different snapshots.
    /// The worker runs the closure again, so the fault reaches no caller.
    private func refuseSecondStatement() throws {
        guard let ranAlone else { return }
        singleStatements?.remove(ranAlone)
        needsTransaction = true
        throw StorageFault.contended
    }

    /// Notes an error of `body` for the worker, and throws it as the fault that callers know.
    private func remembering<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as PostgresError {
            let fault = error.fault
            failure = failure ?? fault
            hasConflict = hasConflict || error.isConflict
            hasTakenKey = hasTakenKey || error.isTakenKey
            throw fault
        } catch let fault as StorageFault {
            failure = failure ?? fault
            throw fault
        }
    }
}

/// Statements that are the only one of their read, as far as this connection knows: all, until another statement
/// follows one in the same read. From then on that one opens a transaction, so that both see the same snapshot.
final class SingleStatementReads {
    private var followed: Set<String> = []

    func contains(_ statement: String) -> Bool {
        !followed.contains(statement)
    }

    /// Another statement followed it in the same read.
    func remove(_ statement: String) {
        // The program has few statements; lists of different lengths multiply them, so the set is bounded. A read that
        // begins with a statement beyond the bound runs its closure twice every time.
        if followed.count < Limits.followedStatements { followed.insert(statement) }
    }
}
