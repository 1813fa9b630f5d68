import CPostgres
import Foundation

struct PostgresAddress: Sendable {
    let url: String

    /// Settings sent at the start of every connection. Compiling a plan to machine code (`jit`) took 0.3 s of a query
    /// that then ran for 0.04 s.
    var greeting: String {
        """
        SET statement_timeout = '\(Limits.statementSeconds)s';
        SET idle_in_transaction_session_timeout = '\(Limits.statementSeconds)s';
        SET client_min_messages = warning;
        SET bytea_output = 'hex';
        SET jit = off;
        SET default_transaction_read_only = on;
        """
    }
}

/// A libpq connection, used by one thread. It stays in pipeline mode, so that `BEGIN`, preparing and running a
/// statement take one round trip.
final class PostgresConnection {
    private struct Shape: Hashable {
        let text: String
        let types: [Oid]
        /// Prepared separately: its plan is made for lists, and a plan that was made otherwise must not be used for it.
        let isOfBatch: Bool
    }

    /// A command that was sent and not answered yet: its text, and the statement it prepares, if it does.
    private struct Sent {
        let text: String
        var preparing: (shape: Shape, name: String)?
        /// Whether the caller asked for it. The others are internal (`BEGIN`, preparing) and their counts are not
        /// returned.
        var isRequested = false
    }

    /// The connection is lost or in an unknown state: the worker must reconnect.
    var isBroken: Bool {
        get { isLost || PQstatus(link) != CONNECTION_OK }
        set { isLost = newValue }
    }

    private let link: OpaquePointer
    private var isLost = false
    private var prepared: [Shape: String] = [:]
    /// Statements whose `PREPARE` has been sent and not answered.
    private var preparing: [Shape: String] = [:]
    private var namesGiven = 0
    /// Commands of the current round trip; none has been answered.
    private var sent: [Sent] = []
    /// Round trips whose results have not been read; they are read before the next one.
    private var owed = 0
    /// A read has been answered, and its transaction has not been ended.
    private var hasOpenRead = false

    init(_ address: PostgresAddress) throws {
        let settings = [
            ("application_name", "prakerja"), ("connect_timeout", "5"), ("tcp_user_timeout", "30000"),
            ("dbname", address.url),  // last: the URL overrides the defaults above
        ]
        let link = withCStrings(settings.map(\.0)) { keywords in
            withCStrings(settings.map(\.1)) { values in PQconnectdbParams(keywords, values, 1) }
        }
        guard let link else { throw StorageFault.unavailable("out of memory") }
        self.link = link
        guard PQstatus(link) == CONNECTION_OK else {
            throw StorageFault.unavailable(String(cString: PQerrorMessage(link)))
        }
        PQsetNoticeProcessor(link, { _, _ in }, nil)
        do {
            try simple(address.greeting)
            for command in PostgresCommand.allCases { try prepare(command) }
        } catch let error as PostgresError {
            throw StorageFault.unavailable(error.message)
        }
        PQenterPipelineMode(link)
    }

    deinit {
        PQfinish(link)
    }

    /// Runs statements, each prepared at its first use, in one round trip. `opening` is sent before them.
    func ask(_ statements: [SQL], after opening: [PostgresCommand], isOfBatch: Bool) throws -> PostgresReply {
        endOpenRead()
        for command in opening { send(command) }
        for sql in statements { put(sql, isOfBatch) }
        return try exchange()
    }

    /// Sends a statement without waiting for its result, which is read with the next round trip.
    func send(_ sql: SQL, after opening: [PostgresCommand], isOfBatch: Bool) throws {
        endOpenRead()
        for command in opening { send(command) }
        put(sql, isOfBatch)
        if sent.count >= Limits.unread { _ = try exchange() }
    }

    /// Sends one command and waits. The reply's tag is "COMMIT" after a commit, "ROLLBACK" after a failed one.
    func command(_ command: PostgresCommand) throws -> PostgresReply {
        send(command)
        return try exchange()
    }

    /// Discards the unread results, then rolls back: after a failure the server skips the rest of the pipeline.
    func rollback() throws {
        if !sent.isEmpty { _ = try? exchange() }
        _ = try command(.rollback)
    }

    /// Defers the `COMMIT` of a read: it is sent with the next transaction, or by `rest` when none is waiting.
    func endRead() {
        hasOpenRead = true
    }

    /// Called when no caller is waiting: ends an open read, because an open snapshot keeps the server from vacuuming.
    func rest() {
        guard hasOpenRead, !isBroken else { return }
        hasOpenRead = false
        send(.commit)
        if PQpipelineSync(link) == 0 { isLost = true }
        sent = []
        owed += 1
        if PQflush(link) == -1 { isLost = true }
    }

    /// Runs several statements at once, outside pipeline mode, which takes only one at a time.
    func script(_ text: String) throws {
        if !sent.isEmpty { _ = try exchange() }
        rest()
        try settle()
        PQexitPipelineMode(link)
        defer { PQenterPipelineMode(link) }
        try simple(text)
    }

    // MARK: Sending

    private func endOpenRead() {
        guard hasOpenRead else { return }
        hasOpenRead = false
        send(.commit)
    }

    private func send(_ command: PostgresCommand) {
        endOpenRead()
        note(Sent(text: command.rawValue), PQsendQueryPrepared(link, command.name, 0, nil, nil, nil, 0))
    }

    private func put(_ sql: SQL, _ isOfBatch: Bool) {
        let binds = PostgresBinds(sql.binds)
        let shape = Shape(text: sql.text, types: binds.types, isOfBatch: isOfBatch)
        let name = prepared[shape] ?? preparing[shape] ?? prepare(shape)
        note(
            Sent(text: sql.text, isRequested: true),
            binds.withPointers { values in
                PQsendQueryPrepared(link, name, Int32(sql.binds.count), values, binds.lengths, binds.formats, 0)
            })
    }

    private func prepare(_ shape: Shape) -> String {
        if prepared.count >= Limits.prepared, let (shape, name) = prepared.first {
            let text = "DEALLOCATE \(name)"
            note(Sent(text: text), PQsendQueryParams(link, text, 0, nil, nil, nil, nil, 0))
            prepared[shape] = nil
        }
        namesGiven += 1
        let name = "s\(namesGiven)"
        preparing[shape] = name
        note(
            Sent(text: shape.text, preparing: (shape, name)),
            PQsendPrepare(link, name, shape.text, Int32(shape.types.count), shape.types))
        return name
    }

    private func note(_ command: Sent, _ result: Int32) {
        sent.append(command)
        if result == 0 { isLost = true }
    }

    // MARK: Receiving

    /// Ends the round trip and reads all its results. Returns the last command's reply, or throws the first error.
    private func exchange() throws -> PostgresReply {
        if PQpipelineSync(link) == 0 { isLost = true }
        var reply = PostgresReply()
        var succeeded = 0
        var failure: PostgresError?
        var counts: [Int] = []
        // A statement that was prepared stays prepared, even when running it failed and the transaction is rolled back.
        defer {
            for command in sent.prefix(succeeded) {
                if let (shape, name) = command.preparing { prepared[shape] = name }
            }
            preparing = [:]
            sent = []
        }
        try settle()
        while true {
            guard let result = nextResult() else { throw failure ?? lost() }
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC:
                if let failure { throw failure }
                reply.counts = counts
                return reply
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
                do {
                    reply = try PostgresReply(result)
                } catch {
                    failure = failure ?? PostgresError(message: error.message, statement: statement(succeeded))
                }
                if sent[succeeded].isRequested { counts.append(reply.changed) }
                succeeded += 1
            case PGRES_PIPELINE_ABORTED:
                break
            default:
                let error = PostgresError(result, statement: statement(succeeded), isLost: isBroken)
                // An error without an SQLSTATE comes from libpq itself: it could not write or read.
                if error.isLost || error.state.isEmpty { isLost = true }
                failure = failure ?? (error.state.isEmpty ? lost() : error)
            }
        }
    }

    private func statement(_ number: Int) -> String {
        sent.indices.contains(number) ? sent[number].text : ""
    }

    /// The next command's result; nil when there will be none. libpq returns one null between two results. Several
    /// nulls in a row mean that it waits for nothing, even if it reports the connection as fine: that is its state
    /// after a failed write.
    private func nextResult() -> OpaquePointer? {
        for _ in 0..<Self.gaps where !isLost {
            if let result = PQgetResult(link) { return result }
            if isBroken { break }
        }
        isLost = true
        return nil
    }

    private static let gaps = 8

    /// Reads the results of the round trips that were not waited for.
    private func settle() throws {
        while owed > 0 {
            guard let result = nextResult() else { throw lost() }
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC: owed -= 1
            case PGRES_COMMAND_OK: break
            default: isLost = true
            }
        }
    }

    private func prepare(_ command: PostgresCommand) throws {
        try check(PQprepare(link, command.name, command.rawValue, 0, nil))
    }

    private func simple(_ text: String) throws {
        try check(PQexec(link, text))
    }

    private func check(_ result: OpaquePointer?) throws {
        guard let result else { throw lost() }
        defer { PQclear(result) }
        let status = PQresultStatus(result)
        guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY else {
            throw PostgresError(result, statement: "", isLost: isBroken)
        }
    }

    private func lost() -> PostgresError {
        isLost = true
        return PostgresError(message: String(cString: PQerrorMessage(link)), statement: "", isLost: true)
    }
}
