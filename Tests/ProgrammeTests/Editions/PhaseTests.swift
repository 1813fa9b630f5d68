import Foundation
import Programme
import Testing

@Suite("Names and phases of an edition")
struct PhaseTests {
    private func text(_ name: String) throws -> String {
        try String(contentsOf: EditionFiles.url(name), encoding: .utf8)
    }

    @Test(
        "phases: edition 1 has the plan's from the office in January to the whole country in August",
        .bug(id: "5.571", "No edition held the phases of the programme, and no page showed them."))
    func plan() throws {
        let edition = try Edition(yaml: text("edition-1"))
        let phases = try #require(edition.phases)
        #expect(phases.count == 5 && phases.first?.from == CivilDate("2020-01-01"))
        #expect(phases.last?.from == CivilDate("2020-08-01") && phases.last?.to == nil)
        // The pilot and the widening are the regions' own days.
        #expect(Set(edition.regions.map(\.from)).isSubset(of: Set(phases.map(\.from))))
        for name in ["edition-3", "edition-4", "demo"] {
            let dated = try #require(try Edition(yaml: text(name)).phases)
            let last = try #require(try Edition(yaml: text(name)).waves.dates().last)
            #expect(dated[1].to == Zone.wib.date(of: last.announced), "\(name): registration ends with the last wave")
        }
    }

    @Test(
        "target: an announced range above the budget is a warning that says how many people the budget pays for",
        .bug(id: "5.572", "A target was one number, so that the announced 3 to 7 million people stood in no edition."))
    func range() throws {
        let edition = try Edition(yaml: text("edition-1"))
        #expect(edition.target == Target(people: 2_000_000, range: Target.Range(from: 3_000_000, to: 7_000_000)))
        let finding = try #require(edition.check().first)
        #expect(finding.place == "target.range" && finding.severity == .warning)
        #expect(finding.sentence == "begins at 3.000.000, and the budget pays for 2.222.222 people")
        func findings(_ range: String) throws -> [Finding] {
            let yaml = try text("edition-1").replacing("{ from: 3000000, to: 7000000 }", with: range)
            return try Edition(yaml: yaml).check().filter { $0.place == "target.range" }
        }
        #expect(try findings("{ from: 1000000, to: 2222222 }").isEmpty)
        #expect(try findings("{ from: 1000000, to: 2222223 }").map(\.severity) == [.warning])
        for range in ["{ from: 0, to: 5 }", "{ from: 5, to: 5 }", "{ from: 7, to: 3 }", "{ from: -1, to: 3 }"] {
            #expect(try findings(range).map(\.severity) == [.error], "\(range)")
        }
    }

    @Test(
        "edition check: phases in a wrong order, without a name or beyond the edition are errors at their place",
        arguments: [
            ("from: \"2020-02-01\", to: \"2020-04-10\"", "from: \"2020-02-01\", to: \"2020-01-31\"", "phases[0]"),
            ("from: \"2020-02-01\", to: \"2020-04-10\"", "from: \"2020-05-01\"", "phases[1]"),
            ("en: \"Training and incentives\"", "en: \" \"", "phases[2].name"),
            ("from: \"2020-04-17\", to: \"2020-12-31\"", "from: \"2021-01-01\"", "phases[2]"),
        ])
    func mistakes(old: String, new: String, place: String) throws {
        let yaml = try text("edition-3")
        #expect(yaml.contains(old))
        let findings = try Edition(yaml: yaml.replacing(old, with: new)).check().filter { $0.severity == .error }
        #expect(findings.map(\.place) == [place], "\(findings)")
    }

    @Test(
        "edition check: a wave's name has two languages, at most forty letters, and a wave",
        arguments: [
            ("number: 1, name: { id: \"Tahap", "number: 31, name: { id: \"Tahap", "waves.names[31]"),
            ("id: \"Tahap pertama\"", "id: \"\"", "waves.names[1].name"),
            ("en: \"First stage\"", "en: \"\(String(repeating: "a", count: 41))\"", "waves.names[1].name"),
        ])
    func names(old: String, new: String, place: String) throws {
        let yaml = try text("edition-3")
        let edition = try Edition(yaml: yaml)
        #expect(edition.waves.name(of: 1)?.en == "First stage" && edition.waves.name(of: 2) == nil)
        #expect(yaml.contains(old))
        let findings = try Edition(yaml: yaml.replacing(old, with: new)).check().filter { $0.severity == .error }
        #expect(findings.map(\.place) == [place], "\(findings)")
    }

    @Test("edition digest: an edition without phases, names and range has the canonical text that it had before them")
    func canonical() throws {
        let kept = EditionFiles.repository.appending(path: "Tests/Kept/draw-3/edisi.yaml")
        let yaml = try String(contentsOf: kept, encoding: .utf8)
        let edition = try Edition(yaml: yaml)
        #expect(edition.phases == nil && edition.waves.names == nil && edition.target.range == nil)
        let canonical = try EditionText.canonicalText(yaml: yaml)
        for key in ["phases", "target.range", "waves.names"] { #expect(!canonical.contains("\n\(key)")) }
    }

    @Test("delivery: the ways that may be sold on a day, and the first later day of another")
    func delivery() throws {
        let rules = try Edition(yaml: text("edition-4")).training
        let before = try #require(CivilDate("2020-09-22"))
        #expect(rules.allowedModes(on: before) == [.selfPaced, .webinar])
        #expect(rules.allows(.offline, after: before) == CivilDate("2020-09-23"))
        #expect(rules.allowedModes(on: before.adding(days: 1)) == Set(DeliveryMode.allCases))
        #expect(try Edition(yaml: text("edition-3")).training.allows(.offline, after: before) == nil)
    }
}
