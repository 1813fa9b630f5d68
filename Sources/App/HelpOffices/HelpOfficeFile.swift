import Foundation
import Programme

/// A file of offices: a table saved from a spreadsheet, one office a row.
struct HelpOfficeFile: Sendable {
    private(set) var offices: [HelpOffice] = []
    private(set) var faults: [(line: Int, fault: HelpOfficeFault)] = []
    /// Rows below the headings.
    let rows: Int

    /// In bytes.
    static let longestFile = 2 * 1_024 * 1_024
    static let mostRows = 5_000
    /// Among how many first rows the headings are searched.
    private static let mostTitleRows = 10

    /// Throws `CommandRefused`, without the file's name, when the file as a whole is no table of offices.
    init(_ bytes: Data) throws {
        guard bytes.count <= Self.longestFile else {
            throw CommandRefused("is larger than \(Self.longestFile >> 20) MiB: give one table of offices")
        }
        var reader = SpreadsheetRows(first: bytes) { rows in
            rows.compactMap { HelpOfficeColumns(headings: $0)?.known }.max() ?? 0
        }
        switch reader.form {
        case .text, .utf16: break
        case .workbook: throw CommandRefused("is a workbook: save it as CSV and give that file")
        case .other: throw CommandRefused("is no table of offices: give a CSV with the headings \(Self.headings)")
        }
        let lines = reader.feed(bytes) + reader.finish()
        let (columns, place) = try Self.columns(lines)
        let offices = lines.dropFirst(place + 1)
        guard !offices.isEmpty else { throw CommandRefused("has no office below its headings: add one a row") }
        guard offices.count <= Self.mostRows else {
            throw CommandRefused("has more than \(grouped(Self.mostRows)) rows: leave out what is no office")
        }
        rows = offices.count
        var known: [HelpOffice.Key: Int] = [:]
        for row in offices { take(row, columns, &known) }
    }

    /// The first line of a file: its headings.
    static var headings: String { HelpOfficeColumn.allCases.map(\.rawValue).joined(separator: ",") }

    var wrongRows: Int { Set(faults.map(\.line)).count }

    private static func columns(_ lines: [DelimitedRows.Row]) throws -> (HelpOfficeColumns, Int) {
        for (place, row) in lines.prefix(mostTitleRows).enumerated() {
            guard let columns = row.fields.flatMap({ HelpOfficeColumns(headings: $0) }) else { continue }
            guard columns.missing.isEmpty else {
                let missing = columns.missing.map(\.rawValue).joined(separator: ", ")
                throw CommandRefused("lacks columns: add \(missing)")
            }
            return (columns, place)
        }
        throw CommandRefused("has no headings: begin the file with \(headings)")
    }

    private mutating func take(
        _ row: DelimitedRows.Row, _ columns: HelpOfficeColumns, _ known: inout [HelpOffice.Key: Int]
    ) {
        guard let fields = row.fields else {
            let what: HelpOfficeFault.What =
                row.trouble == .openQuote
                ? .openQuote(lines: DelimitedRows.mostLines) : .tooLong(LineCutter.Line.longest)
            faults.append((row.line, HelpOfficeFault(nil, what)))
            return
        }
        do throws(HelpOfficeFaults) {
            let office = try HelpOffice(row: fields, columns)
            if let earlier = known[office.key] {
                faults.append((row.line, HelpOfficeFault(.name, .repeats(line: earlier))))
            } else {
                known[office.key] = row.line
                offices.append(office)
            }
        } catch {
            faults += error.all.map { (line: row.line, fault: $0) }
        }
    }
}

extension HelpOfficeFault {
    /// The field, what is wrong and how to fix it.
    var sentence: String { column.map { "\($0.rawValue): \(what.sentence)" } ?? what.sentence }
}

extension HelpOfficeFault.What {
    fileprivate var sentence: String {
        switch self {
        case .openQuote(let lines): "has an open quotation mark; close it within \(lines) lines"
        case .empty: "is empty; fill it in"
        case .tooLong(let most): "is too long; \(grouped(most)) characters at most"
        case .kind: "must be \(HelpOffice.Kind.allCases.map(\.slug).joined(separator: ", "))"
        case .region: "is no code of a regency or city of 2020; write it as 32.73"
        case .phone: "is no telephone number with its area code; write it as (022) 5550100, or leave it empty"
        case .computers: "must be a whole number from 0 to \(HelpOffice.computers.upperBound)"
        case .hours: "must be hours of one day, such as 08.00-12.00, 13.00-16.00, or tutup"
        case .neverOpen: "is open on no day; fill in the hours of the days from senin to minggu"
        case .repeats(let line): "stands on line \(line) already, with the same jenis and kode_daerah; keep one of them"
        }
    }
}
