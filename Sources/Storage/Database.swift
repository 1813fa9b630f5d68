/// A store of facts on one of two engines. A transaction is a synchronous closure: it cannot `await`, so no one can
/// call a bank while holding a lock.
package struct Database: Sendable {
    let backend: any Backend

    package var engine: Engine { backend.engine }

    /// Runs `body` in a transaction of its own and answers after its commit.
    ///
    /// It ends in one of three ways: with a value (committed), with `Recorded` thrown (committed, then the refusal
    /// inside is thrown to the caller), or with any other error (rolled back, rethrown). Serialisation failures and
    /// deadlocks run `body` again, at most `Limits.attempts` times, so it must have no effect but on `tx`.
    @discardableResult
    package func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await backend.transaction(body)
    }

    /// Runs `body` on one consistent snapshot that does not wait for writers. A statement that writes is an error.
    ///
    /// Who is cancelled meanwhile is answered `CancellationError` at once. A transaction is different: it is carried out
    /// whatever becomes of its caller, because what it notes may already have happened in the world outside.
    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await backend.read(body)
    }

    /// Waits for what is running and closes every connection. Nothing may be asked afterwards.
    package func close() async {
        await backend.close()
    }
}

package enum Engine: String, Sendable, CaseIterable {
    case sqlite
    case postgres
}

/// A refusal that must leave a trace: the transaction commits, then `refusal` is thrown to the caller.
/// A counted wrong code, a stored idempotent answer and a denial in the audit log end this way.
package struct Recorded: Error {
    package let refusal: any Error

    package init(_ refusal: any Error) {
        self.refusal = refusal
    }
}

/// The database could not be asked, or gave up: the caller may try again later.
package enum StorageFault: Error, Sendable {
    /// No connection, no room on the disk, or the server is going down. Nothing was committed.
    case unavailable(String)
    /// The connection was lost while the commit was on its way: it may have happened, or not. Ask again with the same
    /// idempotency key.
    case outcomeUnknown(String)
    /// Conflicted with others more often than `Limits.attempts`.
    case contended
    /// More callers are waiting than `Limits.waiting`.
    case overloaded
    /// A statement ran for longer than `Limits.statementSeconds`. Nothing was committed.
    case timedOut(statement: String)
    /// A statement failed: its text (which holds no values) and the engine's message.
    case failed(statement: String, message: String)
    /// A stored row holds what this version does not know, or lacks what it counts on: what was asked for fails, nothing
    /// was committed, and the process goes on. The text names the column or the row's kind, and holds no values.
    case unreadable(String)

    /// Whether the same question may be answered in a moment: then nobody has made a mistake.
    package var isPassing: Bool {
        switch self {
        case .failed, .unreadable: false
        case .unavailable, .outcomeUnknown, .contended, .overloaded, .timedOut: true
        }
    }
}

enum Limits {
    /// How often a transaction is run again after a serialisation failure or a deadlock.
    static let attempts = 8
    /// How many callers may wait for a connection.
    static let waiting = 10_000
    /// How long a statement may run, in seconds.
    static let statementSeconds = 30
    /// After so many pages SQLite moves its log into the file: a page that changes in every commit then moves once.
    static let logPages = 8_192
    /// What SQLite's writer keeps of the file in memory; twenty indexes grow at random places.
    static let writerCacheKilobytes = 65_536
    /// How many callers share one durable commit on SQLite.
    static let batch = 256
    /// How many statements a PostgreSQL connection keeps prepared.
    static let prepared = 512
    /// How many statements a PostgreSQL connection sends before it reads their answers.
    static let unread = 256
    /// The pause before the first repetition after a conflict; it doubles, with jitter.
    static let pauseSeconds = 0.002
}

/// An open transaction. Not `Sendable`, so it cannot leave the closure it was given to.
package struct Transaction {
    let session: any Session

    package var engine: Engine { session.engine }

    package func rows(_ sql: SQL) throws -> [Row] {
        try session.rows(sql)
    }

    package func row(_ sql: SQL) throws -> Row? {
        let rows = try session.rows(sql)
        guard rows.count <= 1 else { throw StorageFault.unreadable("more than one row where one was expected") }
        return rows.first
    }

    /// How many rows were inserted, changed or deleted.
    @discardableResult
    package func run(_ sql: SQL) throws -> Int {
        try session.run(sql)
    }

    /// Several statements that do not need each other's answers, in one round trip.
    /// - Returns: for each, how many rows were inserted, changed or deleted.
    package func run(_ statements: [SQL]) throws -> [Int] {
        try session.run(statements)
    }

    /// A statement whose count nobody looks at. Its answer is not waited for: when it fails, the next statement that is
    /// waited for throws that failure, at the latest the commit.
    package func send(_ sql: SQL) throws {
        try session.send(sql)
    }

    /// Runs after the commit, and not at all when there is none. For waking a worker; never for an effect that matters.
    package func afterCommit(_ action: @escaping @Sendable () -> Void) {
        session.afterCommit(action)
    }
}

@available(*, unavailable)
extension Transaction: Sendable {}

/// What an engine offers. Two conformers: `SQLite` and `Postgres`.
protocol Backend: Sendable {
    var engine: Engine { get }
    func transaction<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value
    func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value
    func close() async
}

/// One connection inside a transaction, used by one thread.
protocol Session: AnyObject {
    var engine: Engine { get }
    /// The first statement that failed. PostgreSQL has given the transaction up by then, so it cannot end well on
    /// SQLite either, whatever its closure made of the error.
    var failure: StorageFault? { get }
    func rows(_ sql: SQL) throws -> [Row]
    func run(_ sql: SQL) throws -> Int
    func run(_ statements: [SQL]) throws -> [Int]
    func send(_ sql: SQL) throws
    /// Several statements without binds: a migration.
    func script(_ text: String) throws
    func afterCommit(_ action: @escaping @Sendable () -> Void)
}
