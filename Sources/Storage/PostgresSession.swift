/// One transaction on a connection. `BEGIN` travels with the first statement, so a closure that asks nothing costs
/// nothing.
final class PostgresSession: Session {
    let engine = Engine.postgres
    private let connection: PostgresConnection
    private let opening: PostgresCommand
    private let kind: Turn.Kind
    private var isOpen = false
    private(set) var failure: StorageFault?
    /// Whether others were in the way: then the whole closure may run again.
    private(set) var hasConflict = false
    private(set) var actions: [@Sendable () -> Void] = []

    init(_ connection: PostgresConnection, _ kind: Turn.Kind) {
        self.connection = connection
        self.kind = kind
        opening =
            switch kind {
            case .write: .beginWriting
            case .read: .beginReading
            }
    }

    func rows(_ sql: SQL) throws -> [Row] {
        try ask(sql).rows
    }

    func run(_ sql: SQL) throws -> Int {
        try ask(sql).changed
    }

    func script(_ text: String) throws {
        try remembering(text) {
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
        // What was read is read, however its transaction ends: nobody waits for that.
        guard kind == .write else {
            isOpen = false
            return connection.endRead()
        }
        do {
            let tag = try remembering("COMMIT") { try connection.command(.commit) }
            precondition(tag == "COMMIT", "a failed statement was not noticed")
            isOpen = false
        } catch StorageFault.unavailable(let message) where connection.isBroken {
            throw StorageFault.outcomeUnknown(message)
        }
    }

    func rollback() {
        guard isOpen, !connection.isBroken else { return }
        do {
            _ = try connection.command(.rollback)
        } catch {
            connection.isBroken = true
        }
    }

    private func ask(_ sql: SQL) throws -> PostgresReply {
        try sql.checkBinds()
        return try remembering(sql.text) {
            defer { isOpen = true }
            return try connection.ask(sql, after: isOpen ? nil : opening)
        }
    }

    private func remembering<Value>(_ statement: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as PostgresError {
            let fault = error.fault(in: statement)
            failure = failure ?? fault
            hasConflict = hasConflict || error.isConflict
            throw fault
        }
    }
}
