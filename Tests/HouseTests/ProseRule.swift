import Foundation
import Testing

/// Comments, test titles, fault stories, log lines and documents name the actor: the caller, the worker, the applicant.
/// These words stand in for one, so they are banned; quotations and code spans are exempt.
enum ProseRule {
    private static let words: Set = [
        "whoever", "whomever", "whosoever", "somebody", "someone", "nobody", "anybody", "anyone", "everybody",
        "everyone", "anew",
    ]
    private static let pairs: Set = ["no one", "those who", "those inside"]

    private static let marks =
        ["@Test(", "@Suite(", ".bug("]
        + ["debug", "info", "notice", "warning", "error", "critical"].map { "logger.\($0)(" }
    private static let quotes: [Character: Character] = ["`": "`", "\"": "\"", "“": "”"]

    /// The comments of a Swift file, and the literals that are titles, stories or log lines.
    static func findings(in source: Source) -> [Finding] {
        let literals = source.literals.filter { isProse($0.line - 1, in: source.codeLines) }
        return [source.comments, literals].flatMap { pieces in
            var lines = [String](repeating: "", count: source.lines.count)
            for piece in pieces {
                let text = piece.text.split(separator: "\n", omittingEmptySubsequences: false)
                for (offset, line) in text.enumerated() { lines[piece.line - 1 + offset] += line + " " }
            }
            return findings(path: source.path, lines)
        }
    }

    /// Whether a literal on this line belongs to a `@Test(`, `@Suite(`, `.bug(` or log call, which begins on the line or
    /// directly before it.
    private static func isProse(_ line: Int, in code: [Substring]) -> Bool {
        if marks.contains(where: { code[line].holds($0) }) { return true }
        let before = code[max(0, line - 2)..<line].map { $0.drop(while: \.isWhitespace) }
        guard let last = before.last, let first = before.first else { return false }
        return marks.contains { last.hasSuffix($0) } || (last.hasPrefix("id:") && first.hasSuffix(".bug("))
    }

    /// Markdown without fenced code.
    static func findings(document path: String, _ text: String) -> [Finding] {
        var isCode = false
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let isFence = line.hasPrefix("```")
            if isFence { isCode.toggle() }
            return isCode || isFence ? "" : String(line)
        }
        return findings(path: path, lines)
    }

    /// Comments of Python and shell scripts, and Python's docstrings.
    static func findings(script path: String, _ text: String) -> [Finding] {
        var isDocstring: Bool?
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            let code = line.drop(while: \.isWhitespace)
            let begins = code.hasPrefix("\"\"\"")
            let isProse = isDocstring ?? (begins || code.hasPrefix("#"))
            let isOutside = isDocstring == nil
            if line.ranges(of: "\"\"\"").count == 1 { isDocstring = isOutside ? begins : nil }
            if isProse { return String(line).replacing("\"\"\"", with: "") }
            guard isOutside, let mark = line.firstRange(of: " # ") else { return "" }
            return String(line[mark.upperBound...])
        }
        return findings(path: path, lines)
    }

    private static func findings(path: String, _ lines: [String]) -> [Finding] {
        unquoted(lines).enumerated().flatMap { index, line -> [Finding] in
            guard !line.isEmpty else { return [] }
            let text = line.lowercased()
            let single = text.split { !$0.isLetter }.map(String.init).filter(words.contains)
            let double = pairs.filter { stands($0, in: text) }.sorted()
            return (single + double).map {
                Finding(path: path, line: index + 1, message: "“\($0)”: name the actor")
            }
        }
    }

    /// Whether `pair` is in the text and not a part of longer words.
    private static func stands(_ pair: String, in text: String) -> Bool {
        text.holds(pair)
            && text.ranges(of: pair).contains { range in
                text[..<range.lowerBound].last?.isLetter != true && text[range.upperBound...].first?.isLetter != true
            }
    }

    /// Blanks quotations and code spans, which may continue on the next line of a paragraph.
    private static func unquoted(_ lines: [String]) -> [String] {
        var closing: Character?
        return lines.map { line in
            if line.allSatisfy({ $0.isWhitespace || $0 == "/" || $0 == "#" }) { closing = nil }
            return String(
                line.map { sign -> Character in
                    let isInside = closing != nil
                    if !isInside { closing = quotes[sign] } else if sign == closing { closing = nil }
                    return isInside || closing != nil ? " " : sign
                })
        }
    }
}

@Suite("Prose")
struct ProseRuleTests {
    @Test("prose: comments, titles, stories and log lines of Swift files name the actor")
    func swift() {
        expectNothing(House.sources.flatMap(ProseRule.findings))
    }

    /// CHANGELOG.md describes earlier versions, docs/faults.md repeats titles and stories, docs/writing.md lists the words.
    @Test("prose: documents name the actor")
    func documents() throws {
        let root = try FileManager.default.contentsOfDirectory(atPath: House.root.path)
        let paths = root.filter { $0.hasSuffix(".md") } + House.files(under: "docs", ending: ".md")
        let checked = paths.filter { !["CHANGELOG.md", "docs/faults.md", "docs/writing.md"].contains($0) }
        #expect(checked.contains("README.md") && checked.contains("docs/draw.md"))
        expectNothing(checked.flatMap { ProseRule.findings(document: $0, House.read($0)) })
    }

    @Test("prose: comments of scripts name the actor")
    func scripts() {
        let paths = [".py", ".sh", "-postgres"].flatMap { House.files(under: "Tests", ending: $0) }
        let checked = paths + House.files(under: "scripts", ending: "")
        #expect(checked.contains("scripts/test"))
        expectNothing(checked.flatMap { ProseRule.findings(script: $0, House.read($0)) })
    }

    @Test(
        "prose: a banned word is found in every kind of place",
        arguments: [
            "/// Tells whoever listens.", "let a = 1  // for Someone", "// no one\nlet a = \"//\"",
            "@Test(\"nobody waits\")", "@Suite(\"Those who wait\")", "@Test(\n    \"anybody\",\n    arguments: [1])",
            ".bug(id: \"1.1\", \"It told everybody.\")", "    .bug(\n        id: \"1.1\",\n        \"Everyone\")",
            ".bug(\n    id: \"1.1\",\n    \"\"\"\n    It began \\\n    anew.\n    \"\"\")",
            "logger.warning(\"somebody left\", metadata: [:])", "logger.error(\n    \"somebody\")",
        ])
    func bad(text: String) {
        #expect(ProseRule.findings(in: Source(path: "Sources/App/Routes.swift", text: text)).count == 1)
    }

    @Test(
        "prose: quotations, code and texts for people are exempt",
        arguments: [
            "// the case `everyone` and the sentence \"Nobody is\n// left\" are quoted", "let nobody = 1",
            "t(\"Tidak ada\", \"Nobody\")", "let a = \"\"\"\n    https://example.id // somebody\n    \"\"\"",
            "@Test(\n    \"a title\",\n    arguments: [\n        \"nobody\"\n    ])", "// the phone one has, no, one",
        ])
    func good(text: String) {
        #expect(ProseRule.findings(in: Source(path: "Sources/App/Routes.swift", text: text)) == [])
    }

    @Test("prose: documents and scripts are read by their own syntax")
    func others() {
        let document = "Whoever reads “nobody” and `anybody`\n```\nsomebody\n```\nno one\n"
        #expect(ProseRule.findings(document: "a.md", document).map(\.line) == [1, 5])
        let script = """
            \"""For whoever
            asks anew.\"""
            a = 'nobody'  # someone
            # everyone
            b = \"""
            nobody  # here
            \"""
            """
        #expect(ProseRule.findings(script: "a.py", script).map(\.line) == [1, 2, 3, 4])
    }
}
