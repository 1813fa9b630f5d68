import Foundation

/// The type of a column of `SQLList`.
package enum SQLType: Sendable {
    case integer
    case text
    case bytes
    case boolean

    /// The value of a filler row.
    fileprivate var filler: SQLValue {
        switch self {
        case .integer: .integer(0)
        case .text: .text("")
        case .bytes: .bytes(Data())
        case .boolean: .boolean(false)
        }
    }
}

/// A list of rows as a table of a statement: `FROM \(list) AS given` becomes `FROM (VALUES …) AS given`, whose columns
/// both engines call `column1`, `column2` and so on.
///
/// `column1` is the row's place in the list, from 0, and the columns of the caller's rows follow. The list is filled up
/// to one of `lengths`, so that few statements have to be prepared; `column1` of a filler is -1, and so every statement
/// with a list says `WHERE given.column1 >= 0`.
package struct SQLList: Sendable {
    /// The number of rows of one list, at most; `lists` cuts longer ones.
    package static let most = 64
    private static let lengths = [1, 4, 16, most]

    /// How many rows the caller gave.
    package let count: Int
    let rows: [[SQLValue]]

    private init(_ given: ArraySlice<[SQLValue]>, types: [SQLType]) {
        count = given.count
        let length = Self.lengths.first { $0 >= given.count } ?? Self.most
        let filler = [SQLValue.integer(-1)] + types.map(\.filler)
        rows =
            zip(0..., given).map { place, row in
                // A bare NULL has no type, and each pattern of NULLs would be another statement to prepare.
                [.integer(place)] + zip(types, row).map { $1 == .null ? .absent($0) : $1 }
            } + Array(repeating: filler, count: length - given.count)
    }

    /// The rows as lists of at most `most`; no list where there are no rows.
    ///
    /// - Parameter types: of the columns of `rows`, which have as many.
    package static func lists(_ types: [SQLType], _ rows: [[SQLValue]]) -> [SQLList] {
        stride(from: 0, to: rows.count, by: most).map { start in
            SQLList(rows[start..<min(start + most, rows.count)], types: types)
        }
    }
}

extension SQL.StringInterpolation {
    /// `FROM \(list) AS given`.
    package mutating func appendInterpolation(_ list: SQLList) {
        appendLiteral("(VALUES ")
        appendInterpolation(rows: list.rows)
        appendLiteral(")")
    }
}

/// Statements that take a list, run for each of its pieces.
extension Transaction {
    /// Returns the rows of all pieces, each with the place in `rows` that its column `place` names: the statement
    /// selects `given.column1 AS place`.
    package func rows(
        for types: [SQLType], _ rows: [[SQLValue]], _ statement: (SQLList) -> SQL
    ) throws -> [(place: Int, row: Row)] {
        try zip(0..., SQLList.lists(types, rows)).flatMap { piece, list in
            try self.rows(statement(list)).map { row in
                let place: Int = try row["place"]
                return (piece * SQLList.most + place, row)
            }
        }
    }

    /// Returns how many rows were inserted, changed or deleted in all.
    @discardableResult
    package func run(
        for types: [SQLType], _ rows: [[SQLValue]], _ statement: (SQLList) -> SQL
    ) throws -> Int {
        try run(SQLList.lists(types, rows).map(statement)).reduce(0, +)
    }

    /// As `send`, for each piece.
    package func send(for types: [SQLType], _ rows: [[SQLValue]], _ statement: (SQLList) -> SQL) throws {
        for list in SQLList.lists(types, rows) { try send(statement(list)) }
    }
}
