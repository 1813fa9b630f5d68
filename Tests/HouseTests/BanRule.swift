import Testing

/// Words that must not occur in parts of the tree.
struct BanRule {
    let words: [String]
    let reason: String
    let applies: @Sendable (Source) -> Bool

    static let all = [
        BanRule(
            words: ["try!", "as!", "@unchecked Sendable", "nonisolated(unsafe)", "unsafeBitCast"],
            reason: "what the compiler cannot check must not be claimed",
            applies: { $0.name != "Postgres.swift" }),
        BanRule(
            words: ["Date()", "UUID()", ".random(", "SystemRandomNumberGenerator", "async ", "await ", "Task {"],
            reason: "rules get time, ids and chance as arguments, and do not wait",
            applies: { $0.path.hasPrefix("Sources/Programme/") }),
        BanRule(
            words: ["Engine.allCases"],
            reason: "tests run on Engine.tested, so that `make quick` can leave PostgreSQL out",
            applies: { $0.path.hasPrefix("Tests/") && !$0.isIn("TestSupport") && !$0.isIn("HouseTests") }),
        BanRule(
            words: ["readabilityHandler", "writeabilityHandler", "makeReadSource", "makeWriteSource", "DispatchIO"],
            reason: "libdispatch may free what it still watches when a pipe ends; read on a thread, or with NIO",
            applies: { $0.path.hasPrefix("Sources/") }),
        BanRule(
            words: ["ProcessInfo.processInfo.environment", "getenv("],
            reason: "only Configuration.swift reads the environment",
            applies: { $0.path.hasPrefix("Sources/") && $0.name != "Configuration.swift" }),
        BanRule(
            words: ["BLS12381.SigningKey"],
            reason: "the time it takes depends on the key; it is for tests and simulators",
            applies: { source in
                ["App", "Connectors", "Programme", "prakerja"].contains(where: source.isIn)
                    && source.name != "DrawSimulation.swift"
            }),
        BanRule(
            words: ["context.id)", "context.id.", "context.id,"],
            reason: "it ends the process where the log keeps no metadata; requestID does not",
            applies: { $0.isIn("App") }),
        BanRule(
            words: ["queryParameters"],
            reason: "it leaves a plus as it stands; request.query(…) reads a query as browsers write it",
            applies: { $0.isIn("App") }),
    ]

    static func findings(in source: Source) -> [Finding] {
        all.filter { $0.applies(source) }.flatMap { rule in
            rule.words.filter { source.code.holds($0) }.flatMap { word in
                source.codeLines.enumerated().filter { stands(word, in: $0.element) }.map { index, _ in
                    Finding(path: source.path, line: index + 1, message: "\(word) — \(rule.reason)")
                }
            }
        } + unfinished(source)
    }

    /// A word does not match inside a longer one: `has!` does not contain `as!`.
    private static func stands(_ word: String, in line: Substring) -> Bool {
        line.ranges(of: word).contains { range in
            guard word.first?.isLetter == true, range.lowerBound > line.startIndex else { return true }
            let before = line[line.index(before: range.lowerBound)]
            return !before.isLetter && !before.isNumber && before != "_"
        }
    }

    /// Marks of unfinished work, which belongs in an issue.
    private static func unfinished(_ source: Source) -> [Finding] {
        guard !source.isIn("HouseTests") else { return [] }
        return source.lines.enumerated().compactMap { index, line in
            guard ["TODO", "FIXME", "XXX", "HACK"].contains(where: { line.holds($0) }) else { return nil }
            return Finding(path: source.path, line: index + 1, message: "unfinished work belongs in an issue")
        }
    }
}

@Suite("Banned words")
struct BanRuleTests {
    @Test("banned words: no file contains one")
    func house() {
        expectNothing(House.sources.flatMap(BanRule.findings))
    }

    @Test(
        "banned words: each kind of violation is found",
        arguments: [
            ("Sources/App/System/Web/Form.swift", "let a = try! parse()"),
            ("Sources/App/System/Web/Form.swift", "let a = b as! String"),
            ("Sources/App/System/Web/Form.swift", "final class A: @unchecked Sendable {}"),
            ("Sources/Programme/Cards/Card.swift", "let now = Date()"),
            ("Sources/Programme/Cards/Card.swift", "let n = Int.random(in: 0...9)"),
            ("Sources/Programme/Cards/Card.swift", "func pay() async throws {}"),
            ("Tests/AppTests/CardTests.swift", "@Test(arguments: Engine.allCases)"),
            ("Sources/prakerja/Pipe.swift", "input.readabilityHandler = nil"),
            ("Sources/App/System/Dependencies.swift", "ProcessInfo.processInfo.environment[\"HOME\"]"),
            ("Sources/App/System/Dependencies.swift", "// TODO: the rest"),
            ("Sources/App/Courses/CoursePages.swift", "request.uri.queryParameters[\"cari\"]"),
            ("Sources/App/Draws/DrawWave.swift", "let key = BLS12381.SigningKey(seed: seed, suite: .shortKeys)"),
        ])
    func bad(path: String, text: String) {
        #expect(BanRule.findings(in: Source(path: path, text: text)).count == 1)
    }

    @Test(
        "banned words: comments, string literals and longer words do not count",
        arguments: [
            ("Sources/App/System/Web/Form.swift", "// never try! or as!"),
            ("Sources/App/System/Web/Form.swift", "let a = \"try!\""),
            ("Sources/App/System/Web/Form.swift", "let a = has!.value"),
            ("Sources/Programme/Cards/Card.swift", "let day = CivilDate(2020, 4, 16)"),
        ])
    func good(path: String, text: String) {
        #expect(BanRule.findings(in: Source(path: path, text: text)) == [])
    }
}
