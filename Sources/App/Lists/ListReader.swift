import Foundation
import Programme

/// Reads the people of a list out of its file, piece by piece: finds the row of headings, which may stand below a title,
/// and judges the file as a whole at its end.
struct ListReader: ~Copyable {
    /// A row about a person, or why it cannot be read.
    typealias Row = (line: Int, person: Result<ListLine, ListSlip>)

    /// Rows among which the headings are looked for.
    private static let mostTitleRows = 20

    private var rows: SpreadsheetRows
    /// Rows that wait until the columns are known.
    private var waiting: [DelimitedRows.Row] = []
    private var columns: ListColumns?
    private var judge = ListFileJudge()

    /// Throws `ListRefusal` when the file is no text.
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

    /// The rows that are left at the end of the file. Throws `ListRefusal` when the file as a whole cannot be right.
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

    /// What stands above the headings is a title, and about no person.
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
            let person: Result<ListLine, ListSlip>
            if let fields = row.fields {
                person = Result { () throws(ListSlip) in try columns.read(fields) }
            } else {
                person = .failure(.tooLong)
            }
            judge.note(person)
            return (row.line, person)
        }
    }

    /// How much some rows look like a list: the columns that headings name say most, then rows that begin with a NIK.
    private static func likeness(_ rows: [[String]]) -> Int {
        let named =
            rows.filter { ListColumns(headings: $0) != nil || ListColumns.areHeadingsWithoutNIK($0) }
            .map(ListColumns.namedColumns).max() ?? 0
        let people = rows.count { (try? ListColumns.usual.read($0)) != nil }
        let widest = min(rows.map(\.count).max() ?? 0, DelimitedRows.mostFields)
        return named * 1_000_000 + people * 1_000 + widest
    }
}
