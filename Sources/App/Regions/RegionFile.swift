import Foundation
import Programme

/// A list of regions read from a CSV of code and name, in any encoding and with any separator.
struct RegionFile: Sendable {
    private(set) var regions: [NamedRegion] = []
    /// Remarks on single rows: unreadable ones, and which of two rows with one code is used.
    private(set) var remarks: [String] = []
    private(set) var refused = 0

    /// Largest file in bytes; a list of all villages of the country takes four million bytes.
    static let mostBytes = 64 * 1_024 * 1_024

    /// Throws `CommandRefused` when the file as a whole is not a list of Kemendagri codes.
    init(_ bytes: Data) throws {
        guard bytes.count <= Self.mostBytes else { throw CommandRefused("the file is larger than 64 MiB") }
        var rows = SpreadsheetRows(first: bytes) { $0.count { (try? NamedRegion(row: $0)) != nil } }
        switch rows.form {
        case .text, .utf16: break
        case .workbook: throw CommandRefused("the file is a workbook; save it as CSV and give that file")
        case .other: throw CommandRefused("the file is no CSV of code and name")
        }
        var judge = RegionFileJudge()
        var names: [String: (place: Int, line: Int)] = [:]
        for (place, row) in (rows.feed(bytes) + rows.finish()).enumerated() {
            let read = Self.read(row)
            judge.note(read)
            switch read {
            case .success(let region): take(region, line: row.line, &names)
            case .failure(let error) where place > 0 || !Self.isHeading(row):
                refused += 1
                remarks.append("line \(row.line): \(error.sentence)")
            case .failure: break
            }
        }
        guard !judge.areStatisticsCodes else {
            throw CommandRefused(
                "the codes are the statistics office's, which number regions differently; "
                    + "give the list of the Ministry of Home Affairs (Kemendagri)")
        }
    }

    private static func read(_ row: DelimitedRows.Row) -> Result<NamedRegion, NamedRegion.RowError> {
        guard let fields = row.fields else { return .failure(row.trouble == .openQuote ? .openQuote : .tooLong) }
        return Result { () throws(NamedRegion.RowError) in try NamedRegion(row: fields) }
    }

    /// Whether a first row contains headings: it has no digit.
    private static func isHeading(_ row: DelimitedRows.Row) -> Bool {
        row.fields.map { $0.allSatisfy { !$0.contains(where: \.isNumber) } } ?? false
    }

    /// Of two rows with one code the later is used: lists that contain a renamed regency twice have its new name
    /// further down.
    private mutating func take(_ region: NamedRegion, line: Int, _ names: inout [String: (place: Int, line: Int)]) {
        guard let earlier = names[region.code] else {
            names[region.code] = (regions.count, line)
            regions.append(region)
            return
        }
        let before = regions[earlier.place].name
        if before != region.name {
            remarks.append(
                "line \(line): \(region.code) stands on line \(earlier.line) as “\(before)” too; "
                    + "“\(region.name)” counts")
        }
        regions[earlier.place] = region
    }
}

extension NamedRegion.RowError {
    fileprivate var sentence: String {
        switch self {
        case .fields: "needs a code and a name, with a comma, semicolon or tab between them"
        case .code(let code): "“\(code)” is no code of a region; write it as 82, 82.71, 82.71.01 or 82.71.01.1001"
        case .name: "needs a name of at most 120 letters"
        case .tooLong: "is too long; \(LineCutter.Line.longest) letters at most"
        case .openQuote: "has an open quotation mark; close it within \(DelimitedRows.mostLines) lines"
        case .statisticsCode: "has seven digits, as the statistics office numbers districts"
        }
    }
}
