import Testing

/// An act that leaves a trace in the audit trail or in the books stands in a type of its own, which a handler, a job and
/// a command can call; a handler reads the form, calls it and answers. And a job has a file of its own.
enum ActRule {
    private static let traces = ["audit.record(", "ledger.post(", "ledger.place(", "ledger.open("]

    static func findings(in source: Source) -> [Finding] {
        guard source.isIn("App"), !source.isIn("App/System"), source.code.holds("RouteCollection(") else { return [] }
        return source.codeLines.enumerated().compactMap { index, line in
            guard let trace = traces.first(where: { line.holds($0) }) else { return nil }
            return Finding(path: source.path, line: index + 1, message: "\(trace)…) stands in a handler's file")
        }
    }

    /// A file that declares a job is named for it and declares no other type for other files.
    static func jobs(in source: Source) -> [Finding] {
        guard source.isIn("App"), source.code.holds(": Job {") else { return [] }
        let declared = source.codeLines.enumerated().filter {
            $0.element.contains(/^(final )?(struct|class|enum|actor)\s/)
        }
        guard let job = declared.first(where: { $0.element.holds(": Job {") }) else { return [] }
        let name = source.name.dropLast(".swift".count)
        return declared.compactMap { index, line in
            if index == job.offset, line.holds("struct \(name): Job {") { return nil }
            return Finding(path: source.path, line: index + 1, message: "a job has a file of its own, of its name")
        }
    }

    /// `JournalEntry(` is written in `JournalEntry+<Slice>.swift` of the slice, and where the ledger itself stands.
    static func entries(in source: Source) -> [Finding] {
        guard source.isIn("Programme"), !source.isIn("Programme/Ledger"), source.code.holds("JournalEntry(") else {
            return []
        }
        let slice = source.path.split(separator: "/").dropFirst(2).first ?? ""
        guard source.name != "JournalEntry+\(slice).swift" else { return [] }
        return [Finding(path: source.path, line: 1, message: "journal events stand in JournalEntry+\(slice).swift")]
    }
}

@Suite("Where acts, jobs and journal events stand")
struct ActRuleTests {
    @Test("acts: none stands in a handler's file; a job has a file of its own; events stand in their slice's file")
    func house() {
        expectNothing(House.sources.flatMap(ActRule.findings))
        expectNothing(House.sources.flatMap(ActRule.jobs))
        expectNothing(House.sources.flatMap(ActRule.entries))
    }

    @Test("acts: one in a handler, a job in a stranger's file and a stray journal event are found")
    func bad() {
        let handler = Source(
            path: "Sources/App/Cards/CardPages.swift",
            text: "let routes = RouteCollection(context: C.self)\ntry tx.audit.record(event)")
        #expect(ActRule.findings(in: handler).map(\.line) == [2])
        let job = Source(path: "Sources/App/Cards/Cards.swift", text: "struct Issue: Job {\n}\nstruct Card {\n}")
        #expect(ActRule.jobs(in: job).map(\.line) == [1, 3])
        let event = Source(path: "Sources/Programme/Cards/Card.swift", text: "let a = JournalEntry(id: id)")
        #expect(ActRule.entries(in: event).count == 1)
    }

    @Test("acts: an act in a file of its own, a job with private helpers and an event in its file are allowed")
    func good() {
        let act = Source(path: "Sources/App/Cards/CardActions.swift", text: "try tx.audit.record(event)")
        #expect(ActRule.findings(in: act) == [])
        let job = Source(
            path: "Sources/App/Cards/Issue.swift", text: "struct Issue: Job {\n}\nprivate struct Step {\n}")
        #expect(ActRule.jobs(in: job) == [])
        let event = Source(path: "Sources/Programme/Cards/JournalEntry+Cards.swift", text: "JournalEntry(id: id)")
        #expect(ActRule.entries(in: event) == [])
    }
}
