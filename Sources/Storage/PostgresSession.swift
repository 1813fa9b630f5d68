/// One transaction on a connection. `BEGIN` is sent with the first statement, so a closure that runs no statement costs
/// no round trip.
final class PostgresSession: Session {
    let engine = Engine.postgres
    private let connection: PostgresConnection
    private let opening: PostgresCommand
    private let kind: QueuedTransaction.Kind
    private var isOpen = false
    private(set) var failure: StorageFault?
    /// Whether a serialisation failure or deadlock occurred: then the whole closure may run again.
    private(set) var hasConflict = false
    /// Whether a unique violation occurred.
    private(set) var hasTakenKey = false
    private(set) var actions: [@Sendable () -> Void] = []
    /// Nil where the transaction is opened with the first statement in every case.
    private let brief: BriefReads?
    /// The statement that was run without a transaction.
    private var alone: String?
    /// A second statement followed the one that was run alone: the closure runs again, in a transaction.
    private(set) var needsTransaction = false

    /// - Parameter brief: when given and `kind` is `.read`, a single statement runs without a transaction, because one
    ///   statement sees one snapshot anyhow.
    init(_ connection: PostgresConnection, _ kind: QueuedTransaction.Kind, brief: BriefReads?) {
        self.connection = connection
        self.kind = kind
        self.brief = kind == .read ? brief : nil
        opening =
            switch kind {
            case .write: .beginWriting
            case .read: .beginReading
            }
    }

    func rows(_ sql: SQL) throws -> [Row] {
        try ask([sql]).rows
    }

    func run(_ sql: SQL) throws -> Int {
        try ask([sql]).changed
    }

    func run(_ statements: [SQL]) throws -> [Int] {
        statements.isEmpty ? [] : try ask(statements).counts.suffix(statements.count)
    }

    func send(_ sql: SQL) throws {
        guard kind == .write else { return _ = try ask([sql]) }  // the end of a read reads no results
        try sql.checkBinds()
        try remembering {
            defer { isOpen = true }
            try connection.send(sql, after: isOpen ? nil : opening)
        }
    }

    func script(_ text: String) throws {
        try remembering {
            try stayAlone()
            if !isOpen { _ = try connection.command(opening) }
            isOpen = true
            try connection.script(text)
        }
    }

    func afterCommit(_ action: @escaping @Sendable () -> Void) {
        actions.append(action)
    }

    func commit() throws {
        guard isOpen else { return }
        // A read's results do not depend on how its transaction ends, so its `COMMIT` is not waited for.
        guard kind == .write else {
            isOpen = false
            return connection.endRead()
        }
        do {
            let tag = try remembering { try connection.command(.commit).tag }
            guard tag == "COMMIT" else {
                throw StorageFault.failed(statement: "COMMIT", message: "an earlier statement failed: \(tag)")
            }
            isOpen = false
        } catch StorageFault.unavailable(let message) where connection.isBroken {
            throw StorageFault.outcomeUnknown(message)
        }
    }

    func rollback() {
        guard isOpen, !connection.isBroken else { return }
        do {
            try connection.rollback()
        } catch {
            connection.isBroken = true
        }
    }

    private func ask(_ statements: [SQL]) throws -> PostgresReply {
        for sql in statements { try sql.checkBinds() }
        return try remembering {
            try stayAlone()
            if let brief, !isOpen, statements.count == 1, brief.contains(statements[0].text) {
                alone = statements[0].text
                return try connection.ask(statements, after: nil)
            }
            defer { isOpen = true }
            return try connection.ask(statements, after: isOpen ? nil : opening)
        }
    }

    /// Throws when a statement was run without a transaction before this one.
    private func stayAlone() throws {
        guard let alone else { return }
        brief?.isFollowed(alone)
        needsTransaction = true
        failure = failure ?? .contended
        throw StorageFault.contended
    }

    private func remembering<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as PostgresError {
            let fault = error.fault
            failure = failure ?? fault
            hasConflict = hasConflict || error.isConflict
            hasTakenKey = hasTakenKey || error.isTakenKey
            throw fault
        }
    }
}

/// Which statements are the only one of their read. Each is assumed to be, until another follows it in the same read;
/// from then on it opens a transaction, so that both see the same snapshot. Each connection learns this by itself.
final class BriefReads {
    private var followed: Set<String> = []

    func contains(_ statement: String) -> Bool {
        !followed.contains(statement)
    }

    func isFollowed(_ statement: String) {
        // The program has few statements; lists of different lengths multiply them, so the set is bounded.
        if followed.count < 10_000 { followed.insert(statement) }
    }
}
