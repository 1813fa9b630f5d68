import CCSV
import Foundation

/// Splits the lines of a file into fields, by libcsv: quoted fields may contain separators and line ends, a doubled
/// quote stands for a quote, and blanks around a field are removed.
struct DelimitedRows: ~Copyable {
    struct Row: Sendable, Equatable {
        /// The line on which the row begins, from 1.
        let line: Int
        /// Nil for a row with `trouble`.
        let fields: [String]?
        /// Why the row cannot be read; nil for one that can.
        let trouble: Trouble?

        init(line: Int, fields: [String]) {
            (self.line, self.fields, trouble) = (line, fields, nil)
        }

        init(line: Int, trouble: Trouble) {
            (self.line, fields, self.trouble) = (line, nil, trouble)
        }

        /// Whether all fields are empty, as in the separators at the end of a spreadsheet.
        var isBlank: Bool { fields?.allSatisfy(\.isEmpty) ?? false }
    }

    enum Trouble: Sendable, Equatable {
        /// A quote is open for `mostLines` lines, or to the end of the file.
        case openQuote
        /// A line is longer than `LineCutter.Line.longest`.
        ///
        /// - Parameter field: the longest of the row's fields, by its place from 0; nil where that is not known.
        case tooLong(field: Int?)
    }

    /// Most lines of one row: otherwise a quote that is never closed would consume the rest of the file.
    static let mostLines = 20
    /// Most fields kept per row; further ones are ignored.
    static let mostFields = 200

    private let separator: UInt8
    private let sink = Sink()
    private let parser: UnsafeMutablePointer<csv_parser>
    /// The lines of the incomplete row.
    private var pending: [LineCutter.Line] = []

    init(separator: UInt8) {
        self.separator = separator
        parser = .allocate(capacity: 1)
        csv_init(parser, 0)
        csv_set_delim(parser, separator)
    }

    deinit {
        csv_free(parser)
        parser.deallocate()
    }

    /// The rows completed by this line: none while a quote is open, several when an open quote was abandoned.
    mutating func feed(_ line: LineCutter.Line) -> [Row] {
        guard !line.isTooLong else { return giveUp(at: line) }
        pending.append(line)
        parse(line.bytes + [UInt8(ascii: "\n")])
        if let fields = sink.takeRow() {
            let first = pending[0].number
            pending = []
            return [Row(line: first, fields: fields)]
        }
        // libcsv reports nothing for a blank line.
        if sink.isEmpty, pending.count == 1, line.bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
            pending = []
            return []
        }
        return pending.count < Self.mostLines ? [] : giveUp()
    }

    /// The remaining rows at the end of the file.
    mutating func finish() -> [Row] {
        var rows: [Row] = []
        while !pending.isEmpty { rows += giveUp() }
        return rows
    }

    /// The first pending line has a quote that is never closed, or its row has a line that is too long: that line is
    /// reported as unreadable, and the following lines are parsed again.
    private mutating func giveUp(_ trouble: Trouble = .openQuote) -> [Row] {
        guard !pending.isEmpty else { return [] }
        let lines = pending
        pending = []
        reset()
        return [Row(line: lines[0].number, trouble: trouble)] + lines.dropFirst().flatMap { feed($0) }
    }

    /// The line is too long: it is parsed only to name its longest field.
    private mutating func giveUp(at line: LineCutter.Line) -> [Row] {
        parse(line.bytes)
        let field = sink.longestField(of: pending.reduce(line.bytes.count) { $0 + $1.bytes.count })
        let isFirst = pending.isEmpty
        let before = giveUp(.tooLong(field: field))
        reset()
        return before + [Row(line: line.number, trouble: .tooLong(field: isFirst ? field : nil))]
    }

    private mutating func reset() {
        csv_free(parser)
        csv_init(parser, 0)
        csv_set_delim(parser, separator)
        sink.clear()
    }

    private func parse(_ bytes: Data) {
        let sink = Unmanaged.passUnretained(sink).toOpaque()
        bytes.withUnsafeBytes { buffer in
            _ = csv_parse(
                parser, buffer.baseAddress, buffer.count,
                { field, count, sink in
                    guard let sink else { return }
                    Unmanaged<Sink>.fromOpaque(sink).takeUnretainedValue()
                        .take(UnsafeRawBufferPointer(start: field, count: count))
                },
                { _, sink in
                    guard let sink else { return }
                    Unmanaged<Sink>.fromOpaque(sink).takeUnretainedValue().endRow()
                }, sink)
        }
    }
}

/// The target of libcsv's callbacks.
private final class Sink {
    private var fields: [String] = []
    private var row: [String]?

    var isEmpty: Bool { fields.isEmpty && row == nil }

    func take(_ bytes: UnsafeRawBufferPointer) {
        guard fields.count < DelimitedRows.mostFields else { return }
        fields.append(FieldText.read(bytes))
    }

    func endRow() {
        row = fields
        fields = []
    }

    func takeRow() -> [String]? {
        defer { row = nil }
        return row
    }

    /// The place of the longest field of an incomplete row of so many bytes: what is not in a complete field is in the
    /// one that follows.
    func longestField(of bytes: Int) -> Int {
        let lengths = fields.map(\.utf8.count)
        let longest = lengths.max() ?? 0
        guard bytes - lengths.reduce(0, +) <= longest else { return fields.count }
        return lengths.firstIndex(of: longest) ?? 0
    }

    func clear() {
        fields = []
        row = nil
    }
}

/// The text of one field: UTF-8 or else Windows-1252, which spreadsheets on Indonesian Windows still write for "CSV".
enum FieldText {
    static func read(_ bytes: UnsafeRawBufferPointer) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return String(data: Data(bytes), encoding: .windowsCP1252) ?? String(decoding: bytes, as: UTF8.self)
    }
}
