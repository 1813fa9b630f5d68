import Foundation
import Testing

@Suite("Source scanner of the house rules")
struct SourceTests {
    @Test("source scanner: comments and literals are blanked, interpolations stay code, and line numbers are kept")
    func scan() {
        let text = ##"""
            let a = "one \(b("two", c)) three"  // four
            /* five /* six */ "seven" */ let d = """
                eight \(e) "nine"
                """
            let f = #"ten \(not) "eleven" \#(g)"#
            """##
        let source = Source(path: "a.swift", text: text)
        let literals = source.literals.map { $0.text.trimmingCharacters(in: .whitespacesAndNewlines) }
        #expect(literals == ["two", "one … three", "eight … \"nine\"", "ten \\(not) \"eleven\" …"])
        #expect(source.literals.map { $0.line } == [1, 1, 2, 5])
        #expect(source.codeLines.count == 5)
        for word in ["b(", "c))", "let d", "(e)", "(g)"] { #expect(source.code.contains(word)) }
        for word in ["one", "two", "four", "five", "seven", "eight", "nine", "not", "eleven"] {
            #expect(!source.code.contains(word))
        }
    }

    @Test("source scanner: an odd quotation mark in a regular expression changes nothing on the next line")
    func regularExpression() {
        let source = Source(path: "a.swift", text: "let a = /b=\"c/\nlet d = \"e\"  // f\n")
        #expect(source.codeLines[1].contains("let d") && !source.code.contains("f"))
        #expect(source.literals.map { $0.text } == ["e"])
    }

    @Test("house rules: the repository's files are found")
    func house() {
        #expect(House.sources.count > 50)
        #expect(House.sources.contains { $0.path == "Sources/Storage/Database.swift" })
    }
}
