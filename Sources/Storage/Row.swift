/// One row of a result. A column that is missing, or holds a value that this version does not know, such as a state
/// that a newer version wrote, throws `StorageFault.unreadable` with the column's name: the request fails and its
/// transaction rolls back, so no wrong amount is read silently.
package struct Row: Sendable {
    let columns: Columns
    let values: [SQLValue]

    package subscript<Value: SQLConvertible>(column: String) -> Value {
        get throws {
            let value = values[try columns.index(of: column)]
            guard let converted = Value(sqlValue: value) else { throw Self.unreadable(column, Value.self) }
            return converted
        }
    }

    package subscript<Value: SQLConvertible>(column: String) -> Value? {
        get throws {
            let value = values[try columns.index(of: column)]
            if value == .null { return nil }
            guard let converted = Value(sqlValue: value) else { throw Self.unreadable(column, Value.self) }
            return converted
        }
    }

    /// All values in the order of the columns, as text that is the same on both engines: numbers in decimal, bytes in
    /// hexadecimal, flags as 0 and 1.
    package var texts: [String?] { values.map(Self.text) }

    /// `texts` without the last columns.
    package func texts(leavingOut last: Int) -> [String?] { values.dropLast(last).map(Self.text) }

    /// The first of `texts`.
    package var first: String? { values.first.flatMap(Self.text) }

    private static func text(_ value: SQLValue) -> String? {
        switch value {
        case .null, .absent: nil
        case .integer(let number): String(number)
        case .text(let text): text
        case .bytes(let bytes): bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        case .boolean(let flag): flag ? "1" : "0"
        }
    }

    private static func unreadable(_ column: String, _ type: Any.Type) -> StorageFault {
        .unreadable("column \(column) does not hold a \(type) that this version knows")
    }
}

/// The column names of a result, shared by its rows.
final class Columns: Sendable {
    private let places: [String: Int]

    init(_ names: [String]) {
        places = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    }

    func index(of name: String) throws -> Int {
        guard let place = places[name] else { throw StorageFault.unreadable("there is no column \(name)") }
        return place
    }
}
