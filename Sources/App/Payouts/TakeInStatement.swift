import Crypto
import Foundation
import HTTPTypes
import Programme
import Storage

/// Takes in a provider's statement: a table saved from a spreadsheet, one payment a row. It moves no money; what it says
/// of each payment is compared with ours whenever its page is opened.
struct TakeInStatement: Sendable {
    let dependencies: Dependencies

    /// In bytes.
    static let longestFile = 4 * 1_024 * 1_024
    static let mostRows = 20_000
    /// Among how many first rows the headings are searched.
    private static let mostTitleRows = 10
    private static let longestName = 120

    /// Throws `ProviderStatementRefusal`, or `FaultyStatement` for wrong rows. A file with one row that cannot be read
    /// is refused as a whole, because a statement with a gap would make payments look as if they had not arrived.
    func run(_ file: UploadedFile, by officer: ID<Officer>) async throws -> ID<ProviderStatement> {
        let lines = try Self.read(file.bytes)
        let id: ID<ProviderStatement> = dependencies.ids.next()
        let digest = Self.digest(of: file)
        try await dependencies.database.transaction { [dependencies] tx in
            let statement = NewStatement(
                id: id, name: String(file.name.prefix(Self.longestName)), digest: digest, lines: lines)
            guard try tx.providerStatements.add(statement, by: officer, at: dependencies.realNow()) else {
                throw ProviderStatementRefusal.takenBefore
            }
            try tx.records.bind(.providerStatements, id, at: dependencies.realNow(), ids: dependencies.ids)
            try tx.audit.record(
                AuditEvent(
                    "statement.taken-in", subject: "statement:\(id)",
                    detail: ["digest": digest.hex, "lines": "\(lines.count)"]),
                by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
        }
        return id
    }

    /// SHA-256; the same file is taken in once.
    static func digest(of file: UploadedFile) -> Data { Data(SHA256.hash(data: file.bytes)) }

    /// Throws as `run`.
    static func read(_ file: Data) throws -> [NumberedLine] {
        guard file.count <= longestFile else { throw ProviderStatementRefusal.tooLarge }
        var reader = SpreadsheetRows(first: file, score: likeness)
        switch reader.form {
        case .text, .utf16: break
        case .workbook: throw ProviderStatementRefusal.workbook
        case .other: throw ProviderStatementRefusal.notTable
        }
        let rows = reader.feed(file) + reader.finish()
        var found: (columns: StatementColumns, place: Int)?
        for (place, row) in rows.prefix(mostTitleRows).enumerated() where found == nil {
            if let columns = row.fields.flatMap({ StatementColumns(headings: $0) }) { found = (columns, place) }
        }
        guard let found else { throw ProviderStatementRefusal.missing(StatementColumn.allCases) }
        guard found.columns.missing.isEmpty else { throw ProviderStatementRefusal.missing(found.columns.missing) }
        let payments = rows.dropFirst(found.place + 1)
        guard !payments.isEmpty else { throw ProviderStatementRefusal.empty }
        guard payments.count <= mostRows else { throw ProviderStatementRefusal.tooManyRows(mostRows) }
        return try lines(payments, found.columns)
    }

    private static func lines(
        _ rows: ArraySlice<DelimitedRows.Row>, _ columns: StatementColumns
    ) throws(FaultyStatement) -> [NumberedLine] {
        var lines: [NumberedLine] = []
        var faults: [FaultyStatement.Row] = []
        for row in rows {
            guard let fields = row.fields else {
                faults.append(.broken(line: row.line, row.trouble))
                continue
            }
            do throws(StatementLineFault) {
                lines.append(NumberedLine(number: row.line, line: try columns.read(fields)))
            } catch {
                faults.append(.wrong(line: row.line, error))
            }
        }
        guard faults.isEmpty else { throw FaultyStatement(rows: faults) }
        return lines
    }

    private static func likeness(_ rows: [[String]]) -> Int {
        rows.compactMap { StatementColumns(headings: $0)?.known }.max() ?? 0
    }
}

/// A line with its place in the file.
struct NumberedLine: Sendable, Equatable {
    /// From 1.
    let number: Int
    let line: StatementLine
}

extension ProviderStatementRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .tooLarge:
            let size = TakeInStatement.longestFile / 1_048_576
            return t(
                "Berkas lebih dari \(size) MB. Bagi menurut tanggal.", "The file is over \(size) MB. Split it by date.")
        case .workbook:
            return t(
                "Simpan lembar kerja itu sebagai CSV, lalu kirim lagi.", "Save the workbook as CSV, then send it again."
            )
        case .notTable: return t("Berkas ini bukan tabel CSV.", "This file is not a CSV table.")
        case .missing(let columns):
            let names = columns.map { t($0.rawValue, $0.english) }.joined(separator: ", ")
            return t("Kolom ini belum ada: \(names).", "These columns are missing: \(names).")
        case .empty: return t("Tidak ada baris di bawah judul kolom.", "There is no row under the headings.")
        case .tooManyRows(let most):
            return t(
                "Lebih dari \(t.count(most)) baris. Bagi menurut tanggal.",
                "Over \(t.count(most)) rows. Split the file by date.")
        case .faulty(let rows):
            return t(
                "\(t.count(rows)) baris tak terbaca, jadi tidak ada yang diambil. Perbaiki menurut tabel di bawah.",
                "\(t.count(rows)) rows cannot be read, so nothing was taken in. Fix them by the table below.")
        case .takenBefore:
            return t(
                "Berkas ini sudah pernah diambil. Buka mutasinya di atas daftar.",
                "This file was taken in before. Open its statement above the list.")
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .takenBefore: .conflict
        case .tooLarge: .contentTooLarge
        default: .unprocessableContent
        }
    }
}
