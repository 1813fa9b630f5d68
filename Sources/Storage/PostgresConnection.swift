import CPostgres
import Foundation

struct PostgresAddress: Sendable {
    let url: String
    let schema: String?

    /// What every connection begins with.
    var greeting: String {
        let path = schema.map { "SET search_path TO \"\($0)\";" } ?? ""
        return """
            SET statement_timeout = '\(Limits.statementSeconds)s';
            SET idle_in_transaction_session_timeout = '\(Limits.statementSeconds)s';
            SET client_min_messages = warning;
            SET bytea_output = 'hex';
            \(path)
            """
    }
}

/// A connection of libpq, used by one thread. It stays in pipeline mode, so that what belongs together (BEGIN,
/// preparing, asking) is one round trip.
final class PostgresConnection {
    private struct Shape: Hashable {
        let text: String
        let types: [Oid]
    }

    /// The session could not be brought back to a known state: connect again.
    var isBroken: Bool {
        get { isLost || PQstatus(link) != CONNECTION_OK }
        set { isLost = newValue }
    }

    private let link: OpaquePointer
    private var isLost = false
    private var prepared: [Shape: String] = [:]
    private var namesGiven = 0
    /// Commands since the last round trip.
    private var sent = 0
    /// Round trips that nobody waited for; they are read before the next one.
    private var owed = 0
    /// A read is answered, and its transaction not yet ended.
    private var hasOpenRead = false

    init(_ address: PostgresAddress) throws {
        let settings = [
            ("application_name", "prakerja"), ("connect_timeout", "5"), ("tcp_user_timeout", "30000"),
            ("dbname", address.url),  // last: what the URL says wins
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

    /// Asks one statement, prepared at its first use. `opening` is sent before it in the same round trip.
    func ask(_ sql: SQL, after opening: PostgresCommand?) throws -> PostgresReply {
        if let opening { send(opening) }
        let binds = PostgresBinds(sql.binds)
        let shape = Shape(text: sql.text, types: binds.types)
        let known = prepared[shape]
        let name = known ?? prepare(shape)
        let preparedAt = sent
        checkSent(
            binds.withPointers { values in
                PQsendQueryPrepared(link, name, Int32(sql.binds.count), values, binds.lengths, binds.formats, 0)
            })
        do {
            let reply = try exchange(sql.text)
            prepared[shape] = name
            return reply
        } catch let error as PostgresError {
            // A statement that was prepared stays so, even when running it failed and the transaction is rolled back.
            if known == nil, error.commandsBefore >= preparedAt { prepared[shape] = name }
            throw error
        }
    }

    /// Sends one command. The answer's tag is "COMMIT" after a commit, "ROLLBACK" after a failed one.
    func command(_ command: PostgresCommand) throws -> String {
        send(command)
        return try exchange(command.rawValue).tag
    }

    /// The end of a read travels with the next transaction, or alone when there is none for now: nobody waits for it.
    func endRead() {
        hasOpenRead = true
    }

    /// Nobody asks for now: a snapshot kept open would keep the server from tidying up.
    func rest() {
        guard hasOpenRead, !isBroken else { return }
        hasOpenRead = false
        send(.commit)
        checkSent(PQpipelineSync(link))
        sent = 0
        owed += 1
        if PQflush(link) == -1 { isLost = true }
    }

    /// Several statements at once, outside pipeline mode, which takes only one at a time.
    func script(_ text: String) throws {
        rest()
        try settle()
        PQexitPipelineMode(link)
        defer { PQenterPipelineMode(link) }
        try simple(text)
    }

    // MARK: Sending

    private func send(_ command: PostgresCommand) {
        if hasOpenRead {
            hasOpenRead = false
            send(.commit)
        }
        checkSent(PQsendQueryPrepared(link, command.name, 0, nil, nil, nil, 0))
    }

    private func prepare(_ shape: Shape) -> String {
        if prepared.count >= Limits.prepared, let (shape, name) = prepared.first {
            checkSent(PQsendQueryParams(link, "DEALLOCATE \(name)", 0, nil, nil, nil, nil, 0))
            prepared[shape] = nil
        }
        namesGiven += 1
        let name = "s\(namesGiven)"
        checkSent(PQsendPrepare(link, name, shape.text, Int32(shape.types.count), shape.types))
        return name
    }

    private func checkSent(_ result: Int32) {
        sent += 1
        if result == 0 { isLost = true }
    }

    // MARK: Receiving

    /// Ends the round trip and reads it to its end. The last command's answer counts; so does the first error.
    private func exchange(_ statement: String) throws -> PostgresReply {
        checkSent(PQpipelineSync(link))
        defer { sent = 0 }
        try settle()
        var reply = PostgresReply()
        var failure: PostgresError?
        var succeeded = 0
        while true {
            guard !isLost, let result = PQgetResult(link) else {
                if isBroken { throw failure ?? lost() }
                continue  // the gap between two commands' answers
            }
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC:
                if let failure { throw failure }
                return reply
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
                succeeded += 1
                do {
                    reply = try PostgresReply(result, statement: statement)
                } catch {
                    failure = failure ?? PostgresError(message: StorageFault.fraction, commandsBefore: succeeded)
                }
            case PGRES_PIPELINE_ABORTED:
                break
            default:
                failure = failure ?? PostgresError(result, commandsBefore: succeeded, isLost: isBroken)
            }
        }
    }

    /// Reads the ends of the round trips that nobody waited for.
    private func settle() throws {
        while owed > 0 {
            guard !isLost, let result = PQgetResult(link) else {
                if isBroken { throw lost() }
                continue
            }
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
            throw PostgresError(result, commandsBefore: 0, isLost: isBroken)
        }
    }

    private func lost() -> PostgresError {
        isLost = true
        return PostgresError(message: String(cString: PQerrorMessage(link)), isLost: true)
    }
}

/// How a transaction begins and ends; prepared on every connection, because parsing costs more than doing it.
enum PostgresCommand: String, CaseIterable {
    case beginWriting = "BEGIN ISOLATION LEVEL READ COMMITTED"
    case beginReading = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    case commit = "COMMIT"
    case rollback = "ROLLBACK"

    var name: String {
        switch self {
        case .beginWriting: "begin-writing"
        case .beginReading: "begin-reading"
        case .commit: "commit"
        case .rollback: "rollback"
        }
    }
}
