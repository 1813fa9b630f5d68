import Foundation
import Testing

/// A fault of the product, as the `.bug` trait of its regression test describes it.
struct FixedFault: Equatable {
    /// `2.4`: the group of `FaultGroup`, and a number within it.
    let id: String
    /// What the product did before the fix.
    let story: String
    let test: String
    let path: String

    /// Every `.bug(id: "…", "…")` among the traits of a `@Test` with a title. The story may be a multi-line literal.
    static func all(in source: Source) -> [FixedFault] {
        let tests = /@Test\(/
        let text = source.text
        let starts = text.ranges(of: tests).map(\.lowerBound) + [text.endIndex]
        return zip(starts, starts.dropFirst()).flatMap { start, end in
            faults(in: text[start..<end], path: source.path)
        }
    }

    private static func faults(in test: Substring, path: String) -> [FixedFault] {
        guard let title = test.firstMatch(of: /^@Test\(\s*"((?:[^"\\]|\\.)*)"/) else { return [] }
        let trait = /\.bug\(\s*id:\s*"([^"]+)",\s*(?:"""\n(?<long>.*?)\n\s*"""|"(?<short>(?:[^"\\]|\\.)*)")\s*\)/
            .dotMatchesNewlines()
        return test.matches(of: trait).map { match in
            let story = match.output.long.map(Self.joined) ?? String(match.output.short ?? "")
            return FixedFault(
                id: String(match.output.1), story: story.replacing("\\\"", with: "\""),
                test: String(title.output.1).replacing("\\\"", with: "\""), path: path)
        }
    }

    private static func joined(_ lines: Substring) -> String {
        lines.split(separator: "\n")
            .map { line in
                let line = line.trimmingCharacters(in: .whitespaces)
                return line.hasSuffix("\\") ? String(line.dropLast()).trimmingCharacters(in: .whitespaces) : line
            }
            .joined(separator: " ")
    }
}

/// The subjects of the faults, in the order of the document.
enum FaultGroup: Int, CaseIterable {
    case input = 1
    case accounts, office, words, operators, files

    var title: String {
        switch self {
        case .input: "Input that crashed the process"
        case .accounts: "Accounts, codes, money"
        case .office: "Office, waves, editions"
        case .words: "Messages, pages and dead ends"
        case .operators: "Operators"
        case .files: "File formats and spellings in use"
        }
    }
}

@Suite("Document of fixed faults")
struct FaultsTests {
    private static let mended = House.sources
        .filter { $0.path.hasPrefix("Tests/") && !$0.isIn("HouseTests") }
        .flatMap(FixedFault.all)

    @Test("docs/faults.md lists all faults with their tests; `make faults` writes it")
    func document() throws {
        let file = House.root.appending(path: "docs/faults.md")
        let text = Self.text()
        if ProcessInfo.processInfo.environment["PRAKERJA_WRITE_FAULTS"] != nil {
            try Data(text.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text, "type: make faults")
    }

    @Test("faults: each belongs to a group")
    func groups() {
        let stray = Self.mended.filter { FaultGroup(rawValue: Self.order($0)[0]) == nil }
        #expect(stray == [])
    }

    @Test("faults: a trait is read with its test, on one line and over several")
    func reading() {
        let text = ##"""
            @Test("a code is \"right\"", .bug(id: "2.1", "It was wrong."), arguments: [1])
            func one() {}
            @Test(
                "two",
                .bug(
                    id: "2.10",
                    """
                    First \
                    second.
                    """),
                .bug(id: "1.2", "Other."))
            func two() {}
            @Test func three() {}
            """##
        #expect(
            FixedFault.all(in: Source(path: "a.swift", text: text)) == [
                FixedFault(id: "2.1", story: "It was wrong.", test: "a code is \"right\"", path: "a.swift"),
                FixedFault(id: "2.10", story: "First second.", test: "two", path: "a.swift"),
                FixedFault(id: "1.2", story: "Other.", test: "two", path: "a.swift"),
            ])
    }

    private static func order(_ fault: FixedFault) -> [Int] {
        let numbers = fault.id.split(separator: ".").map { Int($0) ?? 0 }
        return numbers.count == 2 ? numbers : [0, 0]
    }

    private static func text() -> String {
        let groups = FaultGroup.allCases.map { group in
            let rows = mended.filter { order($0)[0] == group.rawValue }
                .sorted { (order($0)[1], $0.path, $0.test) < (order($1)[1], $1.path, $1.test) }
                .map { "| \($0.id) | \(cell($0.story)) | \(cell($0.test)) (`\($0.path)`) |" }
            let head = "## \(group.title)\n\n| | fault | regression test |\n|---|---|---|\n"
            return head + rows.joined(separator: "\n")
        }
        return """
            # Fixed faults and their regression tests

            Written by `make faults` from the `.bug` traits of the tests. Each test failed before \
            its fault was fixed.

            \(groups.joined(separator: "\n\n"))

            ## Faults that are not fixed, and why

            \(UnfixedFault.all.map { "- \($0.what) \($0.why)" }.joined(separator: "\n"))

            """
    }

    private static func cell(_ text: String) -> String {
        text.replacing("|", with: "\\|")
    }
}
