import Testing

/// No statement updates or deletes a row of a table that is only added to: on PostgreSQL the application's user has no
/// right to.
enum AppendOnlyRule {
    static let list = "Sources/App/System/Audit/AppendOnly.swift"

    static func tables(in sources: [Source]) -> [String] {
        guard let source = sources.first(where: { $0.path == list }) else { return [] }
        return source.text.matches(of: /"([a-z_]+)"/).map { String($0.1) }
    }

    static func findings(in source: Source, tables: [String]) -> [Finding] {
        guard source.isIn("App") else { return [] }
        return source.literals.compactMap { literal in
            let changed = tables.first { table in
                ["UPDATE \(table)", "DELETE FROM \(table)", "TRUNCATE \(table)"].contains { changes(literal.text, $0) }
                    || (changes(literal.text, "INSERT INTO \(table)") && literal.text.contains("DO UPDATE"))
            }
            return changed.map {
                Finding(path: source.path, line: literal.line, message: "\($0) is only ever added to")
            }
        }
    }

    /// Whether the statement is in the text, and not that of a table whose name begins the same.
    private static func changes(_ text: String, _ statement: String) -> Bool {
        text.ranges(of: statement).contains { range in
            guard range.upperBound < text.endIndex else { return true }
            return !text[range.upperBound].isLetter && text[range.upperBound] != "_"
        }
    }
}

@Suite("Tables that are only added to")
struct AppendOnlyRuleTests {
    @Test("append-only tables: no statement changes a row of them")
    func house() {
        let tables = AppendOnlyRule.tables(in: House.sources)
        #expect(tables.count >= 7)
        expectNothing(House.sources.flatMap { AppendOnlyRule.findings(in: $0, tables: tables) })
    }

    @Test("append-only tables: an update, a deletion and an upsert are found, other tables are not")
    func examples() {
        func count(_ text: String) -> Int {
            let source = Source(path: "Sources/App/Cards/CardQueries.swift", text: "tx.run(\"\(text)\")")
            return AppendOnlyRule.findings(in: source, tables: ["posting"]).count
        }
        #expect(count("UPDATE posting SET amount = 1") == 1 && count("DELETE FROM posting") == 1)
        #expect(count("INSERT INTO posting (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET id = 1") == 1)
        #expect(count("UPDATE posting_plan SET amount = 1") == 0 && count("INSERT INTO posting (id) VALUES (1)") == 0)
    }
}
