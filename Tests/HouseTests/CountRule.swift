import Testing

/// `ON CONFLICT DO NOTHING` may do nothing, and only the count of rows says so. A caller whose act depends on the row reads
/// the count of `tx.run`; a caller to whom both outcomes are the same says so with `tx.send`, which has none.
enum CountRule {
    static func findings(in source: Source) -> [Finding] {
        guard source.isIn("App") else { return [] }
        return source.literals.filter { $0.text.holds("DO NOTHING") }.compactMap { line, _ in
            // A statement over several lines begins below its call.
            guard
                let start = [line - 1, line - 2].first(where: { place in
                    source.codeLines.indices.contains(place) && source.codeLines[place].holds("tx.run(")
                }), !isRead(from: start, in: source)
            else { return nil }
            return Finding(
                path: source.path, line: start + 1,
                message: "the count of a statement that may do nothing is dropped: read it, or use tx.send")
        }
    }

    /// Whether the count is assigned, returned or compared.
    private static func isRead(from start: Int, in source: Source) -> Bool {
        let before = source.codeLines[start].prefix { $0 != "(" }
        if ["=", "return ", "guard "].contains(where: { before.holds($0) }) { return true }
        var depth = 0
        for line in source.codeLines[start...] {
            for (place, character) in zip(line.indices, line) {
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                if character == ")", depth == 0 {
                    return line[line.index(after: place)...].contains { !$0.isWhitespace }
                }
            }
        }
        return false
    }
}

@Suite("Counts of rows")
struct CountRuleTests {
    @Test("the count of a statement that may do nothing is read, or not asked for")
    func house() {
        expectNothing(House.sources.flatMap(CountRule.findings))
    }

    @Test("a dropped count is found, and a read one is not")
    func examples() {
        func findings(_ call: String, _ end: String = "") -> Int {
            let text =
                "\(call)\n    \"\"\"\n    INSERT INTO a VALUES (\\(b)) ON CONFLICT DO NOTHING\n    \"\"\")\(end)\n"
            return CountRule.findings(in: Source(path: "Sources/App/Cards/CardQueries.swift", text: text)).count
        }
        #expect(findings("try tx.run(") == 1)
        #expect(findings("try tx.run(", " == 1") == 0)
        #expect(findings("let changed = try tx.run(") == 0)
        #expect(findings("try tx.send(") == 0)
    }
}
