import Foundation
import Programme

/// Reads the people of a list from its file, piece by piece. Finds the row of headings, which may come after a title,
/// and checks the file as a whole at its end.
struct ListReader: ~Copyable {
    /// A row with a person, or why it cannot be read.
    typealias Row = (line: Int, person: Result<ListLine, ListRowError>)

    /// Among how many first rows the headings are searched.
    private static let mostTitleRows = 20

    private var rows: SpreadsheetRows
    /// Rows held back until the columns are known.
    private var waiting: [DelimitedRows.Row] = []
    private var columns: ListColumns?
    private var judge = ListFileJudge()

    /// Throws `ListRefusal` when the file is not text.
    init(first: Data) throws(ListRefusal) {
        rows = SpreadsheetRows(first: first, score: Self.likeness)
        switch rows.form {
        case .text, .utf16: break
        case .workbook: throw .workbook
        case .other: throw .notTable
        }
    }

    mutating func feed(_ piece: Data) throws(ListRefusal) -> [Row] {
        let new = rows.feed(piece)
        return try read(new)
    }

    /// The remaining rows at the end of the file. Throws `ListRefusal` when the file as a whole is implausible.
    mutating func finish() throws(ListRefusal) -> [Row] {
        let new = rows.finish()
        waiting += new
        let last = columns == nil ? try decideColumns() : people(in: waiting)
        waiting = []
        try judge.check()
        return last
    }

    private mutating func read(_ new: [DelimitedRows.Row]) throws(ListRefusal) -> [Row] {
        guard columns == nil else { return people(in: new) }
        waiting += new
        guard waiting.count >= Self.mostTitleRows else { return [] }
        defer { waiting = [] }
        return try decideColumns()
    }

    /// Rows above the headings are a title and are skipped.
    private mutating func decideColumns() throws(ListRefusal) -> [Row] {
        let title = waiting.prefix(Self.mostTitleRows)
        for (place, row) in title.enumerated() {
            guard let fields = row.fields, let found = ListColumns(headings: fields) else { continue }
            columns = found
            return people(in: Array(waiting.dropFirst(place + 1)))
        }
        let fields = title.compactMap(\.fields)
        guard !fields.contains(where: ListColumns.areHeadingsWithoutNIK) else { throw .noNIKColumn }
        guard !fields.contains(where: ListColumns.isAmbiguous) else { throw .ambiguousColumns }
        columns = .usual
        return people(in: waiting)
    }

    private mutating func people(in rows: [DelimitedRows.Row]) -> [Row] {
        guard let columns else { return [] }
        return rows.map { row in
            let person: Result<ListLine, ListRowError>
            if let fields = row.fields {
                person = Result { () throws(ListRowError) in try columns.read(fields) }
            } else {
                person = .failure(row.trouble == .openQuote ? .openQuote : .tooLong)
            }
            judge.note(person)
            return (row.line, person)
        }
    }

    /// A score for how much rows look like a list: named columns count most, then rows that begin with a NIK, then the
    /// number of columns.
    private static func likeness(_ rows: [[String]]) -> Int {
        let named =
            rows.filter { ListColumns(headings: $0) != nil || ListColumns.areHeadingsWithoutNIK($0) }
            .map(ListColumns.namedColumns).max() ?? 0
        let people = rows.count { (try? ListColumns.usual.read($0)) != nil }
        let widest = min(rows.map(\.count).max() ?? 0, DelimitedRows.mostFields)
        return named * 1_000_000 + people * 1_000 + widest
    }
}
