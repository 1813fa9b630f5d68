import Foundation
import Testing

@Suite("Document of requirements and complaints")
struct RequirementsTests {
    private static let all = RequirementSection.all.flatMap(\.requirements)

    @Test("docs/requirements.md lists every requirement with its places and tests; `make requirements` writes it")
    func document() throws {
        let file = House.root.appending(path: "docs/requirements.md")
        let text = Self.text()
        if ProcessInfo.processInfo.environment["PRAKERJA_WRITE_REQUIREMENTS"] != nil {
            try Data(text.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text, "type: make requirements")
    }

    @Test("requirements: each of the seventy-five is there once, in order")
    func numbers() {
        #expect(Self.all.map(\.number) == Array(Requirement.numbers))
    }

    @Test("requirements: each has a place, a test and no empty or unprintable text")
    func complete() {
        for requirement in Self.all {
            let number = requirement.number
            #expect(!requirement.places.isEmpty && !requirement.tests.isEmpty, "\(number)")
            for text in [requirement.asks, requirement.met, requirement.missing ?? "–"] {
                #expect(!text.isEmpty && !text.contains("|") && !text.contains("\n"), "\(number): \(text)")
            }
        }
    }

    @Test("requirements: every page, command, edition field and test they name exists")
    func real() {
        for requirement in Self.all {
            for place in requirement.places {
                #expect(!NamedEvidence.isTest(place), "\(requirement.number): \(place) is a test")
                let fault = NamedEvidence.fault(of: place)
                #expect(fault == nil, "\(requirement.number): \(fault ?? "")")
            }
            for test in requirement.tests {
                #expect(NamedEvidence.isTest(test), "\(requirement.number): \(test) is not a test")
                let fault = NamedEvidence.fault(of: test)
                #expect(fault == nil, "\(requirement.number): \(fault ?? "")")
            }
        }
    }

    @Test("complaints: every row names a page and a test, and all they name exist")
    func complaints() {
        let rows = MarkdownDocument("docs/complaints.md").rows
        #expect(rows.count >= 20)
        for row in rows {
            #expect(row.count == 4, "\(row)")
            let (pages, tests) = (row.dropFirst(2).first?.codes ?? [], row.last?.codes ?? [])
            #expect(!pages.isEmpty && pages.allSatisfy { !NamedEvidence.isTest($0) }, "\(row[0])")
            #expect(!tests.isEmpty && tests.allSatisfy(NamedEvidence.isTest), "\(row[0])")
            for name in pages + tests {
                let fault = NamedEvidence.fault(of: name)
                #expect(fault == nil, "\(row[0]): \(fault ?? "")")
            }
        }
    }

    @Test("evidence: a name of each kind is recognised, and one that does not exist is reported")
    func names() {
        for name in [
            "/daftar", "/gelombang/{number}", "prakerja programme check", "prakerja wave draw",
            "prakerja partner rotate-key",
            "prakerja witness receipt", "prakerja doctor", "RequirementsTests.names", "journey.py:apply",
            "waves.calendar.opens",
            "site",
        ] {
            #expect(NamedEvidence.fault(of: name) == nil, "\(name)")
        }
        for name in [
            "/daftr", "prakerja wave fall", "RequirementsTests.text", "SignUpTests.asked",
            "journey.py:fly", "waves.calendar.opened", "name",
        ] {
            #expect(NamedEvidence.fault(of: name) != nil, "\(name)")
        }
    }

    @Test("evidence: a function is a test only after its attribute, also where that has several lines")
    func functions() {
        let text = """
            struct OneTests {
                @Test(
                    "a", arguments: [1])
                func one() {}
                func helper() {}
            }

            extension TwoTests {
                @Test func `two`() {}
            }
            """
        #expect(
            NamedEvidence.functions(in: Source(path: "Tests/a.swift", text: text)) == ["OneTests.one", "TwoTests.two"])
    }

    private static func text() -> String {
        """
        # Requirements

        Written by `make requirements` from `Tests/HouseTests/Requirements`: what the programme's founding documents ask, \
        in our words, how it is met, on which page, by which command or edition field, which test shows it, and what is \
        missing or weaker than asked. A test fails when a page, command, field or test named here does not exist. What \
        the documents state differently in several places is a value of an [edition](editions.md); what people \
        complained of is in [complaints.md](complaints.md).

        \(RequirementSection.all.map(\.text).joined(separator: "\n\n"))

        """
    }
}
