/// One transaction or read on a SQLite connection.
final class SQLiteSession: Session {
    let engine = Engine.sqlite
    var schema: SchemaGuard { connection.schema }
    private let connection: SQLiteConnection
    private(set) var failure: StorageFault?
    private(set) var actions: [@Sendable () -> Void] = []
    private let changesBefore: Int
    private var hasRunScript = false

    init(_ connection: SQLiteConnection) {
        self.connection = connection
        changesBefore = connection.changes
    }

    /// Whether there may be something to roll back. A failed statement counts: it may have changed rows.
    var hasWritten: Bool { failure != nil || hasRunScript || connection.changes != changesBefore }

    func rows(_ sql: SQL) throws -> [Row] {
        try remembering(sql.text) {
            try sql.checkBinds()
            let prepared = try connection.prepared(sql)
            return try prepared.statement.rows(sql.binds).map { Row(columns: prepared.columns, values: $0) }
        }
    }

    func run(_ sql: SQL) throws -> Int {
        try remembering(sql.text) {
            try sql.checkBinds()
            return try connection.prepared(sql).statement.run(sql.binds)
        }
    }

    func run(_ statements: [SQL]) throws -> [Int] {
        try statements.map(run)
    }

    func send(_ sql: SQL) throws {
        _ = try run(sql)
    }

    func script(_ text: String) throws {
        hasRunScript = true
        try remembering(text) { try connection.script(text) }
    }

    func afterCommit(_ action: @escaping @Sendable () -> Void) {
        actions.append(action)
    }

    /// Each batch has looked at its beginning, and no other connection can change the schema before its end.
    func refuseUnknownObjects(thoroughly: Bool) {}

    private func remembering<Value>(_ statement: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            let fault = StorageFault(error, statement: statement)
            failure = failure ?? fault
            throw fault
        }
    }
}
