import Foundation

/// A statement with its binds. It is written as a string literal; interpolated values become `$1`, `$2`, … and never
/// text, so an injection cannot be written and the numbers always match the values.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    package private(set) var text: String
    package private(set) var binds: [SQLValue]

    package init(stringLiteral value: String) {
        text = value
        binds = []
    }

    package init(stringInterpolation interpolation: StringInterpolation) {
        text = interpolation.text
        binds = interpolation.binds
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var text = ""
        var binds: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 3)
            binds.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        package mutating func appendInterpolation(_ value: some SQLConvertible) {
            binds.append(value.sqlValue)
            text += "$\(binds.count)"
        }

        package mutating func appendInterpolation(_ value: (some SQLConvertible)?) {
            binds.append(value?.sqlValue ?? .null)
            text += "$\(binds.count)"
        }

        /// Inserts a fragment of SQL and renumbers its binds after the present ones.
        package mutating func appendInterpolation(_ fragment: SQL) {
            guard !fragment.binds.isEmpty else { return text += fragment.text }
            let bytes = fragment.text.utf8
            var (rest, number) = (bytes.startIndex, 0)
            while let mark = bytes[rest...].firstIndex(of: UInt8(ascii: "$")) {
                let behind = bytes[bytes.index(after: mark)...]
                let end = behind.firstIndex { !(0x30...0x39).contains($0) } ?? bytes.endIndex
                text += fragment.text[rest..<mark]
                binds.append(fragment.binds[number])
                text += "$\(binds.count)"
                (rest, number) = (end, number + 1)
            }
            precondition(number == fragment.binds.count, "a bind has lost its place")
            text += fragment.text[rest...]
        }

        /// `IN (\(list: ids))`: one bind per value. An empty list becomes `NULL`, which matches nothing.
        package mutating func appendInterpolation(list values: [some SQLConvertible]) {
            guard !values.isEmpty else { return text += "NULL" }
            for (index, value) in values.enumerated() {
                if index > 0 { text += ", " }
                appendInterpolation(value)
            }
        }

        /// `VALUES \(rows: rows)`: one parenthesised group per row. There must be at least one row.
        package mutating func appendInterpolation(rows: [[SQLValue]]) {
            precondition(!rows.isEmpty, "VALUES needs a row")
            for (index, row) in rows.enumerated() {
                text += index == 0 ? "(" : ", ("
                for (column, value) in row.enumerated() {
                    if column > 0 { text += ", " }
                    binds.append(value)
                    text += "$\(binds.count)"
                }
                text += ")"
            }
        }
    }
}

extension SQL {
    /// PostgreSQL cannot store a NUL character in a text and SQLite can: it is refused before either engine is used.
    func checkBinds() throws(StorageFault) {
        for case .text(let text) in binds where text.utf8.contains(0) {
            throw .failed(statement: self.text, message: "a text with a NUL character cannot be stored")
        }
    }
}

extension StorageFault {
    /// The engines would return a fraction in different forms; no column and no sum of ours may be one.
    static let fraction = "a column holds a fraction; everything we count is whole"
}
