import CSQLite
import Foundation

/// A value of a loaded row.
enum Cell: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    case int(Int64)
    case text(String)
    case blob(Data)
    case flag(Bool)
    case null

    init(integerLiteral value: Int64) { self = .int(value) }
    init(stringLiteral value: String) { self = .text(value) }
    init(booleanLiteral value: Bool) { self = .flag(value) }
    init(nilLiteral: ()) { self = .null }
}

/// Loads rows, as fast as the engine takes them.
protocol RowWriter: AnyObject {
    func add(_ table: String, _ columns: String, _ row: [Cell]) throws
    func finish() throws
}

enum LoadFault: Error {
    case refused(String)
}

/// One COPY in the binary format for each table, all at once: foreign keys are not checked, because the rows of
/// different tables arrive in any order.
final class CopyWriter: RowWriter {
    private let url: String
    private var tables: [String: CopyTable] = [:]

    init(url: String) {
        self.url = url
    }

    func add(_ table: String, _ columns: String, _ row: [Cell]) throws {
        let open: CopyTable
        if let known = tables[table + columns] {
            open = known
        } else {
            open = try CopyTable(table, columns, url)
            tables[table + columns] = open
        }
        try open.write(row)
    }

    func finish() throws {
        for table in tables.values { try table.end() }
        for (name, table) in tables {
            table.process.waitUntilExit()
            guard table.process.terminationStatus == 0 else { throw LoadFault.refused(name) }
        }
        tables = [:]
    }
}

private final class CopyTable {
    private enum Limits {
        /// Bytes that are sent at once, and the most that one row may have.
        static let piece = 1 << 20
        static let row = 1 << 16
    }

    let process = Process()
    private let input = Pipe()
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Limits.piece + Limits.row, alignment: 8)
    private var used = 0

    init(_ name: String, _ columns: String, _ url: String) throws {
        process.executableURL = URL(filePath: "/usr/bin/psql")
        process.arguments = [
            url, "-qv", "ON_ERROR_STOP=1", "-c", "COPY \(name) (\(columns)) FROM STDIN (FORMAT binary)",
        ]
        var environment = ProcessInfo.processInfo.environment
        environment["PGOPTIONS"] = "-c session_replication_role=replica -c synchronous_commit=off"
        process.environment = environment
        process.standardInput = input
        try process.run()
        // The signature, no flags, no extension.
        var head = Data("PGCOPY\n".utf8)
        head.append(contentsOf: [0xFF, 0x0D, 0x0A, 0x00])
        head.append(Data(count: 8))
        put(head)
    }

    deinit { buffer.deallocate() }

    func write(_ row: [Cell]) throws {
        put(Int16(row.count))
        for cell in row {
            switch cell {
            case .int(let number):
                put(Int32(8))
                put(number)
            case .flag(let flag):
                put(Int32(1))
                put(Int8(flag ? 1 : 0))
            case .null: put(Int32(-1))
            case .text(var text):
                text.withUTF8 { bytes in
                    put(Int32(bytes.count))
                    put(UnsafeRawBufferPointer(bytes))
                }
            case .blob(let bytes):
                put(Int32(bytes.count))
                put(bytes)
            }
        }
        if used > Limits.piece { try send() }
    }

    func end() throws {
        put(Int16(-1))
        try send()
        try input.fileHandleForWriting.close()
    }

    private func send() throws {
        try input.fileHandleForWriting.write(contentsOf: Data(buffer[..<used]))
        used = 0
    }

    private func put(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { put($0) }
    }

    private func put(_ bytes: Data) {
        bytes.withUnsafeBytes { put($0) }
    }

    private func put(_ bytes: UnsafeRawBufferPointer) {
        UnsafeMutableRawBufferPointer(rebasing: buffer[used...]).copyMemory(from: bytes)
        used += bytes.count
    }
}

/// Prepared statements in one transaction.
final class SQLiteWriter: RowWriter {
    private var connection: OpaquePointer?
    private var statements: [String: OpaquePointer] = [:]
    /// Copies what is bound (SQLITE_TRANSIENT).
    private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(path: String) throws {
        guard sqlite3_open(path, &connection) == SQLITE_OK else { throw LoadFault.refused(path) }
        try run("PRAGMA foreign_keys = OFF")
        try run("PRAGMA synchronous = OFF")
        try run("BEGIN IMMEDIATE")
    }

    func run(_ text: String) throws {
        guard sqlite3_exec(connection, text, nil, nil, nil) == SQLITE_OK else { throw fault(text) }
    }

    func add(_ table: String, _ columns: String, _ row: [Cell]) throws {
        let statement = try statements[table + columns] ?? prepare(table, columns, row.count)
        for (place, cell) in row.enumerated() {
            let number = Int32(place + 1)
            switch cell {
            case .int(let value): sqlite3_bind_int64(statement, number, value)
            case .flag(let value): sqlite3_bind_int64(statement, number, value ? 1 : 0)
            case .null: sqlite3_bind_null(statement, number)
            case .text(let text): sqlite3_bind_text(statement, number, text, -1, copied)
            case .blob(let bytes):
                _ = bytes.withUnsafeBytes {
                    sqlite3_bind_blob(statement, number, $0.baseAddress, Int32(bytes.count), copied)
                }
            }
        }
        guard sqlite3_step(statement) == SQLITE_DONE else { throw fault(table) }
        sqlite3_reset(statement)
    }

    func finish() throws {
        for statement in statements.values { sqlite3_finalize(statement) }
        try run("COMMIT")
        try run("ANALYZE")
        sqlite3_close(connection)
    }

    private func prepare(_ table: String, _ columns: String, _ count: Int) throws -> OpaquePointer {
        let places = Array(repeating: "?", count: count).joined(separator: ", ")
        var statement: OpaquePointer?
        let text = "INSERT INTO \(table) (\(columns)) VALUES (\(places))"
        guard sqlite3_prepare_v2(connection, text, -1, &statement, nil) == SQLITE_OK, let statement else {
            throw fault(text)
        }
        statements[table + columns] = statement
        return statement
    }

    private func fault(_ what: String) -> LoadFault {
        .refused("\(what): \(String(cString: sqlite3_errmsg(connection)))")
    }
}
