import CPostgres
import Foundation
import FuzzRunner

@testable import Storage

/// Rows of arbitrary content from a server: each is parsed correctly or is a fault, never a wrong value.
@main
enum FuzzRows {
    /// Boolean, bytes, the whole numbers, text, fractions and an unknown type.
    private static let types: [Oid] = [16, 17, 20, 21, 23, 25, 1700, 700, 701, 2278]

    static func main() {
        Fuzzer.run { bytes in
            var bytes = bytes[...]
            let shape = bytes.popFirst() ?? 0
            let columns = (0..<Int(shape % 4) + 1).map { _ in types[Int(bytes.popFirst() ?? 0) % types.count] }
            guard let result = PQmakeEmptyPGresult(nil, PGRES_TUPLES_OK) else { return }
            defer { PQclear(result) }
            let rows = fill(result, columns, with: bytes)
            guard let reply = try? PostgresReply(result) else { return }
            demand(reply.rows.count == rows, "\(reply.rows.count) rows of \(rows)")
            for (number, row) in reply.rows.enumerated() {
                for (place, type) in columns.enumerated() { check(row.values[place], result, number, place, type) }
            }
        }
    }

    /// Values end at zero bytes, as texts on the wire do; every eighth is NULL.
    private static func fill(_ result: OpaquePointer, _ columns: [Oid], with bytes: Data) -> Int {
        let names = columns.indices.map { strdup("c\($0)") }
        defer { for name in names { free(name) } }
        var attributes = zip(names, columns).map { name, type in
            PGresAttDesc(name: name, tableid: 0, columnid: 0, format: 0, typid: type, typlen: -1, atttypmod: -1)
        }
        guard PQsetResultAttrs(result, CInt(columns.count), &attributes) != 0 else { return 0 }
        let values = bytes.split(separator: 0, maxSplits: 40, omittingEmptySubsequences: false)
        let rows = values.count / columns.count
        for place in 0..<rows * columns.count {
            var text = values[place].map { CChar(bitPattern: $0) } + [0]
            let isNull = values[place].first.map { $0 % 8 == 7 } ?? false
            let length = isNull ? -1 : CInt(text.count - 1)
            PQsetvalue(result, CInt(place / columns.count), CInt(place % columns.count), &text, length)
        }
        return rows
    }

    /// Checks that the parsed value equals the text that was sent.
    private static func check(_ value: SQLValue, _ result: OpaquePointer, _ row: Int, _ column: Int, _ type: Oid) {
        guard PQgetisnull(result, CInt(row), CInt(column)) == 0 else { return demand(value == .null, "NULL") }
        let text = PQgetvalue(result, CInt(row), CInt(column)).map { String(cString: $0) } ?? ""
        switch value {
        case .integer(let number): demand(Int64(text) == number, "“\(text)” was read as \(number)")
        case .boolean(let flag): demand(text == (flag ? "t" : "f"), "“\(text)” was read as \(flag)")
        case .bytes(let data):
            demand(text.utf8.count == 2 + 2 * data.count, "“\(text)” was read as \(data.count) bytes")
        case .text(let read): demand(read == text, "text")
        case .null, .absent: fatalError("“\(text)” was read as NULL")
        }
    }
}
