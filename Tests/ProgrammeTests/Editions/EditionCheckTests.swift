import Foundation
import Programme
import Testing

@Suite("Check of an edition")
struct EditionCheckTests {
    @Test("edition check: edition 3 has no error and exactly its two known warnings")
    func editionThree() throws {
        let findings = try Edition(yaml: text(of: "edition-3")).check()
        #expect(findings.map(\.severity) == [.warning, .warning])
        #expect(findings.map(\.place) == ["waves.quota", "training.buyBy"])
        #expect(findings[0].sentence == "30 waves have 4.920.000 places, the target is 5.600.000 people")
        #expect(findings[1].sentence.contains("2020-12-31") && findings[1].sentence.contains("2020-12-15"))
    }

    @Test("edition check: the demo's edition has no error")
    func demo() throws {
        #expect(try Edition(yaml: text(of: "demo")).check().allSatisfy { $0.severity == .warning })
    }

    @Test(
        "edition check: editions 1, 2 and 4 have no error",
        arguments: [("edition-1", 1), ("edition-2", 0), ("edition-4", 1)])
    func others(name: String, warnings: Int) throws {
        let findings = try Edition(yaml: text(of: name)).check()
        #expect(findings.allSatisfy { $0.severity == .warning }, "\(findings)")
        #expect(findings.count == warnings, "\(findings)")
    }

    @Test("edition check: a finding has its line, also in lists and for a missing value")
    func lines() throws {
        let yaml = try text(of: "edition-3")
        let written = try EditionText(yaml: yaml)
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        for (place, start) in [
            ("waves.quota", "  quota:"), ("training.buyBy", "  buyBy:"),
            ("waves.calendar[2].opens", "    - { number: 2"),
            ("payoutPartners[ovo]", "  - { slug: ovo"), ("test.bank.digest", "  bank: {"),
            ("eligibility.maximumAge", "eligibility:"),
        ] {
            let line = try #require(written.line(of: place))
            #expect(lines[line - 1].hasPrefix(start), "\(place) is on line \(line): \(lines[line - 1])")
        }
    }

    @Test("edition diff: it lists the differing values, and none between equal editions")
    func difference() throws {
        let (three, four) = (try EditionText(yaml: text(of: "edition-3")), try EditionText(yaml: text(of: "edition-4")))
        #expect(three.differences(from: three).isEmpty)
        let found = four.differences(from: three).map(\.description)
        #expect(found.contains("eligibility.beneficiariesPerFamilyCard: – → 2"))
        #expect(found.contains("training.buyBy: 2020-12-31 → 2020-12-15"))
        #expect(!found.contains { $0.hasPrefix("benefits") })
    }

    struct Mistake: CustomTestStringConvertible {
        let old: String
        let new: String
        let place: String
        var testDescription: String { "\(place): \(new)" }
    }

    @Test(
        "edition check: a mistake is reported at its place",
        arguments: [
            Mistake(old: "perPerson: 3550000", new: "perPerson: 3550001", place: "benefits.perPerson"),
            Mistake(old: "budget: 20000000000000", new: "budget: 10000000000000", place: "budget"),
            Mistake(old: "budget: 20000000000000", new: "budget: 0", place: "budget"),
            Mistake(
                old: "milestone: completion, basisPoints: 10000", new: "milestone: completion, basisPoints: 9999",
                place: "training.milestones"),
            Mistake(
                old: "milestone: completion, basisPoints: 10000",
                new: "milestone: first-attendance, basisPoints: 10000",
                place: "training.milestones"),
            Mistake(
                old: "  otpValidMinutes:", new: "  reportDays: 0\n  otpValidMinutes:", place: "training.reportDays"),
            Mistake(
                old: "  otpValidMinutes:", new: "  reportDays: 181\n  otpValidMinutes:", place: "training.reportDays"),
            Mistake(old: "slug: ovo", new: "slug: gopay", place: "payoutPartners"),
            Mistake(old: "slug: pintaria", new: "slug: tokopedia", place: "platforms"),
            Mistake(old: "bankCode: \"009\"", new: "bankCode: \"9\"", place: "payoutPartners[bni]"),
            Mistake(old: "buyBy: \"2020-12-31\"", new: "buyBy: \"2021-01-01\"", place: "training.buyBy"),
            Mistake(old: "from: \"2020-04-11\"", new: "from: \"2020-04-12\"", place: "waves.calendar[1].opens"),
            Mistake(
                old: "closes: \"2020-04-16T16:00:00+07:00\"", new: "closes: \"2020-04-18T16:00:00+07:00\"",
                place: "waves.calendar[1]"),
            Mistake(
                old: "opens: \"2020-04-20T08:00:00+07:00\"", new: "opens: \"2020-04-16T08:00:00+07:00\"",
                place: "waves.calendar[2]"),
            Mistake(old: "number: 2,", new: "number: 1,", place: "waves.calendar"),
            Mistake(old: "number: 2,", new: "number: 31,", place: "waves.calendar[31]"),
            Mistake(old: "total: 30", new: "total: 60", place: "waves.calendar[40].opens"),
            Mistake(
                old: "from: \"2020-04-11\" }", new: "from: \"2020-04-11\", codes: [\"32.99\"] }",
                place: "regions[0].codes"),
            Mistake(old: "from: \"2020-04-11\" }", new: "from: \"2020-05-11\" }", place: "regions"),
            Mistake(old: "kind: laid-off", new: "kind: furloughed", place: "waves.priority.lists"),
            Mistake(
                old: "occupations: [laid-off]", new: "impacts: [not-hit], occupations: [laid-off]",
                place: "waves.priority.impacts"),
            Mistake(old: "lists: [laid-off]", new: "lists: [blacklist]", place: "waves.priority.lists"),
            Mistake(old: "freshDays: 365", new: "freshDays: 0", place: "eligibility.lists[blacklist].freshDays"),
            Mistake(
                old: "proofs: [completion, review, payee]", new: "proofs: [review]", place: "benefits.incentive.proofs"),
            Mistake(
                old: "proofs: [completion, review, survey, payee]", new: "proofs: [completion, payee]",
                place: "benefits.survey.proofs"),
            Mistake(old: "[priority, province, everyone]", new: "[priority, province]", place: "waves.strata"),
            Mistake(old: "digest: \"", new: "digest: \"x", place: "test.bank.digest"),
            Mistake(old: "ability: 100,", new: "ability: 201,", place: "test.bank.ability"),
            Mistake(old: "  minutes: 25", new: "  minutes: 25\n  ability: []", place: "test"),
            Mistake(old: ", strata: 10 }", new: " }", place: "test.bank.strata"),
            Mistake(old: "strata: 10 }", new: "strata: 0 }", place: "test.bank.strata"),
            Mistake(old: "draw: { motivation: 6", new: "draw: { motivation: 11", place: "test.draw.motivation"),
            Mistake(old: "perStratum: 2", new: "perStratum: 11", place: "test.draw.perStratum"),
            Mistake(old: "perStratum: 2", new: "perStratum: 9223372036854775807", place: "test.draw.perStratum"),
            Mistake(
                old: "perStratum: 2 }",
                new: "perStratum: 2 }\n  threshold: { right: 21, sittings: 1, waitDays: 0 }",
                place: "test.threshold.right"),
            Mistake(
                old: "perStratum: 2 }",
                new: "perStratum: 2 }\n  threshold: { right: 6, sittings: 6, waitDays: 0 }",
                place: "test.threshold.sittings"),
            Mistake(
                old: "perStratum: 2 }",
                new: "perStratum: 2 }\n  threshold: { right: 6, sittings: 2, waitDays: -1 }",
                place: "test.threshold.waitDays"),
            Mistake(old: "  total: 30", new: "  total: 9223372036854775807", place: "waves.total"),
            Mistake(old: "id: \"2020-3d\"", new: "id: \"2020/3\"", place: "id"),
            Mistake(old: "id: data-use", new: "id: complete", place: "declarations"),
        ])
    func mistakes(mistake: Mistake) throws {
        let yaml = try text(of: "edition-3")
        #expect(yaml.contains(mistake.old))
        let findings = EditionReview(yaml: yaml.replacingOccurrences(of: mistake.old, with: mistake.new)).findings
        #expect(findings.contains { $0.severity == .error && $0.place == mistake.place }, "\(findings)")
    }

    @Test(
        "edition check: numbers of any size are checked without overflow",
        .bug(id: "1.11", "An edition's file with absurd numbers crashed the command that was to check it."),
        arguments: ["9223372036854775807", "-9223372036854775808"])
    func absurd(number: String) throws {
        let lines = try text(of: "edition-3").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (place, line) in lines.enumerated() {
            guard let found = line.firstMatch(of: /: ([0-9]+)(?=\s|,|$)/) else { continue }
            var other = lines
            other[place].replaceSubrange(found.1.startIndex..<found.1.endIndex, with: number)
            let review = EditionReview(yaml: other.joined(separator: "\n"))
            #expect(review.findings.contains { $0.severity == .error }, "\(line)")
        }
    }

    @Test(
        "edition check: an unknown key is an error that suggests the most similar one",
        arguments: [
            ("  minimumAge: 18", "  minimalAge: 18", "eligibility.minimalAge", "did you mean “minimumAge”?"),
            ("  quota: 164000", "  quotas: 164000", "waves.quotas", "did you mean “quota”?"),
            ("slug: ovo, name", "slug: ovo, nmae: \"x\", name", "payoutPartners[ovo].nmae", "did you mean “name”?"),
            ("site:", "colour: green\nsite:", "colour", "nothing reads the key"),
        ])
    func unknownKey(old: String, new: String, place: String, words: String) throws {
        let yaml = try text(of: "edition-3")
        #expect(yaml.contains(old))
        let review = EditionReview(yaml: yaml.replacingOccurrences(of: old, with: new))
        #expect(review.edition == nil)
        let finding = try #require(review.findings.first { $0.place == place }, "\(review.findings)")
        #expect(finding.severity == .error && finding.sentence.contains(words), "\(finding)")
        #expect(review.lines.contains { $0.hasPrefix("error: \(place): ") && $0.contains("(line ") })
        #expect(throws: EditionFault.self) {
            try PublishedEdition(yaml: yaml.replacingOccurrences(of: old, with: new))
        }
    }

    @Test("edition check: a missing value, a wrong type and an invalid date are reported with place and line")
    func unreadable() throws {
        let yaml = try text(of: "edition-3")
        for (old, new, place) in [
            ("  quota: 164000\n", "", "waves.quota"), ("  quota: 164000", "  quota: many", "waves.quota"),
            ("  lapse: barred", "  lapse: bard", "training.lapse"),
            ("dated: \"2020-02-26\"", "dated: \"2020-02-30\"", "legalBasis[0].dated"),
            ("number: 2, opens: \"2020-04-20", "number: 2, opens: \"2020-04-31", "waves.calendar[2].opens"),
        ] {
            #expect(yaml.contains(old))
            let review = EditionReview(yaml: yaml.replacingOccurrences(of: old, with: new))
            #expect(review.edition == nil)
            #expect(review.findings.contains { $0.place == place && $0.severity == .error }, "\(review.findings)")
            #expect(review.lines.allSatisfy { $0.contains("(line ") }, "\(review.lines)")
        }
        let broken = EditionReview(yaml: "id: [")
        #expect(broken.findings.map(\.severity) == [.error])
    }

    @Test("edition check: the days to contest have a range", arguments: [0, 1, 90, 91])
    func contest(days: Int) throws {
        let text = try String(contentsOf: EditionFiles.url("edition-3"), encoding: .utf8)
        let usual = try Edition(yaml: text)
        #expect(usual.waves.contestDays == nil && usual.waves.daysToContest == 14)
        let edition = try Edition(
            yaml: text.replacing("rejoin: manual", with: "rejoin: manual\n  contestDays: \(days)"))
        let found = edition.check().filter { $0.severity == .error }.map(\.place)
        #expect(found == ((1...90).contains(days) ? [] : ["waves.contestDays"]))
    }

    @Test("edition check: an assumed value must be a place of the file")
    func assumedPlaces() throws {
        let yaml = try text(of: "edition-1")
        let review = EditionReview(yaml: yaml.replacingOccurrences(of: "waves.quota,", with: "waves.qouta,"))
        #expect(
            review.findings.contains { $0.place == "assumed" && $0.sentence.contains("did you mean “waves.quota”?") })
    }

    @Test("edition digest: layout does not change it, a value does")
    func digest() throws {
        let yaml = try text(of: "edition-3")
        let one = try EditionText(yaml: yaml).digest
        let laidOut =
            "# once more\n"
            + yaml.replacingOccurrences(of: "{ people: 5600000 }", with: "\n  people: 5600000")
        #expect(try EditionText(yaml: laidOut).digest == one)
        #expect(try EditionText(yaml: yaml.replacingOccurrences(of: "5600000", with: "5600001")).digest != one)
    }

    @Test("wave calendar: a listed wave moves all later ones, and a postponement keeps the first date")
    func overrides() throws {
        let yaml = try text(of: "edition-3").replacingOccurrences(
            of: "    - { number: 2,",
            with: """
                    - number: 4
                      opens: "2020-08-08T12:00:00+07:00"
                      closes: "2020-08-12T12:00:00+07:00"
                      announced: "2020-08-13T16:00:00+07:00"
                      quota: 800000
                      postponed: { announced: "2020-08-15T16:00:00+07:00", why: { id: "Verifikasi", en: "Checks" } }
                      regions: ["81", "82.71"]
                    - { number: 2,
                """)
        // In the wrong order it is an error, but the dates can be computed.
        #expect(try Edition(yaml: yaml).check().contains { $0.place == "waves.calendar" })
        let waves = try Edition(yaml: yaml).waves.dates()
        #expect(waves[2].opens == Instant("2020-04-27T08:00:00+07:00"))
        #expect(waves[3].opens == Instant("2020-08-08T12:00:00+07:00"))
        #expect(waves[3].announced == Instant("2020-08-13T16:00:00+07:00"))
        #expect(waves[3].shows == Instant("2020-08-15T16:00:00+07:00"))
        #expect(waves[4].opens == Instant("2020-08-15T12:00:00+07:00"))
        #expect(waves[4].postponed == nil && waves[4].quota == nil && waves[4].regions == nil)
    }

    @Test("wave calendar: the last listed week is repeated until the last wave, in the fourth week of November")
    func calendar() throws {
        let dates = try Edition(yaml: text(of: "edition-3")).waves.dates()
        #expect(dates.count == 30)
        #expect(dates.map(\.number) == Array(1...30))
        #expect(dates[2].opens == Instant("2020-04-27T08:00:00+07:00"))
        // The fourth week of November, the 23rd to the 27th.
        #expect(dates[29].opens == Instant("2020-11-23T08:00:00+07:00"))
        #expect(dates[29].closes == Instant("2020-11-26T16:00:00+07:00"))
        #expect(dates[29].announced == Instant("2020-11-27T16:00:00+07:00"))
    }

    private func text(of edition: String) throws -> String {
        try String(contentsOf: EditionFiles.url(edition), encoding: .utf8)
    }
}

/// The repository's edition files.
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
