import Foundation
import GRDB

extension Database {
    /// Opens or creates the file. Other processes may read it at the same time; only this process should write it.
    package static func sqlite(path: String) throws -> Database {
        do {
            return Database(backend: try SQLite(path: path))
        } catch {
            throw StorageFault(error)
        }
    }

    /// A database in its own temporary folder, which is removed when the database is closed: a copy of `file`, a closed
    /// database, or an empty one.
    package static func temporary(copying file: URL? = nil) throws -> Database {
        let folder = FileManager.default.temporaryDirectory.appending(path: "prakerja-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "prakerja.sqlite")
        if let file { try FileManager.default.copyItem(at: file, to: path) }
        return Database(backend: try SQLite(path: path.path, removing: folder))
    }
}

/// SQLite in WAL mode: several readers and one writer, each with its own thread. The writer batches waiting
/// transactions into one durable commit (group commit) and resumes callers only after it. A transaction that fails does
/// not roll back the others.
final class SQLite: Backend {
    let engine = Engine.sqlite
    let schema = SchemaGuard()
    private let path: String
    private let folder: URL?
    private let connections: [DatabaseQueue]
    private let writing: TransactionQueue
    private let reading: TransactionQueue

    init(path: String, removing folder: URL? = nil) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        configuration.journalMode = .wal
        let writer = try DatabaseQueue(path: path, configuration: configuration)
        // GRDB sets NORMAL while it opens the file, overriding the configuration, so FULL is set afterwards.
        try writer.writeWithoutTransaction { connection in
            try connection.execute(sql: "PRAGMA synchronous = FULL")
            try connection.execute(sql: "PRAGMA wal_autocheckpoint = \(Limits.logPages)")
            try connection.execute(sql: "PRAGMA cache_size = -\(Limits.writerCacheKilobytes)")
            let level = try Int.fetchOne(connection, sql: "PRAGMA synchronous")
            precondition(level == 2, "SQLite would answer before its commit is on the disk")
        }
        configuration.readonly = true
        let readers = try (0..<max(4, ProcessInfo.processInfo.activeProcessorCount * 2)).map { _ in
            try DatabaseQueue(path: path, configuration: configuration)
        }
        let (writing, reading) = (TransactionQueue(workers: 1), TransactionQueue(workers: readers.count))
        (self.path, self.folder, self.writing, self.reading) = (path, folder, writing, reading)
        connections = readers + [writer]
        let schema = schema
        // Each connection has its own thread, which enters GRDB's queue once and stays in it: entering it for each
        // closure costs more than most closures do.
        Thread.start("sqlite writer") {
            Thread.lowerPriority()
            writer.inDatabase { database in
                let connection = SQLiteConnection(database, schema)
                while let batch = writing.nextBatch(atMost: Limits.batch) { SQLiteWriter.commit(batch, on: connection) }
            }
            writing.leave()
        }
        for (number, reader) in readers.enumerated() {
            Thread.start("sqlite reader \(number + 1)") {
                Thread.lowerPriority()
                reader.inDatabase { database in
                    let connection = SQLiteConnection(database, schema)
                    while let queued = reading.next() { SQLiteReader.serve(queued, on: connection) }
                }
                reading.leave()
            }
        }
    }

    deinit {
        writing.refuseNewTransactions()
        reading.refuseNewTransactions()
    }

    func transaction<Value: Sendable>(
        _ kind: QueuedTransaction.Kind, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await writing.write(kind, body)
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await reading.read(body)
    }

    func integrityFindings(limit: Int) async throws -> [String] {
        let path = path
        return try await withCheckedThrowingContinuation { continuation in
            Thread.start("sqlite check") {
                continuation.resume(with: Result { try SQLiteFile.findings(path, limit) })
            }
        }
    }

    func close() async {
        await writing.close()
        await reading.close()
        do {
            // The writer is closed last: only it can checkpoint the log into the file.
            for connection in connections { try connection.close() }
            if let folder { try FileManager.default.removeItem(at: folder) }
        } catch {
            // Every answered transaction is on the disk already; connections that could not be closed end with the
            // process.
        }
    }
}

private enum SQLiteFile {
    /// On a connection of its own that may write: SQLite does not keep a table's checks where the file is opened only for
    /// reading, and then says `ok` of rows that break them.
    static func findings(_ path: String, _ limit: Int) throws -> [String] {
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            let connection = try DatabaseQueue(path: path, configuration: configuration)
            let lines = try connection.writeWithoutTransaction { database in
                try String.fetchAll(database, sql: "PRAGMA integrity_check(\(limit))")
            }
            try connection.close()
            return lines == ["ok"] ? [] : lines
        } catch {
            throw StorageFault(error)
        }
    }
}

private enum SQLiteReader {
    static func serve(_ queued: QueuedTransaction, on connection: SQLiteConnection) {
        do {
            try answer(queued, on: connection)()
        } catch {
            queued.fail(error is DatabaseError || error is SQLiteError ? StorageFault(error) : error)
        }
    }

    private static func answer(_ queued: QueuedTransaction, on connection: SQLiteConnection) throws
        -> QueuedTransaction.Answer
    {
        // GRDB's own `read` parses BEGIN and COMMIT each time; here they are prepared statements.
        try connection.step("BEGIN DEFERRED TRANSACTION")
        defer { if connection.isInsideTransaction { try? connection.step("COMMIT") } }
        return try queued.run(SQLiteSession(connection))
    }
}

private enum SQLiteWriter {
    /// Makes one durable commit for the whole batch. When the batch fails as a whole (a full disk, say), each
    /// transaction is run again by itself, so that one cannot fail the others.
    static func commit(_ batch: [QueuedTransaction], on connection: SQLiteConnection) {
        do {
            let answers = try answersTogether(batch, on: connection) ?? answersApart(batch, on: connection)
            for answer in answers { answer() }
        } catch {
            guard batch.count > 1 else { return batch.forEach { $0.fail(StorageFault(error)) } }
            for queued in batch { commit([queued], on: connection) }
        }
    }

    /// Runs the batch without savepoints, which would copy every page that changes. Returns nil, with everything rolled
    /// back, when one of several transactions fails after it has written; most refuse before they write.
    private static func answersTogether(_ batch: [QueuedTransaction], on connection: SQLiteConnection) throws
        -> [QueuedTransaction.Answer]?
    {
        try committing(on: connection) {
            var answers: [QueuedTransaction.Answer] = []
            for queued in batch {
                if let refusal = connection.refusal(of: queued.kind) {
                    answers.append { queued.fail(refusal) }
                    continue
                }
                let session = SQLiteSession(connection)
                do {
                    answers.append(answer(try queued.run(session), session))
                } catch  where !session.hasWritten {
                    answers.append { queued.fail(error) }
                } catch  where batch.count == 1 && connection.isInsideTransaction {
                    try connection.script("ROLLBACK")
                    return [{ queued.fail(error) }]
                } catch {
                    return nil
                }
            }
            return answers
        }
    }

    /// Runs each transaction in its own savepoint. Throws only when the whole transaction is lost.
    private static func answersApart(_ batch: [QueuedTransaction], on connection: SQLiteConnection) throws
        -> [QueuedTransaction.Answer]
    {
        let answers = try committing(on: connection) {
            try batch.map { queued in
                if let refusal = connection.refusal(of: queued.kind) { return { queued.fail(refusal) } }
                let session = SQLiteSession(connection)
                try connection.step("SAVEPOINT queued")
                do {
                    let ending = try queued.run(session)
                    try connection.step("RELEASE queued")
                    return answer(ending, session)
                } catch {
                    guard connection.isInsideTransaction else { throw error }
                    try connection.step("ROLLBACK TO queued")
                    try connection.step("RELEASE queued")
                    return { queued.fail(error) }
                }
            }
        }
        guard let answers else { throw StorageFault.unavailable("the batch was neither committed nor taken back") }
        return answers
    }

    /// Commits what `body` wrote; rolls back when it throws or returns nil.
    private static func committing(
        on connection: SQLiteConnection, _ body: () throws -> [QueuedTransaction.Answer]?
    ) throws -> [QueuedTransaction.Answer]? {
        do {
            try connection.step("BEGIN IMMEDIATE")
            try connection.checkSchema()
            let answers = try body()
            if connection.isInsideTransaction { try connection.step(answers == nil ? "ROLLBACK" : "COMMIT") }
            return answers
        } catch {
            if connection.isInsideTransaction { try? connection.script("ROLLBACK") }
            throw error
        }
    }

    private static func answer(_ ending: @escaping QueuedTransaction.Answer, _ session: SQLiteSession)
        -> QueuedTransaction.Answer
    {
        let actions = session.actions
        guard !actions.isEmpty else { return ending }
        return {
            for action in actions { action() }
            ending()
        }
    }
}

extension StorageFault {
    /// Of an error of SQLite or of GRDB.
    ///
    /// - Parameter statement: the text that failed; nil when it was not one of the caller's statements.
    init(_ error: any Error, statement: String? = nil) {
        switch error {
        case let fault as StorageFault:
            self = fault
        case let error as SQLiteError where error.isBusy:
            self = .contended
        case let error as SQLiteError where error.isDiskTrouble:
            self = .unavailable(error.message)
        case let error as DatabaseError where [.SQLITE_FULL, .SQLITE_IOERR].contains(error.resultCode):
            self = .unavailable(error.message ?? "the disk is full or cannot be written")
        case let error as SQLiteError:
            self = statement.map { .failed(statement: $0, message: error.message) } ?? .unavailable(error.message)
        case let error as DatabaseError where error.resultCode == .SQLITE_BUSY:
            self = .contended
        case let error as DatabaseError:
            let message = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
            self = statement.map { .failed(statement: $0, message: message) } ?? .unavailable(message)
        default:
            self = .unavailable("\(error)")
        }
    }
}
