/// What is wrong with a field of a row.
package struct HelpOfficeFault: Sendable, Equatable {
    /// Nil where the whole row is meant.
    package let column: HelpOfficeColumn?
    package let what: What

    package init(_ column: HelpOfficeColumn?, _ what: What) {
        self.column = column
        self.what = what
    }

    package enum What: Sendable, Equatable {
        /// A quote is open for as many lines as a row may have, or to the end of the file.
        case openQuote(lines: Int)
        case empty
        case tooLong(Int)
        case kind
        /// No regency or city of 2020 has this code.
        case region
        case phone
        case computers
        case hours
        case neverOpen
        /// An earlier line has the same kind, region and name.
        case repeats(line: Int)
    }
}

/// All that is wrong with one row.
package struct HelpOfficeFaults: Error, Sendable, Equatable {
    package let all: [HelpOfficeFault]
}

extension HelpOffice {
    /// The valid number of computers.
    package static let computers = 0...500

    /// Reads a row of a file. Throws every fault of the row, not only the first.
    package init(row fields: [String], _ columns: HelpOfficeColumns) throws(HelpOfficeFaults) {
        var reader = HelpOfficeReader(fields: fields, columns: columns)
        let kind = reader.kind()
        let regency = reader.regency()
        let name = reader.text(.name)
        let address = reader.text(.address)
        let phone = reader.phone()
        let computers = reader.computers()
        let hours = reader.hours()
        guard reader.faults.isEmpty, let kind, let regency, let hours else {
            throw HelpOfficeFaults(all: reader.faults)
        }
        self.init(
            kind: kind, regency: regency, name: name, address: address, phone: phone, computers: computers, hours: hours
        )
    }
}

/// Reads the fields of one row and collects what is wrong with them.
private struct HelpOfficeReader {
    let fields: [String]
    let columns: HelpOfficeColumns
    private(set) var faults: [HelpOfficeFault] = []

    init(fields: [String], columns: HelpOfficeColumns) {
        self.fields = fields
        self.columns = columns
    }

    /// Nil for a field that is too long, which is noted. Letters are counted with each of their marks, because one
    /// letter can carry any number of them.
    private mutating func bounded(_ column: HelpOfficeColumn) -> String? {
        let text = columns.text(column, in: fields)
        guard text.unicodeScalars.count <= column.longest else {
            faults.append(HelpOfficeFault(column, .tooLong(column.longest)))
            return nil
        }
        return text
    }

    mutating func text(_ column: HelpOfficeColumn) -> String {
        guard let text = bounded(column) else { return "" }
        if text.isEmpty { faults.append(HelpOfficeFault(column, .empty)) }
        return text
    }

    mutating func kind() -> HelpOffice.Kind? {
        guard let text = bounded(.kind) else { return nil }
        let slug = text.lowercased().replacing(" ", with: "-").replacing("_", with: "-")
        let kind = HelpOffice.Kind(slug: slug) ?? HelpOffice.Kind(rawValue: slug)
        if kind == nil { faults.append(HelpOfficeFault(.kind, .kind)) }
        return kind
    }

    /// Spreadsheets mark a code as text with an apostrophe.
    mutating func regency() -> Regency? {
        guard let text = bounded(.region) else { return nil }
        let digits = text.plainDigits.filter(\.isASCIIDigit)
        let rest = text.plainDigits.allSatisfy { $0.isASCIIDigit || $0 == "." || $0 == "'" }
        let regency = digits.count == 4 && rest ? Regency(code: "\(digits.prefix(2)).\(digits.suffix(2))") : nil
        if regency == nil { faults.append(HelpOfficeFault(.region, .region)) }
        return regency
    }

    /// Nil where the office has none.
    mutating func phone() -> OfficePhone? {
        guard let text = bounded(.phone), !text.isEmpty, text != "-" else { return nil }
        let phone = OfficePhone(text)
        if phone == nil { faults.append(HelpOfficeFault(.phone, .phone)) }
        return phone
    }

    mutating func computers() -> Int {
        guard let text = bounded(.computers) else { return 0 }
        guard let number = Int(text.plainDigits, in: HelpOffice.computers) else {
            faults.append(HelpOfficeFault(.computers, .computers))
            return 0
        }
        return number
    }

    mutating func hours() -> OpeningHours? {
        var week: [[OpeningHours.Interval]] = []
        for column in HelpOfficeColumn.days {
            guard let text = bounded(column) else { continue }
            if let day = OpeningHours.day(written: text) {
                week.append(day)
            } else {
                faults.append(HelpOfficeFault(column, .hours))
            }
        }
        guard week.count == OpeningHours.daysOfWeek else { return nil }
        let hours = OpeningHours(week: week)
        if hours == nil { faults.append(HelpOfficeFault(nil, .neverOpen)) }
        return hours
    }
}
