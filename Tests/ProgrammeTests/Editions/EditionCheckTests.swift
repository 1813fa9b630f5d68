import Foundation
import Programme
import Testing

@Suite("An edition checks its own arithmetic")
struct EditionCheckTests {
    @Test("edition 3 has no error and exactly its two known warnings")
    func editionThree() throws {
        let findings = try Edition(yaml: text(of: "edition-3")).check()
        #expect(findings.map(\.severity) == [.warning, .warning])
        #expect(findings.map(\.place) == ["waves.quota", "training.buyBy"])
        #expect(findings[0].sentence == "30 waves have 4.920.000 places, the target is 5.600.000 people")
        #expect(findings[1].sentence.contains("2020-12-31") && findings[1].sentence.contains("2020-12-15"))
    }

    @Test("the demo's edition has no error")
    func demo() throws {
        #expect(try Edition(yaml: text(of: "demo")).check().allSatisfy { $0.severity == .warning })
    }

    @Test("editions 1, 2 and 4 have no error", arguments: [("edition-1", 0), ("edition-2", 0), ("edition-4", 1)])
    func others(name: String, warnings: Int) throws {
        let findings = try Edition(yaml: text(of: name)).check()
        #expect(findings.allSatisfy { $0.severity == .warning }, "\(findings)")
        #expect(findings.count == warnings, "\(findings)")
    }

    @Test("a finding knows its line, also in lists and where the value is missing")
    func lines() throws {
        let yaml = try text(of: "edition-3")
        let written = try EditionText(yaml: yaml)
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        for (place, start) in [
            ("waves.quota", "  quota:"), ("training.buyBy", "  buyBy:"),
            ("waves.calendar[2].opens", "    - { number: 2"),
            ("payoutPartners[ovo]", "  - { slug: ovo"), ("test.ability[a5].answer", "      answer: 3"),
            ("eligibility.maximumAge", "eligibility:"),
        ] {
            let line = try #require(written.line(of: place))
            #expect(lines[line - 1].hasPrefix(start), "\(place) is on line \(line): \(lines[line - 1])")
        }
    }

    @Test("two editions differ where they differ, and an edition not from itself")
    func difference() throws {
        let (three, four) = (try EditionText(yaml: text(of: "edition-3")), try EditionText(yaml: text(of: "edition-4")))
        #expect(three.differences(from: three).isEmpty)
        let found = four.differences(from: three).map(\.description)
        #expect(found.contains("eligibility.beneficiariesPerFamilyCard: – → 2"))
        #expect(found.contains("training.buyBy: 2020-12-31 → 2020-12-15"))
        #expect(!found.contains { $0.hasPrefix("benefits") })
    }

    struct Slip: CustomTestStringConvertible {
        let old: String
        let new: String
        let place: String
        var testDescription: String { "\(place): \(new)" }
    }

    @Test(
        "a slip is found where it was made",
        arguments: [
            Slip(old: "perPerson: 3550000", new: "perPerson: 3550001", place: "benefits.perPerson"),
            Slip(old: "budget: 20000000000000", new: "budget: 10000000000000", place: "budget"),
            Slip(old: "budget: 20000000000000", new: "budget: 0", place: "budget"),
            Slip(
                old: "milestone: completion, basisPoints: 10000", new: "milestone: completion, basisPoints: 9999",
                place: "training.milestones"),
            Slip(old: "slug: ovo", new: "slug: gopay", place: "payoutPartners"),
            Slip(old: "slug: pintaria", new: "slug: tokopedia", place: "platforms"),
            Slip(old: "bankCode: \"009\"", new: "bankCode: \"9\"", place: "payoutPartners[bni]"),
            Slip(old: "buyBy: \"2020-12-31\"", new: "buyBy: \"2021-01-01\"", place: "training.buyBy"),
            Slip(old: "from: \"2020-04-11\"", new: "from: \"2020-04-12\"", place: "waves.calendar[1].opens"),
            Slip(
                old: "closes: \"2020-04-16T16:00:00+07:00\"", new: "closes: \"2020-04-18T16:00:00+07:00\"",
                place: "waves.calendar[1]"),
            Slip(
                old: "opens: \"2020-04-20T08:00:00+07:00\"", new: "opens: \"2020-04-16T08:00:00+07:00\"",
                place: "waves.calendar[2]"),
            Slip(old: "number: 2,", new: "number: 3,", place: "waves.calendar"),
            Slip(old: "total: 30", new: "total: 60", place: "waves.calendar[40].opens"),
            Slip(old: "[priority, province, everyone]", new: "[priority, province]", place: "waves.strata"),
            Slip(old: "answer: 3", new: "answer: 4", place: "test.ability[a5].answer"),
            Slip(old: "id: m2", new: "id: a1", place: "test"),
            Slip(old: "id: data-use", new: "id: complete", place: "declarations"),
        ])
    func slips(slip: Slip) throws {
        let yaml = try text(of: "edition-3")
        #expect(yaml.contains(slip.old))
        let findings = try Edition(yaml: yaml.replacingOccurrences(of: slip.old, with: slip.new)).check()
        #expect(findings.contains { $0.severity == .error && $0.place == slip.place }, "\(findings)")
    }

    @Test("the calendar repeats its last week until the last wave")
    func calendar() throws {
        let dates = try Edition(yaml: text(of: "edition-3")).waves.dates()
        #expect(dates.count == 30)
        #expect(dates.map(\.number) == Array(1...30))
        #expect(dates[2].opens == Instant("2020-04-27T08:00:00+07:00"))
        #expect(dates[29].closes == Instant("2020-11-05T16:00:00+07:00"))
        #expect(dates[29].announced == Instant("2020-11-06T16:00:00+07:00"))
    }

    private func text(of edition: String) throws -> String {
        try String(contentsOf: EditionFiles.url(edition), encoding: .utf8)
    }
}

/// The edition files of the repository, found from this file's place in it.
enum EditionFiles {
    static var repository: URL {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return root
    }

    static func url(_ name: String) -> URL {
        repository.appending(path: "Editions/\(name).yaml")
    }
}
