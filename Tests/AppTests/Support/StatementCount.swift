import NIOConcurrencyHelpers

@testable import Storage

/// Counts the transactions and statements that a database is asked for. `BEGIN` and `COMMIT` are not counted.
final class StatementCount: Sendable {
    struct Figures: Sendable, Equatable {
        var transactions = 0
        var reads = 0
        var statements = 0
    }

    private let figures = NIOLockedValueBox(Figures())

    /// The figures since the last call.
    func take() -> Figures {
        figures.withLockedValue { figures in
            defer { figures = Figures() }
            return figures
        }
    }

    func counting(_ database: Database) -> Database {
        Database(backend: CountingBackend(inner: database.backend, count: self))
    }

    fileprivate func add(_ change: (inout Figures) -> Void) {
        figures.withLockedValue { change(&$0) }
    }
}

private struct CountingBackend: Backend {
    let inner: any Backend
    let count: StatementCount

    var engine: Engine { inner.engine }
    var schema: SchemaGuard { inner.schema }

    func transaction<Value: Sendable>(
        _ kind: QueuedTransaction.Kind, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await inner.transaction(kind) { [count] tx in
            count.add { $0.transactions += 1 }
            return try body(Transaction(session: CountingSession(tx.session, count)))
        }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await inner.read { [count] tx in
            count.add { $0.reads += 1 }
            return try body(Transaction(session: CountingSession(tx.session, count)))
        }
    }

    func integrityFindings(limit: Int) async throws -> [String] { try await inner.integrityFindings(limit: limit) }

    func close() async { await inner.close() }
}

private final class CountingSession: Session {
    private let inner: any Session
    private let count: StatementCount

    init(_ inner: any Session, _ count: StatementCount) {
        (self.inner, self.count) = (inner, count)
    }

    var engine: Engine { inner.engine }
    var schema: SchemaGuard { inner.schema }
    var failure: StorageFault? { inner.failure }

    func rows(_ sql: SQL) throws -> [Row] {
        count.add { $0.statements += 1 }
        return try inner.rows(sql)
    }

    func run(_ sql: SQL) throws -> Int {
        count.add { $0.statements += 1 }
        return try inner.run(sql)
    }

    func run(_ statements: [SQL]) throws -> [Int] {
        count.add { $0.statements += statements.count }
        return try inner.run(statements)
    }

    func send(_ sql: SQL) throws {
        count.add { $0.statements += 1 }
        try inner.send(sql)
    }

    func script(_ text: String) throws { try inner.script(text) }

    func afterCommit(_ action: @escaping @Sendable () -> Void) { inner.afterCommit(action) }

    func refuseUnknownObjects(thoroughly: Bool) { inner.refuseUnknownObjects(thoroughly: thoroughly) }
}
