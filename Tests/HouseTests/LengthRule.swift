import Testing

/// Limits for lines, in bytes, and for functions and files, in lines.
enum LengthRule {
    static let line = 120
    /// The limit for a line with a text literal: a sentence that is split is harder to read and to translate.
    static let sentence = 200
    static let function = 70
    static let file = 300

    /// Longer files, each with its reason.
    static let longer: [String: String] = [:]

    static func findings(in source: Source) -> [Finding] {
        let lines = source.lines
        var findings = zip(lines, source.codeLines).enumerated()
            .filter { $0.element.0.utf8.count > line && isTooLong($0.element.0, code: $0.element.1) }
            .map { Finding(path: source.path, line: $0 + 1, message: "a line of \($1.0.count) characters") }
        let count = lines.last == "" ? lines.count - 1 : lines.count
        if count > file, longer[source.path] == nil {
            findings.append(Finding(path: source.path, line: 1, message: "a file of \(count) lines"))
        }
        for function in functions(in: source) where function.lines > Self.function {
            findings.append(
                Finding(path: source.path, line: function.start, message: "a function of \(function.lines) lines"))
        }
        return findings
    }

    /// - Parameter code: the line with literals blanked; blank inside a multi-line literal.
    private static func isTooLong(_ text: Substring, code: Substring) -> Bool {
        let isText = text.contains("\"") || code.allSatisfy(\.isWhitespace)
        return text.count > (isText ? sentence : line)
    }

    /// Every `func` and `init` with a body, from its first line to its closing brace.
    static func functions(in source: Source) -> [(start: Int, lines: Int)] {
        let lines = source.codeLines.map { Array($0.utf8) }
        return source.codeLines.enumerated().compactMap { start, line in
            guard line.holds("func ") || line.holds("init") else { return nil }
            guard line.contains(/^\s*([@\w()]+\s+)*(func\s|init[?(<])/) else { return nil }
            guard let end = bodyEnd(lines, from: start) else { return nil }
            return (start + 1, end - start + 1)
        }
    }

    /// The line of the brace that closes the body; nil for a protocol requirement, which has none.
    private static func bodyEnd(_ lines: [[UInt8]], from start: Int) -> Int? {
        var parentheses = 0
        var braces = 0
        for index in start..<lines.count {
            for byte in lines[index] {
                switch byte {
                case UInt8(ascii: "("), UInt8(ascii: "["): parentheses += 1
                case UInt8(ascii: ")"), UInt8(ascii: "]"): parentheses -= 1
                case UInt8(ascii: "{") where parentheses == 0: braces += 1
                case UInt8(ascii: "}") where parentheses == 0:
                    braces -= 1
                    if braces <= 0 { return braces == 0 ? index : nil }
                default: break
                }
            }
            let isDeclared = index > start || lines[index].contains(UInt8(ascii: "{"))
            let isEmpty = lines[index].allSatisfy { $0 == UInt8(ascii: " ") }
            if braces == 0, parentheses == 0, isDeclared, isEmpty { return nil }
        }
        return nil
    }
}

@Suite("Lengths")
struct LengthRuleTests {
    @Test("lengths: every file keeps to the limits")
    func house() {
        expectNothing(House.sources.flatMap(LengthRule.findings))
    }

    @Test("lengths: every exception is still needed")
    func exceptions() {
        for path in LengthRule.longer.keys {
            let source = House.sources.first { $0.path == path }
            #expect((source?.lines.count ?? 0) > LengthRule.file, "\(path) is short now")
        }
    }

    @Test("lengths: a long line, a long file and a long function are found")
    func bad() {
        let path = "Sources/App/System/Web/Form.swift"
        let line = Source(path: path, text: String(repeating: "a", count: 121))
        #expect(LengthRule.findings(in: line).map(\.message) == ["a line of 121 characters"])
        let file = Source(path: path, text: String(repeating: "let a = 1\n", count: 301))
        #expect(LengthRule.findings(in: file).map(\.message) == ["a file of 301 lines"])
        let body = String(repeating: "        if a { b() }\n", count: 69)
        let text = "struct A {\n    package func a(\n        b: Int\n    ) throws {\n\(body)    }\n}\n"
        let function = Source(path: path, text: text)
        #expect(LengthRule.findings(in: function).map(\.message) == ["a function of 73 lines"])
    }

    @Test("lengths: a protocol requirement has no body, and braces in literals are ignored")
    func good() {
        let text = """
            protocol A {
                func a() -> Int
                func b() -> Int
            }

            struct B: A {
                func a() -> Int {
                    print("}")
                    return 1  // }
                }
                init?(_ text: String) { nil }
            }
            """
        let functions = LengthRule.functions(in: Source(path: "a.swift", text: text))
        #expect(functions.map(\.start) == [7, 11])
        #expect(functions.map(\.lines) == [4, 1])
    }
}
