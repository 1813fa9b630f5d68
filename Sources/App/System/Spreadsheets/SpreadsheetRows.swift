import Foundation

/// The rows of a file saved from a spreadsheet, read piece by piece, in any supported encoding and with any separator
/// and line end. At most one piece and one incomplete row are in memory.
struct SpreadsheetRows: ~Copyable {
    let form: SavedAs
    private var text: SavedText
    private var reader: Reader?
    private let score: ([[String]]) -> Int

    /// Bytes of the first piece by which the separator is detected.
    private static let headBytes = 64 * 1_024

    /// - Parameters:
    ///   - first: the first piece of the file, with at least its first lines. It must be fed as well.
    ///   - score: see `Delimiter`.
    init(first: Data, score: @escaping ([[String]]) -> Int) {
        form = SavedAs(first)
        text = SavedText(form)
        self.score = score
    }

    /// Whether the file can contain rows.
    var isText: Bool {
        switch form {
        case .text, .utf16: true
        case .workbook, .other: false
        }
    }

    mutating func feed(_ piece: Data) -> [DelimitedRows.Row] {
        let utf8 = text.utf8(piece)
        if reader == nil { reader = Reader(Delimiter(head: utf8.prefix(Self.headBytes), score: score)) }
        return reader?.feed(utf8) ?? []
    }

    mutating func finish() -> [DelimitedRows.Row] {
        reader?.finish() ?? []
    }

    private struct Reader: ~Copyable {
        private var cutter: LineCutter
        private var rows: DelimitedRows
        private let skipped: Int

        init(_ delimiter: Delimiter) {
            cutter = LineCutter(end: delimiter.lineEnd)
            rows = DelimitedRows(separator: delimiter.separator)
            skipped = delimiter.skippedLines
        }

        mutating func feed(_ piece: Data) -> [DelimitedRows.Row] {
            read(cutter.cut(piece))
        }

        mutating func finish() -> [DelimitedRows.Row] {
            read(cutter.rest()) + rows.finish()
        }

        private mutating func read(_ lines: [LineCutter.Line]) -> [DelimitedRows.Row] {
            var read: [DelimitedRows.Row] = []
            for line in lines where line.number > skipped { read += rows.feed(line) }
            return read.filter { !$0.isBlank }
        }
    }
}
