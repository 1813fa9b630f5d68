import Programme
import Storage

/// How the programme's values are stored. Ids, money and instants are BIGINT, civil dates and codes TEXT.

extension ID: SQLConvertible {
    package var sqlValue: SQLValue { .integer(rawValue) }
    package init?(sqlValue: SQLValue) {
        guard case .integer(let value) = sqlValue else { return nil }
        self.init(value)
    }
}

extension Rupiah: SQLConvertible {
    package var sqlValue: SQLValue { .integer(amount) }
    package init?(sqlValue: SQLValue) {
        guard case .integer(let value) = sqlValue else { return nil }
        self.init(value)
    }
}

extension Instant: SQLConvertible {
    package var sqlValue: SQLValue { .integer(milliseconds) }
    package init?(sqlValue: SQLValue) {
        guard case .integer(let value) = sqlValue else { return nil }
        self.init(milliseconds: value)
    }
}

extension CivilDate: SQLConvertible {
    package var sqlValue: SQLValue { .text(description) }
    package init?(sqlValue: SQLValue) {
        guard case .text(let value) = sqlValue else { return nil }
        self.init(value)
    }
}

extension Contact.Kind: SQLConvertible {}
extension Occupation: SQLConvertible {}
extension Role: SQLConvertible {}
extension Zone: SQLConvertible {}
