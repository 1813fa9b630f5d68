import Foundation
import GRDB
import Synchronization

extension Database {
    /// Opens or creates the file. Other programs may read it meanwhile; only this process should write it.
    package static func sqlite(path: String) throws -> Database {
        Database(backend: try SQLite(path: path))
    }

    /// A fresh database in a folder of its own, which goes when it is closed.
    package static func temporary() throws -> Database {
        let folder = FileManager.default.temporaryDirectory.appending(path: "prakerja-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return Database(backend: try SQLite(path: folder.appending(path: "prakerja.sqlite").path, removing: folder))
    }
}

/// SQLite in WAL mode: readers beside one writer. The writer takes whoever is waiting into one durable commit, each
/// caller in a savepoint of their own, and answers nobody before that commit.
final class SQLite: Backend {
    private struct Line {
        var waiting: [Turn] = []
        var isTaken = false
        var isClosed = false
    }

    let engine = Engine.sqlite
    private let pool: DatabasePool
    private let folder: URL?
    private let line = Mutex(Line())

    init(path: String, removing folder: URL? = nil) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = max(4, ProcessInfo.processInfo.activeProcessorCount * 2)
        pool = try DatabasePool(path: path, configuration: configuration)
        self.folder = folder
        // The pool sets NORMAL while it opens, whatever the configuration prepared: FULL has to come after it.
        try pool.writeWithoutTransaction { connection in
            try connection.execute(sql: "PRAGMA synchronous = FULL")
            let level = try Int.fetchOne(connection, sql: "PRAGMA synchronous")
            precondition(level == 2, "SQLite would answer before its commit is on the disk")
        }
    }

    func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { caller in
            join(Turn(.write, body, answering: caller))
        }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.read { connection in
                try Turn.ending(of: body, in: SQLiteSession(connection))
            }.get()
        } catch let error as DatabaseError {
            throw StorageFault(error)
        }
    }

    func close() async {
        let isFirst = line.withLock { line in
            defer { line.isClosed = true }
            return !line.isClosed
        }
        guard isFirst else { return }
        do {
            try await pool.writeWithoutTransaction { _ in }  // stands in line behind the writer's last batch
            try pool.close()
            if let folder { try FileManager.default.removeItem(at: folder) }
        } catch {
            // Every answered transaction is on the disk already; what could not be closed ends with the process.
        }
    }

    // MARK: The writer

    private func join(_ turn: Turn) {
        let isFree: Result<Bool, StorageFault> = line.withLock { line in
            if line.isClosed { return .failure(.unavailable("the database is closed")) }
            if line.waiting.count >= Limits.waiting { return .failure(.overloaded) }
            line.waiting.append(turn)
            defer { line.isTaken = true }
            return .success(!line.isTaken)
        }
        switch isFree {
        case .failure(let fault): turn.fail(fault)
        case .success(false): break
        case .success(true): pool.asyncWriteWithoutTransaction { self.serve($0) }
        }
    }

    private func serve(_ connection: GRDB.Database) {
        while let batch = nextBatch() { commit(batch, on: connection) }
    }

    private func nextBatch() -> ArraySlice<Turn>? {
        line.withLock { line in
            guard !line.waiting.isEmpty else {
                line.isTaken = false
                return nil
            }
            defer { line.waiting.removeFirst(min(Limits.batch, line.waiting.count)) }
            return line.waiting.prefix(Limits.batch)
        }
    }

    /// One durable commit for the whole batch. When the batch fails as a whole (a full disk, say), each turn is run
    /// again by itself, so that nobody pays for a neighbour.
    private func commit(_ batch: ArraySlice<Turn>, on connection: GRDB.Database) {
        do {
            try connection.step("BEGIN IMMEDIATE")
            var answers: [Turn.Answer] = []
            for turn in batch { answers.append(try run(turn, on: connection)) }
            try connection.step("COMMIT")
            for answer in answers { answer() }
        } catch {
            if connection.isInsideTransaction { try? connection.execute(sql: "ROLLBACK") }
            guard batch.count > 1 else { return batch.forEach { $0.fail(StorageFault(error)) } }
            for turn in batch { commit([turn], on: connection) }
        }
    }

    /// Runs one turn inside a savepoint. It throws only when the batch's transaction is lost.
    private func run(_ turn: Turn, on connection: GRDB.Database) throws -> Turn.Answer {
        let session = SQLiteSession(connection)
        try connection.step("SAVEPOINT turn")
        do {
            let answer = try turn.run(session)
            try connection.step("RELEASE turn")
            let actions = session.actions
            return {
                for action in actions { action() }
                answer()
            }
        } catch {
            guard connection.isInsideTransaction else { throw error }
            try connection.step("ROLLBACK TO turn")
            try connection.step("RELEASE turn")
            return { turn.fail(error) }
        }
    }
}

/// The writer's connection, or a reader's, while a closure runs on it.
private final class SQLiteSession: Session {
    let engine = Engine.sqlite
    private let connection: GRDB.Database
    private(set) var failure: StorageFault?
    private(set) var actions: [@Sendable () -> Void] = []

    init(_ connection: GRDB.Database) {
        self.connection = connection
    }

    func rows(_ sql: SQL) throws -> [Row] {
        try remembering(sql.text) {
            let statement = try bound(sql)
            let columns = Columns(statement.columnNames)
            let cursor = try GRDB.Row.fetchCursor(statement)
            var rows: [Row] = []
            while let row = try cursor.next() {
                rows.append(Row(columns: columns, values: try row.databaseValues.map { try value($0, in: sql) }))
            }
            return rows
        }
    }

    func run(_ sql: SQL) throws -> Int {
        try remembering(sql.text) {
            let before = connection.totalChangesCount
            try bound(sql).execute()
            // After a statement that changes nothing, `changesCount` still speaks of the one before.
            return connection.totalChangesCount == before ? 0 : connection.changesCount
        }
    }

    func script(_ text: String) throws {
        try remembering(text) { try connection.execute(sql: text) }
    }

    func afterCommit(_ action: @escaping @Sendable () -> Void) {
        actions.append(action)
    }

    private func remembering<Value>(_ statement: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            let fault = StorageFault(error, statement: statement)
            failure = failure ?? fault
            throw fault
        }
    }

    /// The statement, prepared once, with its binds.
    ///
    /// To SQLite `$2` is a name, numbered at first sight, and not the second place. An `SQL` numbers its binds in the order
    /// in which they stand, so the two agree; that they do is checked when a text is first seen.
    private func bound(_ sql: SQL) throws -> Statement {
        try sql.checkBinds()
        let statement = try connection.cachedStatement(sql: sql.text)
        guard !sql.binds.isEmpty else { return statement }
        precondition(BindOrder.isAscending(sql.text), "binds are numbered in the order in which they stand")
        statement.setUncheckedArguments(StatementArguments(sql.binds.map(\.databaseValue)))
        return statement
    }

    private func value(_ value: DatabaseValue, in sql: SQL) throws -> SQLValue {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .string(let text): .text(text)
        case .blob(let bytes): .bytes(bytes)
        case .double: throw StorageFault.failed(statement: sql.text, message: StorageFault.fraction)
        }
    }
}

extension GRDB.Database {
    /// A statement without binds or rows, prepared once.
    fileprivate func step(_ text: String) throws {
        try cachedStatement(sql: text).execute()
    }
}

/// Texts whose binds were found to stand in the order of their numbers.
private enum BindOrder {
    private static let known = Mutex<Set<String>>([])

    static func isAscending(_ text: String) -> Bool {
        if known.withLock({ $0.contains(text) }) { return true }
        let numbers = text.matches(of: /\$(\d+)/).compactMap { Int($0.1) }
        guard numbers == Array(1...numbers.count) else { return false }
        known.withLock { known in
            if known.count < 10_000 { known.insert(text) }
        }
        return true
    }
}

extension SQLValue {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .bytes(let bytes): bytes.databaseValue
        case .boolean(let flag): (flag ? 1 : 0).databaseValue
        }
    }
}

extension StorageFault {
    fileprivate init(_ error: any Error, statement: String? = nil) {
        switch error {
        case let fault as StorageFault:
            self = fault
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
