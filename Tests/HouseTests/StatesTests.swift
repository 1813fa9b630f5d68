import Foundation
import Testing

/// `docs/states.md` against the code: no state is missing from its diagram, and every function named exists.
@Suite("Diagrams of the states")
struct StatesTests {
    private static let document = MarkdownDocument("docs/states.md")

    @Test(
        "diagrams of the states: a diagram has exactly the states of its type",
        arguments: ["Wave", "Entry", "Purchase", "Disbursement", "Disqualification", "ServiceCase"])
    func states(type: String) {
        let cases = Self.cases(ofStateIn: type)
        #expect(cases.count > 3)
        #expect(Self.drawn(type) == cases)
    }

    @Test("diagrams of the states: the job's diagram has exactly the states that its table allows")
    func job() {
        let migrations = House.files(under: "Sources/App/Resources/Migrations", ending: ".sql").map(House.read)
        let table = migrations.compactMap { $0.firstMatch(of: /CREATE TABLE job \([\s\S]*?state IN \(([^)]*)\)/) }.last
        let states = (table?.1 ?? "").matches(of: /'([a-z-]+)'/).map { String($0.1) }
        #expect(!states.isEmpty)
        #expect(Self.drawn("Job") == Set(states))
    }

    @Test(
        "documents: every `Type.member` they name is in the code",
        arguments: ["docs/states.md", "docs/architecture.md", "docs/recipes.md"])
    func names(path: String) {
        let text = MarkdownDocument(path).text
        let arrows = text.split(separator: "\n").filter { $0.contains("-->") }.joined(separator: "\n")
        let named = (text.codes + [arrows]).flatMap { $0.matches(of: /\b([A-Z]\w+)\.([a-z]\w+)\b/) }
            .filter { !["swift", "sql", "md", "yaml"].contains($0.2) }
            .map { (type: String($0.1), member: String($0.2)) }
        for (type, member) in named {
            let isDeclared = Self.declared.contains { $0.contains(type[...]) && $0.contains(member[...]) }
            #expect(isDeclared, "\(path): \(type).\(member) is not in the code")
        }
    }

    @Test(
        "documents: every file they name exists",
        arguments: [
            "docs/slices.md", "docs/states.md", "docs/recipes.md", "docs/architecture.md", "CONTRIBUTING.md",
        ])
    func files(path: String) {
        let folders = ["Sources", "Tests", "Editions", "docs", "scripts"]
        let known = folders.flatMap { House.files(under: $0, ending: "") }
        let names = Set(known.compactMap { $0.split(separator: "/").last })
        for code in MarkdownDocument(path).text.codes where code.contains(/^\w[\w+\/.-]*\.(swift|sql|md|yaml|json|py)$/)
        {
            let isKnown =
                code.contains("/")
                ? known.contains { $0 == code || $0.hasSuffix("/\(code)") }
                : names.contains(code[...]) || !House.read(code).isEmpty
            #expect(isKnown, "\(path): there is no \(code)")
        }
    }

    /// The names that each file declares: the words after `func`, `struct`, `case`, …
    private static let declared: [Set<Substring>] = House.sources.map { source in
        var names: Set<Substring> = []
        for line in source.codeLines {
            let words = line.split(whereSeparator: { " :(<,".contains($0) })
            for (keyword, name) in zip(words, words.dropFirst()) where keywords.contains(keyword) {
                names.insert(name)
            }
        }
        return names
    }

    private static let keywords: Set<Substring> = [
        "struct", "enum", "extension", "class", "protocol", "func", "var", "let", "case",
    ]

    /// The states in the diagram under the heading.
    private static func drawn(_ heading: String) -> Set<String> {
        let arrows = document.section(heading).matches(of: /(?m)^ *(\S+) --> ([\w\[\]*]+)/)
        return Set(arrows.flatMap { [String($0.1), String($0.2)] }).subtracting(["[*]"])
    }

    /// The cases of `State` in `struct type` or in an extension of it.
    private static func cases(ofStateIn type: String) -> Set<String> {
        let owners = ["package struct \(type):", "extension \(type) {"]
        let source = House.sources.first { source in
            source.isIn("Programme") && owners.contains(where: source.code.holds) && source.code.holds("enum State")
        }
        guard let source, let start = source.code.range(of: "enum State") else { return [] }
        let body = source.code[start.upperBound...].prefix { $0 != "}" }
        let lines = body.split(separator: "\n").filter { $0.contains(/^ {8}case \w/) }
        return Set(lines.flatMap { $0.matches(of: /(?:case|,) (\w+)/).map { String($0.1) } })
    }
}
