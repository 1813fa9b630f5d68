import CCSV
import Foundation

/// Splits the lines of a file into fields, by libcsv: quoted fields may contain separators and line ends, a doubled
/// quote stands for a quote, and blanks around a field are removed.
struct DelimitedRows: ~Copyable {
    struct Row: Sendable, Equatable {
        /// The line on which the row begins, from 1.
        let line: Int
        /// Nil for a row that is longer than the limits allow, or whose quote is never closed.
        let fields: [String]?

        /// Whether all fields are empty, as in the separators at the end of a spreadsheet.
        var isBlank: Bool { fields?.allSatisfy(\.isEmpty) ?? false }
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
        guard !line.isTooLong else { return giveUp() + [Row(line: line.number, fields: nil)] }
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

    /// The first pending line has a quote that is never closed: that line is reported as unreadable, and the following
    /// lines are parsed again.
    private mutating func giveUp() -> [Row] {
        guard !pending.isEmpty else { return [] }
        let lines = pending
        pending = []
        csv_free(parser)
        csv_init(parser, 0)
        csv_set_delim(parser, separator)
        sink.clear()
        return [Row(line: lines[0].number, fields: nil)] + lines.dropFirst().flatMap { feed($0) }
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
