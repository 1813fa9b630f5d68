import Foundation

/// The values both engines can store. Flags are BOOLEAN in PostgreSQL and 0 or 1 in SQLite; `Row` hides the difference.
package enum SQLValue: Hashable, Sendable {
    case null
    /// A NULL whose type is given, in a bind only: results have `null`.
    case absent(SQLType)
    case integer(Int64)
    case text(String)
    case bytes(Data)
    case boolean(Bool)
}

/// A value that maps to one column type. Ids, money and instants of the programme conform in
/// `App/System/Values+SQL.swift`; `Storage` knows only the plain types.
package protocol SQLConvertible: Sendable {
    var sqlValue: SQLValue { get }
    /// Nil when the column holds another type or an unknown value, which `Row` reports with the column's name.
    init?(sqlValue: SQLValue)
}

extension Int64: SQLConvertible {
    package var sqlValue: SQLValue { .integer(self) }
    package init?(sqlValue: SQLValue) {
        guard case .integer(let value) = sqlValue else { return nil }
        self = value
    }
}

extension Int: SQLConvertible {
    package var sqlValue: SQLValue { .integer(Int64(self)) }
    package init?(sqlValue: SQLValue) {
        guard case .integer(let value) = sqlValue else { return nil }
        self = Int(value)
    }
}

extension String: SQLConvertible {
    package var sqlValue: SQLValue { .text(self) }
    package init?(sqlValue: SQLValue) {
        guard case .text(let value) = sqlValue else { return nil }
        self = value
    }
}

extension Data: SQLConvertible {
    package var sqlValue: SQLValue { .bytes(self) }
    package init?(sqlValue: SQLValue) {
        guard case .bytes(let value) = sqlValue else { return nil }
        self = value
    }
}

extension Bool: SQLConvertible {
    package var sqlValue: SQLValue { .boolean(self) }
    package init?(sqlValue: SQLValue) {
        switch sqlValue {
        case .boolean(let value): self = value
        case .integer(0): self = false
        case .integer(1): self = true
        default: return nil
        }
    }
}

/// An enumeration is stored as its raw text.
extension SQLConvertible where Self: RawRepresentable, RawValue == String {
    package var sqlValue: SQLValue { .text(rawValue) }
    package init?(sqlValue: SQLValue) {
        guard case .text(let value) = sqlValue else { return nil }
        self.init(rawValue: value)
    }
}
