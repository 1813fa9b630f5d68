import Foundation
import Testing

@testable import App

@Suite("Files that offices save from spreadsheets")
struct SpreadsheetTests {
    @Test("lines are split correctly wherever a chunk ends")
    func cutter() {
        let bytes = Data("nik\n8271052703950001\r\n\n8271052703950002".utf8)
        for size in 1...bytes.count {
            var (cutter, lines): (LineCutter, [LineCutter.Line]) = (LineCutter(), [])
            for start in stride(from: 0, to: bytes.count, by: size) {
                lines += cutter.cut(Data(bytes[start..<min(start + size, bytes.count)]))
            }
            lines += cutter.rest()
            #expect(lines.map(\.number) == [1, 2, 3, 4], "chunks of \(size)")
            let texts = lines.map { String(decoding: $0.bytes, as: UTF8.self) }
            #expect(texts == ["nik", "8271052703950001", "", "8271052703950002"])
        }
    }

    @Test("a line without an end is reported and takes no memory")
    func endless() {
        var cutter = LineCutter()
        for _ in 0..<100 { #expect(cutter.cut(Data(repeating: 49, count: 10_000)).isEmpty) }
        let rest = cutter.rest()
        #expect(rest.count == 1 && rest[0].isTooLong && rest[0].bytes.count == LineCutter.Line.longest + 1)
    }

    @Test(
        "quotes may contain separators and line ends, and a row keeps the line number it begins on",
        .bug(id: "6.16", "A comma inside quotes split a name in two, and a line end inside quotes split a person."))
    func quotes() {
        let rows = read("a,\"b, c\"\n\"d\ne\",\"f \"\"g\"\"\"\n\n  \nh, i \n")
        #expect(
            rows == [
                .init(line: 1, fields: ["a", "b, c"]), .init(line: 2, fields: ["d\ne", "f \"g\""]),
                .init(line: 6, fields: ["h", "i"]),
            ])
    }

    @Test("a quote that is never closed spoils only its own line")
    func openQuote() {
        let people = (1...60).map { "\($0),x" }.joined(separator: "\n")
        let rows = read("\"never closed,1\n\(people)\n")
        #expect(rows.count == 61 && rows[0] == .init(line: 1, trouble: .openQuote))
        #expect(rows[1] == .init(line: 2, fields: ["1", "x"]) && rows[60].fields == ["60", "x"])
        let last = read("a,b\n\"c")
        #expect(last.map(\.line) == [1, 2] && last[1].fields == nil)
    }

    @Test(
        "a line that is too long is reported with its longest field, and spoils no other row",
        .bug(id: "5.313", "A line that was too long was reported as one with a quotation mark that is never closed."),
        arguments: [0, 1, 2])
    func longField(place: Int) {
        var fields = ["a", "\"b, b\"", "c"]
        fields[place] = String(repeating: "x", count: LineCutter.Line.longest + 1)
        let rows = read("1,2,3\n\(fields.joined(separator: ","))\n4,5,6\n")
        #expect(rows.map(\.line) == [1, 2, 3])
        #expect(rows[1].fields == nil && rows[1].trouble == .tooLong(field: place))
        #expect(rows[2].fields == ["4", "5", "6"])
        // Its quote is open over the end of a line: the row is named by the line on which it begins.
        let quoted = read("1,2,3\n1,\"2\n\(fields[place])\",3\n4,5,6\n")
        #expect(quoted.map(\.line) == [1, 2, 3, 4])
        #expect(quoted[1].trouble == .tooLong(field: 1) && quoted[2].trouble == .tooLong(field: nil))
        #expect(quoted[3].fields == ["4", "5", "6"])
    }

    @Test(
        "the character encoding is recognised by the first bytes, and chunks of any size read the same",
        .bug(id: "6.17", "“Unicode text” from a spreadsheet and the Windows encoding were refused line by line."),
        arguments: [1, 2, 3, 7, 1_000])
    func alphabets(size: Int) {
        let text = "NIK\tNAMA\r\n1\t‘Aisyah – PHK 😀\r\n"
        let expected = [["NIK", "NAMA"], ["1", "‘Aisyah – PHK 😀"]]
        let little = Data([0xFF, 0xFE]) + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = Data([0xFE, 0xFF]) + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for bytes in [little, big, Data([0xEF, 0xBB, 0xBF]) + text.utf8, Data(text.utf8)] {
            var rows = SpreadsheetRows(first: Data(bytes.prefix(1_000))) { $0.map(\.count).max() ?? 0 }
            var (read, start): ([[String]?], Int) = ([], 0)
            while start < bytes.count {
                // The separator is decided by the first chunk, which holds the first lines.
                let end = start == 0 ? 60 : min(bytes.count, start + size)
                read += rows.feed(Data(bytes[start..<min(end, bytes.count)])).map(\.fields)
                start = end
            }
            read += rows.finish().map(\.fields)
            #expect(read == expected)
        }
        let windows = Data(
            "NIK;NAMA\r\n1;SITI \u{2013} PHK\r\n".unicodeScalars.map { $0 == "\u{2013}" ? 0x96 : UInt8($0.value) })
        #expect(
            read(windows) == [.init(line: 1, fields: ["NIK", "NAMA"]), .init(line: 2, fields: ["1", "SITI – PHK"])])
    }

    @Test("the separator is decided by the first rows or by the line sep=, and CR alone ends a line")
    func separators() {
        for text in ["a;b, c\n1;2\n", "sep=|\na|b\n", "\"sep=;\"\r\na;b\r\n", "a\tb c\n", "a;b\rc;d\r"] {
            #expect(read(text).first?.fields?.count == 2, "\(text)")
        }
        #expect(read("a;b\rc;d\r").count == 2)
        #expect(read(";;;\n;\n").isEmpty)
    }

    @Test(
        "binary files are recognised by their first bytes",
        arguments: [
            (Data("PK\u{3}\u{4}".utf8), SavedAs.workbook), (Data([0xD0, 0xCF, 0x11, 0xE0]), .workbook),
            (Data("%PDF-1.7".utf8), .other), (Data("<html>".utf8), .other), (Data([0xFF, 0xD8, 0xFF]), .other),
            (Data([0x4E, 0, 0x49, 0]), .utf16(bigEndian: false)), (Data(), .text), (Data("NIK".utf8), .text),
        ])
    func forms(bytes: Data, form: SavedAs) {
        #expect(SavedAs(bytes) == form)
    }

    private func read(_ text: String) -> [DelimitedRows.Row] { read(Data(text.utf8)) }

    private func read(_ bytes: Data) -> [DelimitedRows.Row] {
        var rows = SpreadsheetRows(first: bytes) { $0.first?.count ?? 0 }
        return rows.feed(bytes) + rows.finish()
    }
}
