/// One row of an answer. Reading a column that is not there, or as a type it does not hold, is a mistake of ours and
/// stops the program with the column's name: no wrong amount is ever read silently.
package struct Row: Sendable {
    let columns: Columns
    let values: [SQLValue]

    package subscript<Value: SQLConvertible>(column: String) -> Value {
        let value = values[columns.index(of: column)]
        guard let converted = Value(sqlValue: value) else {
            preconditionFailure("column \(column) does not hold a \(Value.self)")
        }
        return converted
    }

    package subscript<Value: SQLConvertible>(column: String) -> Value? {
        let value = values[columns.index(of: column)]
        if value == .null { return nil }
        guard let converted = Value(sqlValue: value) else {
            preconditionFailure("column \(column) does not hold a \(Value.self)")
        }
        return converted
    }
}

/// The names of an answer's columns, shared by its rows.
final class Columns: Sendable {
    private let places: [String: Int]

    init(_ names: [String]) {
        places = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    }

    func index(of name: String) -> Int {
        guard let place = places[name] else { preconditionFailure("there is no column \(name)") }
        return place
    }
}
