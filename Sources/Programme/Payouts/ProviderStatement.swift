/// The columns of a provider's statement. The raw value is the Indonesian heading.
package enum StatementColumn: String, Sendable, CaseIterable {
    /// The day on which the provider booked the payment: `2020-05-01`, with or without a time.
    case day = "tanggal"
    /// The reference under which we submitted it: the payment's number.
    case reference = "rujukan"
    /// The provider's own number.
    case number = "nomor"
    /// Whole rupiah: `600000` or `600000.00`.
    case amount = "jumlah"

    /// The English heading.
    package var english: String {
        switch self {
        case .day: "date"
        case .reference: "reference"
        case .number: "number"
        case .amount: "amount"
        }
    }

    fileprivate init?(heading: String) {
        let plain = TypedText.visible(heading).trimmingWhitespace().lowercased()
        guard let found = Self.allCases.first(where: { $0.rawValue == plain || $0.english == plain }) else {
            return nil
        }
        self = found
    }
}

/// One payment as a provider's statement names it.
package struct StatementLine: Sendable, Equatable {
    package static let longestReference = 64

    package let day: CivilDate
    package let reference: String
    package let number: String
    package let amount: Rupiah

    package init(day: CivilDate, reference: String, number: String, amount: Rupiah) {
        (self.day, self.reference, self.number, self.amount) = (day, reference, number, amount)
    }
}

/// Which field of a row is in which place.
package struct StatementColumns: Sendable, Equatable {
    private let places: [StatementColumn: Int]

    /// Nil unless two headings are known, so that a title above them is not taken for headings.
    package init?(headings: [String]) {
        var places: [StatementColumn: Int] = [:]
        for (place, heading) in headings.enumerated() {
            guard let column = StatementColumn(heading: heading), places[column] == nil else { continue }
            places[column] = place
        }
        guard places.count >= 2 else { return nil }
        self.places = places
    }

    package var known: Int { places.count }

    package var missing: [StatementColumn] { StatementColumn.allCases.filter { places[$0] == nil } }

    /// Throws every column that cannot be read, in the order of `StatementColumn`.
    package func read(_ fields: [String]) throws(StatementLineFault) -> StatementLine {
        func text(_ column: StatementColumn) -> String {
            guard let place = places[column], fields.indices.contains(place) else { return "" }
            return fields[place].trimmingWhitespace()
        }
        let day = CivilDate(String(text(.day).prefix(10)))
        let amount = try? Rupiah(written: text(.amount))
        let wrong = StatementColumn.allCases.filter { column in
            switch column {
            case .day: day == nil
            case .reference, .number: !(1...StatementLine.longestReference).contains(text(column).count)
            case .amount: amount == nil
            }
        }
        guard wrong.isEmpty, let day, let amount else {
            throw StatementLineFault(fields: wrong.map { .init(column: $0, written: text($0)) })
        }
        return StatementLine(day: day, reference: text(.reference), number: text(.number), amount: amount)
    }
}

/// Why a row of a statement cannot be read.
package struct StatementLineFault: Error, Sendable, Equatable {
    package struct Field: Sendable, Equatable {
        package let column: StatementColumn
        /// As it is in the file, without blanks around it; empty where the row has no such field.
        package let written: String

        package init(column: StatementColumn, written: String) {
            (self.column, self.written) = (column, written)
        }
    }

    /// At least one.
    package let fields: [Field]

    package init(fields: [Field]) { self.fields = fields }
}

/// What a line of a statement says about our payment.
package enum StatementMatch: String, Sendable, CaseIterable {
    /// We have the same payment as arrived.
    case matched
    /// Our payment, and we do not have it as arrived.
    case notRecorded = "not-recorded"
    /// Our payment with another amount.
    case otherAmount = "other-amount"
    /// The statement names the payment a second time.
    case repeated
    /// No payment of ours has the reference.
    case unknown

    /// - Parameters:
    ///   - payment: ours with the line's reference; nil where there is none.
    ///   - isRepeated: whether an earlier line of the statement has the same reference.
    package init(_ amount: Rupiah, payment: (amount: Rupiah, state: Disbursement.State)?, isRepeated: Bool) {
        guard let payment else {
            self = .unknown
            return
        }
        if isRepeated {
            self = .repeated
        } else if payment.amount != amount {
            self = .otherAmount
        } else {
            self = payment.state == .paid ? .matched : .notRecorded
        }
    }
}

/// Why a statement's file is not taken in.
package enum ProviderStatementRefusal: Refusal {
    case tooLarge
    /// A workbook, regardless of its name.
    case workbook
    case notTable
    case missing([StatementColumn])
    case empty
    case tooManyRows(Int)
    /// How many rows cannot be read.
    case faulty(rows: Int)
    case takenBefore

    package var code: String {
        switch self {
        case .tooLarge: "payouts.statement.too-large"
        case .workbook: "payouts.statement.workbook"
        case .notTable: "payouts.statement.not-table"
        case .missing: "payouts.statement.columns-missing"
        case .empty: "payouts.statement.empty"
        case .tooManyRows: "payouts.statement.too-many-rows"
        case .faulty: "payouts.statement.faulty"
        case .takenBefore: "payouts.statement.taken-before"
        }
    }
}
