import Testing

/// A query function says what it uses (`at now:`, `ids:`, `vault:`) instead of taking the container of all effects, so
/// that its signature shows which clock it writes and whether it reads personal data.
enum QueryRule {
    /// The container's type.
    private static let containers = ["Platform", "Dependencies"]

    static func findings(in source: Source) -> [Finding] {
        guard source.isIn("App"), source.name.contains(/Queries(\+\w+)?\.swift$/) else { return [] }
        return source.codeLines.enumerated().filter { takesContainer($0.element) }.map { index, _ in
            Finding(
                path: source.path, line: index + 1,
                message: "a query function takes what it uses (at now:, ids:, vault:), not the container")
        }
    }

    private static func takesContainer(_ line: Substring) -> Bool {
        line.matches(of: /:\s*(\w+)\b/).contains { containers.contains(String($0.1)) }
    }
}

@Suite("Parameters of query functions")
struct QueryRuleTests {
    @Test("queries: no function takes the container")
    func house() {
        expectNothing(House.sources.flatMap(QueryRule.findings))
    }

    @Test(
        "queries: a function that takes the container is found",
        arguments: [
            "func issue(_ card: Card, on dependencies: Dependencies) throws {}",
            "    _ card: Card, _ dependencies: Dependencies\n) throws -> Card? {}",
        ])
    func bad(text: String) {
        #expect(QueryRule.findings(in: Source(path: "Sources/App/Cards/CardQueries.swift", text: text)).count == 1)
        #expect(QueryRule.findings(in: Source(path: "Sources/App/Cards/CardPages.swift", text: text)) == [])
    }
}
