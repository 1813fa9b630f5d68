import Foundation

/// A Swift file as the rules of the house look at it.
struct Source: Sendable {
    /// From the repository's root: `Sources/App/Routes.swift`.
    let path: String
    let text: String
    /// The file with comments and the insides of string literals blanked, line by line in the same places.
    let code: String
    /// What stands in string literals, with the line each begins on. Interpolations are code and left out.
    let literals: [(line: Int, text: String)]

    init(path: String, text: String) {
        self.path = path
        self.text = text
        var scanner = Scanner(text)
        scanner.scan()
        code = scanner.code
        literals = scanner.literals
    }

    var name: String { String(path.split(separator: "/").last ?? "") }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    var codeLines: [Substring] { code.split(separator: "\n", omittingEmptySubsequences: false) }

    /// `Sources/App/Ledger/LedgerQueries.swift` is in room `App/Ledger`.
    func isIn(_ room: String) -> Bool {
        path.hasPrefix("Sources/\(room)/") || path.hasPrefix("Tests/\(room)/")
    }
}

/// What is wrong, where.
struct Finding: CustomStringConvertible, Equatable {
    let path: String
    let line: Int
    let message: String

    var description: String { "\(path):\(line): \(message)" }
}

/// The repository these tests stand in.
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

/// Separates code from comments and texts. It knows as much Swift as that takes: nested comments, texts over one line and
/// over many, raw ones, and interpolations, which are code again.
private struct Scanner {
    private(set) var code = ""
    private(set) var literals: [(line: Int, text: String)] = []
    private let characters: [Character]
    private var place = 0
    private var line = 1

    init(_ text: String) {
        characters = Array(text)
    }

    mutating func scan() {
        scanCode(untilParenthesis: false)
    }

    private func sees(_ word: String) -> Bool {
        let end = place + word.count
        return end <= characters.count && characters[place..<end].elementsEqual(word)
    }

    private mutating func keep(_ count: Int = 1) {
        for character in characters[place..<min(place + count, characters.count)] {
            code.append(character)
            if character == "\n" { line += 1 }
        }
        place += count
    }

    private mutating func blank(_ count: Int = 1) {
        for character in characters[place..<min(place + count, characters.count)] {
            code.append(character == "\n" ? "\n" : " ")
            if character == "\n" { line += 1 }
        }
        place += count
    }

    private mutating func scanCode(untilParenthesis: Bool) {
        var depth = 0
        while place < characters.count {
            if sees("//") {
                while place < characters.count, characters[place] != "\n" { blank() }
            } else if sees("/*") {
                scanComment()
            } else if let opening = opening() {
                scanText(hashes: opening.hashes, quotes: opening.quotes)
            } else {
                if characters[place] == "(" { depth += 1 }
                if characters[place] == ")" { depth -= 1 }
                keep()
                if untilParenthesis, depth == 0 { return }
            }
        }
    }

    private mutating func scanComment() {
        var depth = 0
        repeat {
            if sees("/*") {
                depth += 1
                blank(2)
            } else if sees("*/") {
                depth -= 1
                blank(2)
            } else {
                blank()
            }
        } while depth > 0 && place < characters.count
    }

    private func opening() -> (hashes: Int, quotes: Int)? {
        let hashes = characters[place...].prefix { $0 == "#" }.count
        let rest = characters[(place + hashes)...]
        guard rest.first == "\"" else { return nil }
        return (hashes, rest.prefix(3).elementsEqual("\"\"\"") ? 3 : 1)
    }

    private mutating func scanText(hashes: Int, quotes: Int) {
        let fence = String(repeating: "#", count: hashes)
        let closing = String(repeating: "\"", count: quotes) + fence
        let start = line
        var text = ""
        keep(hashes + quotes)
        while place < characters.count, !sees(closing) {
            if sees("\\" + fence + "(") {
                blank(1 + hashes)
                scanCode(untilParenthesis: true)
                text += "…"
            } else {
                let count = sees("\\" + fence) ? 2 + hashes : 1
                text += String(characters[place..<min(place + count, characters.count)])
                blank(count)
            }
        }
        keep(closing.count)
        literals.append((start, text))
    }
}
