import Foundation
import Programme

/// Reads a file of courses: a table saved from a spreadsheet, one course at one platform with one schedule a row.
struct CourseReader: Sendable {
    /// In bytes.
    static let longestFile = 2 * 1_024 * 1_024
    static let mostRows = 5_000
    /// Among how many first rows the headings are searched.
    private static let mostTitleRows = 10

    let zone: Zone
    let allowsLoopback: Bool

    init(_ dependencies: Dependencies) {
        zone = dependencies.edition.waves.zone
        allowsLoopback = dependencies.configuration.allowsLoopbackAddresses
    }

    /// Throws `CourseFileRefusal` when the file as a whole is no table of courses.
    func read(_ file: Data) throws(CourseFileRefusal) -> CourseFile {
        guard file.count <= Self.longestFile else { throw .tooLarge }
        var reader = SpreadsheetRows(first: file, score: Self.likeness)
        switch reader.form {
        case .text, .utf16: break
        case .workbook: throw .workbook
        case .other: throw .notTable
        }
        let rows = reader.feed(file) + reader.finish()
        var found: (columns: CourseColumns, place: Int)?
        for (place, row) in rows.prefix(Self.mostTitleRows).enumerated() where found == nil {
            if let columns = row.fields.flatMap({ CourseColumns(headings: $0) }) { found = (columns, place) }
        }
        guard let found else { throw .noHeadings }
        guard found.columns.missing.isEmpty else { throw .missing(found.columns.missing) }
        guard found.columns.repeated.isEmpty else { throw .repeated(found.columns.repeated) }
        let courses = rows.dropFirst(found.place + 1)
        guard !courses.isEmpty else { throw .empty }
        guard courses.count <= Self.mostRows else { throw .tooManyRows(Self.mostRows) }
        return CourseFile(rows: courses.map { ($0.line, read($0, found.columns)) })
    }

    private func read(_ row: DelimitedRows.Row, _ columns: CourseColumns) -> Result<CourseRow, CourseRowFaults> {
        guard let fields = row.fields else {
            return .failure(CourseRowFaults([fault(row.trouble, columns)]))
        }
        return CourseRow.read(fields, columns, zone: zone) {
            PartnerAddress.isPage($0, allowsLoopback: allowsLoopback)
        }
    }

    private func fault(_ trouble: DelimitedRows.Trouble?, _ columns: CourseColumns) -> CourseRowFault {
        guard case .tooLong(let place) = trouble else {
            return CourseRowFault(nil, .openQuote(lines: DelimitedRows.mostLines))
        }
        guard let column = place.flatMap({ columns.column(at: $0) }) else {
            return CourseRowFault(nil, .tooLong(LineCutter.Line.longest))
        }
        return CourseRowFault(column, .tooLong(column.longest))
    }

    private static func likeness(_ rows: [[String]]) -> Int {
        rows.compactMap { CourseColumns(headings: $0)?.known }.max() ?? 0
    }
}

/// Why a file is refused as a whole.
enum CourseFileRefusal: Refusal {
    case tooLarge
    case workbook
    case notTable
    case noHeadings
    case missing([CourseColumn])
    /// These headings stand twice.
    case repeated([CourseColumn])
    case empty
    case tooManyRows(Int)
    case notWaiting
    /// Another officer uploaded it: the proposer of a course is the one who wrote it.
    case otherUploader

    var code: String {
        switch self {
        case .tooLarge: "courses.file.too-large"
        case .workbook: "courses.file.workbook"
        case .notTable: "courses.file.not-table"
        case .noHeadings: "courses.file.no-headings"
        case .missing: "courses.file.columns-missing"
        case .repeated: "courses.file.columns-repeated"
        case .empty: "courses.file.empty"
        case .tooManyRows: "courses.file.too-many-rows"
        case .notWaiting: "courses.file.not-waiting"
        case .otherUploader: "courses.file.other-uploader"
        }
    }
}
