/// The relational store, on one of two engines. A transaction is a synchronous closure: it cannot `await`, so no caller
/// can wait for a bank while it holds a lock.
package struct Database: Sendable {
    let backend: any Backend

    package var engine: Engine { backend.engine }

    /// Runs `body` in its own transaction and returns after the commit.
    ///
    /// It ends in one of three ways: with a value (committed), with `CommittedRefusal` thrown (committed, then the
    /// refusal inside is thrown to the caller), or with any other error (rolled back, rethrown).
    ///
    /// `body` may run several times, so it must have no effect but on `tx`: after serialisation failures and deadlocks
    /// (`Limits.attempts`), after a taken key (`Limits.attemptsForKey`), after a connection was lost before the commit,
    /// and when another transaction of the same batch on SQLite has failed.
    @discardableResult
    package func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await noting { try await backend.transaction(.write, body) }
    }

    /// As `transaction`, for a closure whose statements take an `SQLList`. On PostgreSQL each of them is planned once
    /// per connection, and finds every row of its list by an index, also when it was planned while its tables were
    /// still empty: a plan that reads whole tables would be kept until they are analyzed.
    @discardableResult
    package func batch<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await noting { try await backend.transaction(.batch, body) }
    }

    /// Remembers the objects that no migration made and because of which a transaction was refused.
    private func noting<Value: Sendable>(_ transaction: () async throws -> Value) async throws -> Value {
        do {
            return try await transaction()
        } catch let fault as StorageFault {
            if case .unknownObjects(let names) = fault { backend.schema.saw(names) }
            throw fault
        }
    }

    /// Runs `body` on one consistent snapshot that does not wait for writers. A statement that writes is an error. As
    /// in `transaction`, `body` may run several times: on PostgreSQL also when a second statement follows a first one
    /// that was expected to be the only one (`SingleStatementReads`).
    ///
    /// When the calling task is cancelled, `CancellationError` is thrown at once. `transaction` differs: it runs to its
    /// end even when its caller is cancelled, because the effect it records may already have happened outside.
    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await backend.read(body)
    }

    /// What SQLite finds wrong in its file: an index that lacks a row or has another one, a row that breaks a check, a
    /// page that is used twice. Reads the whole file, about a gigabyte in ten seconds, while others write to it. Empty on
    /// PostgreSQL, where `pg_amcheck` does this.
    ///
    /// - Parameter limit: of findings.
    package func integrityFindings(limit: Int) async throws -> [String] {
        try await backend.integrityFindings(limit: limit)
    }

    /// Waits for running closures and closes every connection. The database cannot be used afterwards.
    package func close() async {
        await backend.close()
    }
}

package enum Engine: String, Sendable, CaseIterable {
    case sqlite
    case postgres
}

/// A refusal that must be recorded: the transaction commits, then `refusal` is thrown to the caller. Used for a counted
/// wrong code, a stored idempotent answer and a denial in the audit log.
package struct CommittedRefusal: Error {
    package let refusal: any Error

    package init(_ refusal: any Error) {
        self.refusal = refusal
    }
}

/// An open transaction. Not `Sendable`, so it cannot leave the closure it was given to.
package struct Transaction {
    let session: any Session

    package var engine: Engine { session.engine }

    package func rows(_ sql: SQL) throws -> [Row] {
        try session.rows(sql)
    }

    /// The only row; nil when there is none. Throws `StorageFault.unreadable` when there are several.
    package func row(_ sql: SQL) throws -> Row? {
        let rows = try session.rows(sql)
        guard rows.count <= 1 else {
            throw StorageFault.unreadable("more than one row where one was expected: \(sql.text)")
        }
        return rows.first
    }

    /// Returns how many rows were inserted, changed or deleted.
    @discardableResult
    package func run(_ sql: SQL) throws -> Int {
        try session.run(sql)
    }

    /// Runs several statements that do not depend on each other's results, in one round trip.
    /// - Returns: for each, how many rows were inserted, changed or deleted.
    package func run(_ statements: [SQL]) throws -> [Int] {
        try session.run(statements)
    }

    /// Sends a statement whose count is not needed, without waiting for its result. When it fails, the next statement
    /// whose result is read throws that failure, at the latest the commit.
    package func send(_ sql: SQL) throws {
        try session.send(sql)
    }

    /// Runs `action` after the commit; not at all after a rollback, or when the process ends in between. For waking a
    /// worker, never for an effect that must not be lost.
    package func afterCommit(_ action: @escaping @Sendable () -> Void) {
        session.afterCommit(action)
    }
}

@available(*, unavailable)
extension Transaction: Sendable {}

/// What an engine offers. Two conformers: `SQLite` and `Postgres`.
protocol Backend: Sendable {
    var engine: Engine { get }
    var schema: SchemaGuard { get }
    func transaction<Value: Sendable>(
        _ kind: QueuedTransaction.Kind, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value
    func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value
    func integrityFindings(limit: Int) async throws -> [String]
    func close() async
}

/// One connection inside a transaction, used by one thread.
protocol Session: AnyObject {
    var engine: Engine { get }
    var schema: SchemaGuard { get }
    /// The first statement that failed. PostgreSQL aborts the transaction at that point, so it must fail on SQLite too,
    /// even if the closure caught the error.
    var failure: StorageFault? { get }
    func rows(_ sql: SQL) throws -> [Row]
    func run(_ sql: SQL) throws -> Int
    func run(_ statements: [SQL]) throws -> [Int]
    func send(_ sql: SQL) throws
    /// Runs several statements without binds: a migration.
    func script(_ text: String) throws
    func afterCommit(_ action: @escaping @Sendable () -> Void)
    func refuseUnknownObjects(thoroughly: Bool)
}
