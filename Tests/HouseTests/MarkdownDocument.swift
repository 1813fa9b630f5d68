import Foundation

/// A document in the form that the tests of documents read.
struct MarkdownDocument: Sendable {
    let path: String
    let text: String

    init(_ path: String) {
        self.path = path
        text = House.read(path)
    }

    /// The text under `## heading`, up to the next heading of that level.
    func section(_ heading: String) -> String {
        let parts = text.components(separatedBy: "\n## ")
        return parts.first { $0.hasPrefix("\(heading)\n") } ?? ""
    }

    /// The rows of all tables, without their heads and rulers, as trimmed cells.
    var rows: [[String]] {
        let lines = text.split(separator: "\n").map(String.init)
        return lines.indices.compactMap { index in
            guard lines[index].hasPrefix("| "), index > 0, lines[index - 1].hasPrefix("|"),
                !lines[index].hasPrefix("|--")
            else { return nil }
            let cells = lines[index].split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
            return cells.map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }
}

extension String {
    /// The pieces between backticks.
    var codes: [String] { matches(of: /`([^`\n]+)`/).map { String($0.1) } }
}

extension House {
    /// The types that conform to `Job`, each with the folder of its file.
    static var jobs: [(name: String, folder: String)] {
        sources.filter { $0.isIn("App") && $0.path.hasPrefix("Sources/") }.flatMap { source in
            source.code.matches(of: /\b(?:struct|enum|class|extension) (\w+)\s*:[^{\n]*\bJob\b[^{\n]*\{/).map { match in
                (String(match.1), String(source.path.dropLast(source.name.count + 1)))
            }
        }
    }
}
