import Foundation
import Testing

/// A Swift file in the form that the house rules check.
struct Source: Sendable {
    /// Relative to the repository's root: `Sources/App/Routes.swift`.
    let path: String
    let text: String
    /// The file with comments and string literals blanked; lines and columns are unchanged.
    let code: String
    /// The contents of string literals, with the line on which each begins. Interpolations are code and left out.
    let literals: [(line: Int, text: String)]
    /// The comments with their slashes, each with the line on which it begins.
    let comments: [(line: Int, text: String)]
    let lines: [Substring]
    let codeLines: [Substring]

    init(path: String, text: String) {
        self.path = path
        self.text = text
        var scanner = Scanner(text)
        scanner.scan()
        code = scanner.code
        literals = scanner.literals
        comments = scanner.comments
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        codeLines = code.split(separator: "\n", omittingEmptySubsequences: false)
    }

    var name: String { String(path.split(separator: "/").last ?? "") }

    /// `Sources/App/Ledger/LedgerQueries.swift` is in room `App/Ledger`.
    func isIn(_ room: String) -> Bool {
        path.hasPrefix("Sources/\(room)/") || path.hasPrefix("Tests/\(room)/")
    }
}

/// A violation of a rule, with its place.
struct Finding: CustomStringConvertible, Equatable {
    let path: String
    let line: Int
    let message: String

    var description: String { "\(path):\(line): \(message)" }
}

extension StringProtocol {
    /// A byte-wise `contains`, much faster than the standard library's, which compares characters: the rules search all
    /// files for many words, and a loop in Swift takes seconds in a debug build.
    func holds(_ word: String) -> Bool {
        String(self).withCString { text in word.withCString { strstr(text, $0) != nil } }
    }
}

/// Fails with every finding on its own line.
func expectNothing(_ findings: [Finding], sourceLocation: SourceLocation = #_sourceLocation) {
    let list = findings.map(\.description).joined(separator: "\n")
    #expect(findings.isEmpty, "\n\(list)", sourceLocation: sourceLocation)
}

/// The repository that contains these tests.
enum House {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let sources: [Source] = ["Sources", "Tests"].flatMap { folder in
        files(under: folder, ending: ".swift").map { Source(path: $0, text: read($0)) }
    }

    static func files(under folder: String, ending: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
        return (names?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(ending) }
            .map { "\(folder)/\($0)" }
            .sorted()
    }

    static func read(_ path: String) -> String {
        (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
    }
}

/// Separates code from comments and literals. It knows the Swift syntax that this needs: nested comments, single-line,
/// multi-line and raw literals, and interpolations, which are code again. It works on bytes, because all files are read
/// at every test run.
private struct Scanner {
    var code: String { String(decoding: kept, as: UTF8.self) }
    private(set) var literals: [(line: Int, text: String)] = []
    private(set) var comments: [(line: Int, text: String)] = []
    private var kept: [UInt8] = []
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1

    private static let newline = UInt8(ascii: "\n")
    private static let space = UInt8(ascii: " ")
    private static let quote = UInt8(ascii: "\"")
    private static let hash = UInt8(ascii: "#")

    init(_ text: String) {
        bytes = Array(text.utf8)
        kept.reserveCapacity(bytes.count)
    }

    mutating func scan() {
        scanCode(untilParenthesis: false)
    }

    private func sees(_ word: [UInt8]) -> Bool {
        guard place + word.count <= bytes.count else { return false }
        for (offset, byte) in word.enumerated() where bytes[place + offset] != byte { return false }
        return true
    }

    /// Copies the next bytes into the code, or blanks them.
    private mutating func take(_ count: Int = 1, blanking: Bool = false) {
        for byte in bytes[place..<min(place + count, bytes.count)] {
            kept.append(blanking && byte != Self.newline ? Self.space : byte)
            if byte == Self.newline { line += 1 }
        }
        place += count
    }

    private mutating func scanCode(untilParenthesis: Bool) {
        var depth = 0
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "/") where sees(Array("//".utf8)):
                let (start, first) = (place, line)
                while place < bytes.count, bytes[place] != Self.newline { take(blanking: true) }
                note(from: start, line: first)
            case UInt8(ascii: "/") where sees(Array("/*".utf8)):
                let (start, first) = (place, line)
                scanComment()
                note(from: start, line: first)
            case Self.quote, Self.hash:
                if let opening = opening() {
                    scanText(hashes: opening.hashes, quotes: opening.quotes)
                } else {
                    take()
                }
            case let byte:
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth -= 1 }
                take()
                if untilParenthesis, depth == 0 { return }
            }
        }
    }

    private mutating func note(from start: Int, line: Int) {
        comments.append((line, String(decoding: bytes[start..<place], as: UTF8.self)))
    }

    private mutating func scanComment() {
        var depth = 0
        repeat {
            if sees(Array("/*".utf8)) {
                depth += 1
                take(2, blanking: true)
            } else if sees(Array("*/".utf8)) {
                depth -= 1
                take(2, blanking: true)
            } else {
                take(blanking: true)
            }
        } while depth > 0 && place < bytes.count
    }

    private func opening() -> (hashes: Int, quotes: Int)? {
        let hashes = bytes[place...].prefix { $0 == Self.hash }.count
        let quotes = bytes[(place + hashes)...].prefix(3).prefix { $0 == Self.quote }.count
        guard quotes > 0 else { return nil }
        return (hashes, quotes == 3 ? 3 : 1)
    }

    private mutating func scanText(hashes: Int, quotes: Int) {
        let fence = Array(repeating: Self.hash, count: hashes)
        let closing = Array(repeating: Self.quote, count: quotes) + fence
        let escape = [UInt8(ascii: "\\")] + fence
        let start = line
        var text: [UInt8] = []
        take(hashes + quotes)
        while place < bytes.count, !sees(closing) {
            // A literal on one line ends with it: this quotation mark stands in a regular expression.
            if quotes == 1, bytes[place] == Self.newline { return }
            if sees(escape + [UInt8(ascii: "(")]) {
                take(1 + hashes, blanking: true)
                scanCode(untilParenthesis: true)
                text += Array("…".utf8)
            } else {
                let count = sees(escape) ? escape.count + 1 : 1
                text += bytes[place..<min(place + count, bytes.count)]
                take(count, blanking: true)
            }
        }
        take(closing.count)
        literals.append((start, String(decoding: text, as: UTF8.self)))
    }
}
