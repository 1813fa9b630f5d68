import CSQLite
import Foundation

/// A prepared statement, run through SQLite's own functions: GRDB's wrapper also observes transactions and changed
/// tables, and that costs more than the statement itself on every request.
///
/// Used by the connection's thread only. The creator must keep the GRDB statement alive.
struct SQLiteStatement {
    private let statement: OpaquePointer
    private let connection: OpaquePointer

    init(_ statement: OpaquePointer, on connection: OpaquePointer) {
        self.statement = statement
        self.connection = connection
    }

    /// Runs the statement to its end and returns how many rows it changed.
    @discardableResult
    func run(_ binds: [SQLValue]) throws(SQLiteError) -> Int {
        defer { sqlite3_reset(statement) }
        try bind(binds)
        let before = sqlite3_total_changes(connection)
        while try step() {}
        // After a statement that changes nothing, `sqlite3_changes` still returns the count of the previous one.
        return sqlite3_total_changes(connection) == before ? 0 : Int(sqlite3_changes(connection))
    }

    /// All rows of the result, each with one value per column.
    func rows(_ binds: [SQLValue]) throws(SQLiteError) -> [[SQLValue]] {
        defer { sqlite3_reset(statement) }
        try bind(binds)
        let columns = sqlite3_column_count(statement)
        var rows: [[SQLValue]] = []
        while try step() {
            var row: [SQLValue] = []
            row.reserveCapacity(Int(columns))
            for column in 0..<columns { row.append(try value(column)) }
            rows.append(row)
        }
        return rows
    }

    private func step() throws(SQLiteError) -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw failure
        }
    }

    private func bind(_ binds: [SQLValue]) throws(SQLiteError) {
        for (index, value) in binds.enumerated() {
            let place = Int32(index + 1)
            let code =
                switch value {
                case .null, .absent: sqlite3_bind_null(statement, place)
                case .integer(let number): sqlite3_bind_int64(statement, place, number)
                case .boolean(let flag): sqlite3_bind_int64(statement, place, flag ? 1 : 0)
                case .text(let text): bind(text, at: place)
                case .bytes(let bytes):
                    bytes.withUnsafeBytes { prakerja_bind_bytes(statement, place, $0.baseAddress, Int32($0.count)) }
                }
            guard code == SQLITE_OK else { throw failure }
        }
    }

    private func bind(_ text: String, at place: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                prakerja_bind_text(statement, place, $0.baseAddress, Int32($0.count))
            }
        }
    }

    private func value(_ column: Int32) throws(SQLiteError) -> SQLValue {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_NULL: return .null
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(statement, column) else { throw failure }
            let length = Int(sqlite3_column_bytes(statement, column))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(statement, column)
            let length = Int(sqlite3_column_bytes(statement, column))
            return .bytes(start.map { Data(bytes: $0, count: length) } ?? Data())
        default: throw SQLiteError(code: SQLITE_MISMATCH, message: StorageFault.fraction)
        }
    }

    private var failure: SQLiteError {
        SQLiteError(code: sqlite3_errcode(connection), message: String(cString: sqlite3_errmsg(connection)))
    }
}

/// An error as SQLite reports it.
struct SQLiteError: Error {
    /// The primary result code, without the extended part.
    let code: Int32
    let message: String

    var isBusy: Bool { code & 0xff == SQLITE_BUSY }
    /// The disk is full or cannot be written.
    var isDiskTrouble: Bool { [SQLITE_FULL, SQLITE_IOERR].contains(code & 0xff) }
}
