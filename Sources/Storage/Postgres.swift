import Foundation

extension Database {
    /// A pool of connections, each with its own thread, opened at first use. `url` is anything libpq accepts;
    /// `connections` defaults to four per core (at most 64), by measurement.
    package static func postgres(url: String, connections: Int? = nil) -> Database {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let count = connections ?? min(64, cores * 4)
        return Database(backend: Postgres(PostgresAddress(url: url), connections: count))
    }
}

/// PostgreSQL through libpq, which blocks: every connection has its own thread, and all threads take from one queue.
final class Postgres: Backend {
    let engine = Engine.postgres
    let schema = SchemaGuard()
    private let queue: TransactionQueue

    init(_ address: PostgresAddress, connections: Int) {
        precondition(connections > 0)
        let queue = TransactionQueue(workers: connections)
        self.queue = queue
        let schema = schema
        for number in 1...connections {
            Thread.start("postgres \(number)") {
                var worker = PostgresWorker(address: address, schema: schema)
                while let queued = queue.next(orRest: { worker.rest() }) { worker.serve(queued) }
                queue.leave()
            }
        }
    }

    deinit {
        queue.refuseNewTransactions()
    }

    func transaction<Value: Sendable>(
        _ kind: QueuedTransaction.Kind, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        if kind != .upkeep, case let found = schema.found, !found.isEmpty { throw StorageFault.unknownObjects(found) }
        return try await queue.write(kind, body)
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await queue.read(body)
    }

    func integrityFindings(limit: Int) async throws -> [String] { [] }

    func close() async {
        await queue.close()
    }
}

/// One thread of the pool: keeps a connection, runs transactions on it, reconnects when it is lost.
private struct PostgresWorker {
    let address: PostgresAddress
    let schema: SchemaGuard
    private let singleStatements = SingleStatementReads()
    private var connection: PostgresConnection?

    init(address: PostgresAddress, schema: SchemaGuard) {
        (self.address, self.schema) = (address, schema)
    }

    mutating func serve(_ queued: QueuedTransaction) {
        do {
            let answer = try runConnected(queued)
            answer()
        } catch {
            queued.fail(error)
        }
        if connection?.isBroken == true { connection = nil }
    }

    /// An idle connection may have been lost, for example when the server restarted. Before the commit is sent nothing
    /// can have been committed, so the transaction is run once more on a new connection.
    private mutating func runConnected(_ queued: QueuedTransaction) throws -> QueuedTransaction.Answer {
        if let kept = connection {
            do {
                return try run(queued, on: kept)
            } catch StorageFault.unavailable where kept.isBroken {
                connection = nil
            }
        }
        let fresh = try PostgresConnection(address)
        connection = fresh
        return try run(queued, on: fresh)
    }

    /// Called before the thread waits for work.
    func rest() {
        connection?.rest()
    }

    /// Runs the transaction to its commit. After a serialisation failure, a deadlock or a taken key it retries, each
    /// time after a longer pause; a read whose second statement needs a transaction runs again at once.
    private func run(_ queued: QueuedTransaction, on connection: PostgresConnection) throws -> QueuedTransaction.Answer
    {
        var singleStatements: SingleStatementReads? = singleStatements
        for attempt in 1...Limits.attempts {
            let session = PostgresSession(
                connection, queued.kind, schema: schema, singleStatements: singleStatements)
            do {
                let answer = try queued.run(session)
                try session.commit()
                for action in session.actions { action() }
                return answer
            } catch {
                session.rollback()
                singleStatements = nil  // a further attempt always opens a transaction
                if session.needsTransaction { continue }
                let mayFindRow = session.hasTakenKey && attempt < Limits.attemptsForKey
                guard session.hasConflict || mayFindRow else { throw error }
                let longest = Limits.pauseSeconds * Double(1 << attempt)
                Thread.sleep(forTimeInterval: Double.random(in: 0...longest))
            }
        }
        throw StorageFault.contended
    }
}
