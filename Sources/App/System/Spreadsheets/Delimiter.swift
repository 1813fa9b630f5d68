import Foundation

/// The delimiters of a file, detected once from its first lines.
struct Delimiter: Sendable, Equatable {
    let separator: UInt8
    /// Lines before the first row: the line `sep=;` that names the separator for spreadsheet programs.
    let skippedLines: Int
    /// The byte that ends a line.
    let lineEnd: UInt8

    /// Lines that are examined.
    static let mostLines = 40
    /// Field separators of Indonesian and English spreadsheets, most likely first.
    private static let candidates = Array(";,\t|".utf8)

    /// - Parameters:
    ///   - head: the first bytes of the file, in UTF-8.
    ///   - score: how plausible some rows are; the separator with the highest score is chosen.
    init(head: Data, score: ([[String]]) -> Int) {
        let newline = UInt8(ascii: "\n")
        lineEnd = head.contains(newline) ? newline : UInt8(ascii: "\r")
        var cutter = LineCutter(end: lineEnd)
        let lines = Array((cutter.cut(head) + cutter.rest()).prefix(Self.mostLines))
        if let named = lines.first.flatMap(Self.named) {
            (separator, skippedLines) = (named, 1)
            return
        }
        skippedLines = 0
        let scores = Self.candidates.map { score(Self.rows(lines, separator: $0).compactMap(\.fields)) }
        // Of equal scores the first is taken, so that a file without a separator is always read the same way.
        let best = scores.max().flatMap(scores.firstIndex) ?? 0
        separator = Self.candidates[best]
    }

    private static func rows(_ lines: [LineCutter.Line], separator: UInt8) -> [DelimitedRows.Row] {
        var reader = DelimitedRows(separator: separator)
        return lines.flatMap { reader.feed($0) } + reader.finish()
    }

    /// `sep=;`, with or without quotes.
    private static func named(_ line: LineCutter.Line) -> UInt8? {
        let text = String(decoding: line.bytes, as: UTF8.self).lowercased().filter { $0 != "\"" }
        guard text.hasPrefix("sep="), let separator = text.dropFirst("sep=".count).utf8.first else { return nil }
        return separator
    }
}
