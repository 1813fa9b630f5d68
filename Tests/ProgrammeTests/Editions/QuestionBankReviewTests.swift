import Foundation
import Programme
import Testing

@Suite("Question bank")
struct QuestionBankReviewTests {
    private static let example = EditionFiles.repository.appending(path: "Sources/App/Resources/Questions/example.yaml")

    private func example() throws -> String { try String(contentsOf: Self.example, encoding: .utf8) }

    @Test(
        "question bank: the demo's has sixty questions and more, without any finding, and is marked as public")
    func shipped() throws {
        let review = QuestionBankReview(yaml: try example())
        #expect(review.findings.isEmpty, "\(review.lines)")
        let bank = try #require(review.bank)
        #expect(bank.ability.count == 100 && bank.motivation.count >= 10)
        #expect(Set(bank.strata.map(\.area)) == Set(QuestionBank.Area.allCases))
        for area in QuestionBank.Area.allCases { #expect(bank.strata.count { $0.area == area } == 2, "\(area)") }
        for stratum in bank.strata {
            let questions = bank.ability.filter { $0.stratum == stratum.id }
            #expect(questions.count == 10 && questions.allSatisfy { $0.choices.count == 4 }, "\(stratum.id)")
            #expect(Set(questions.map(\.answer)).count >= 3, "\(stratum.id): right answers stand at few positions")
        }
        // The longest choice is not the right one more often than chance would have it.
        let longest = bank.ability.count { question in
            let lengths = question.choices.map(\.text.id.count)
            return lengths[question.answer] == lengths.max() && lengths.count { $0 == lengths.max() } == 1
        }
        #expect(longest * 100 <= bank.ability.count * 40, "\(longest) of \(bank.ability.count)")
        #expect(QuestionBank.published.contains(bank.digest.hex))
        for name in ["edition-1", "edition-2", "edition-3", "edition-4", "demo", "demo-witnesses"] {
            let edition = try Edition.load(path: EditionFiles.url(name).path)
            #expect(bank.fits(edition.test), "\(name)")
            #expect(edition.checkBank()?.severity == .warning)
        }
    }

    struct Slip: CustomTestStringConvertible {
        let old: String
        let new: String
        let place: String
        let says: String
        var testDescription: String { "\(place): \(says)" }
    }

    @Test(
        "question bank: a mistake is reported at its place",
        .bug(
            id: "1.310",
            """
            A bank in which a question stood twice, a translation was missing or two choices were the same was imported \
            without a word.
            """),
        arguments: [
            Slip(
                old: "Berapa 60 − 24?", new: "Berapa  27 + 15?", place: "ability[n102].text.id",
                says: "is the same question as ability[n101]"),
            Slip(old: "en: \"What is 27 + 15?\"", new: "en: \" \"", place: "ability[n101].text.en", says: "is missing"),
            Slip(old: "[\"32\", \"41\",", new: "[\"32\", \"32\",", place: "ability[n101].choices", says: "different"),
            Slip(
                old: "en: \"A tailor\"", new: "en: \"A  driver\"", place: "ability[r106].choices",
                says: "different in “en”"),
            Slip(old: "en: \"A tailor\"", new: "en: \"\"", place: "ability[r106].choices", says: "missing in “en”"),
            Slip(
                old: "id: \"Ruang C\"", new: "id: \"\(String(repeating: "Ruang ", count: 12))\"",
                place: "ability[r103].choices", says: "fit a small telephone"),
            Slip(
                old: "Berapa 6 × 8?", new: String(repeating: "Berapa? ", count: 40), place: "ability[n103].text.id",
                says: "fit a small telephone"),
            Slip(old: "- id: m01", new: "- id: \"m 01\"", place: "motivation[m 01]", says: "an id is"),
            Slip(old: "stratum: daily-2", new: "stratum: daily-1", place: "strata[daily-2]", says: "at least 8"),
            Slip(
                old: "en: \"I like learning new things.\"", new: "en: \"Saya senang mempelajari hal baru.\"",
                place: "motivation[m07].text.en", says: "translated?"),
            Slip(old: "[\"32\", \"41\",", new: "[\"41\",", place: "strata[numbers-1]", says: "guessing"),
            Slip(
                old: "    stratum: reading-1", new: "    stratun: reading-1", place: "ability[r101].stratun",
                says: "did you"),
            Slip(old: "area: reading", new: "area: writing", place: "strata[reading-1].area", says: "writing"),
            Slip(
                old: "stratum: reading-1", new: "stratum: reading-9", place: "file", says: "none of the bank's strata"),
        ])
    func slips(slip: Slip) throws {
        let yaml = try example()
        #expect(yaml.contains(slip.old))
        // A stratum is emptied by moving all of its questions; every other change is one.
        let changed =
            slip.place == "strata[daily-2]"
            ? yaml.replacing(slip.old, with: slip.new)
            : yaml.replacing(slip.old, with: slip.new, maxReplacements: 1)
        let review = QuestionBankReview(yaml: changed)
        #expect(
            review.findings.contains { $0.place == slip.place && $0.sentence.contains(slip.says) }, "\(review.lines)")
    }

    @Test("question bank: right answers that stand at one position are reported")
    func positions() throws {
        let review = QuestionBankReview(yaml: try example().replacing(/answer: [0-3]/, with: "answer: 1"))
        #expect(
            review.findings.contains { $0.place == "ability" && $0.sentence == "100 of 100 right answers are choice 2" }
        )
        #expect(review.findings.contains { $0.place == "strata[daily-1]" && $0.sentence.contains("choice 2") })
        #expect(review.findings.allSatisfy { $0.severity == .error })
    }

    @Test(
        "question bank: a hostile text is an error, never a crash",
        arguments: [
            "", "salt", "salt: [", "salt: \u{0}", "- 1",
            "salt: \"5d0c1f8a7be9432608c4d1e27f9ab350\"\nmotivation: []\nability: []",
            "salt: \"5d0c1f8a7be9432608c4d1e27f9ab350\"\nmotivation: []\nability: [{ id: a, text: { id: a, en: b }, "
                + "choices: [], answer: -9223372036854775808 }]", String(repeating: "a", count: 1_000_001),
        ])
    func hostile(yaml: String) {
        let review = QuestionBankReview(yaml: yaml)
        #expect(review.bank == nil && review.findings.first?.severity == .error)
    }

    @Test("question bank: its JSON Schema has exactly the keys that are read")
    func schema() throws {
        let file = EditionFiles.repository.appending(path: "Editions/questions.schema.json")
        let schema = try JSONDecoder().decode(JSON.self, from: Data(contentsOf: file))
        let read = try QuestionBankReview.keys(yaml: example())
        let properties = schema["properties"]
        func keys(_ node: JSON) -> Set<String> { Set(node["properties"].members.keys) }
        #expect(keys(schema) == read[""])
        for list in ["motivation", "strata", "ability"] {
            #expect(keys(properties[list]["items"]) == read["\(list)[]"], "\(list)")
        }
        #expect(keys(schema["$defs"]["bilingual"]) == read["ability[].text"])
        #expect(keys(schema["$defs"]["choice"]) == read["ability[].choices[]"])
        #expect(
            properties["strata"]["items"]["properties"]["area"]["enum"].strings
                == QuestionBank.Area.allCases.map(\.rawValue))
    }
}

@Suite("Drawing the test")
struct TestDrawTests {
    private func all() throws -> (Questionnaire, TestRules) {
        let file = EditionFiles.repository.appending(path: "Sources/App/Resources/Questions/example.yaml")
        let bank = try QuestionBank(yaml: String(contentsOf: file, encoding: .utf8))
        let rules = try Edition.load(path: EditionFiles.url("edition-3").path).test
        return (Questionnaire(rules, bank: bank), rules)
    }

    private func key(_ number: Int) -> Data { Data("key \(number)".utf8) }

    @Test("test: one key draws the same questions, another others, as many from each stratum")
    func drawn() throws {
        let (all, rules) = try all()
        let first = all.draw(rules.draw, key: key(1))
        #expect(first == all.draw(rules.draw, key: key(1)) && first != all.draw(rules.draw, key: key(2)))
        #expect(Set(first).count == 26 && all.count(rules.draw) == 26)
        let mine = try #require(all.only(first))
        #expect(mine.questions.prefix(6).allSatisfy { $0.part == .motivation } && mine.marked == 20)
        let strata = mine.questions.compactMap { $0.stratum?.id }
        #expect(strata.count == 20 && Set(strata).allSatisfy { id in strata.count { $0 == id } == 2 })
        #expect(all.only(["r101", "x"]) == nil)
        #expect(all.draw(nil, key: key(1)).count == 110)
    }

    @Test("test: over many people every question of a stratum is drawn equally often")
    func even() throws {
        let (all, rules) = try all()
        let people = 4_000
        var counts: [String: Int] = [:]
        for person in 0..<people {
            for id in all.draw(rules.draw, key: key(person)) { counts[id, default: 0] += 1 }
        }
        // Two of ten: 800 people each, with a standard deviation of 25.3.
        for question in all.questions where question.part == .ability {
            #expect((650...950).contains(counts[question.id] ?? 0), "\(question.id)")
        }
    }

    @Test("test: right answers are counted by area, an answer to another question counts nothing")
    func areas() throws {
        let (all, rules) = try all()
        let mine = try #require(all.only(all.draw(rules.draw, key: key(1))))
        var answers: [String: Int] = ["other": 1]
        for question in mine.questions where question.stratum?.area == .numbers {
            answers[question.id] = question.rightChoice
        }
        #expect(mine.score(answers) == 4)
        #expect(
            mine.areas(answers).map(\.right) == [0, 4, 0, 0, 0] && mine.areas(answers).allSatisfy { $0.asked == 4 })
    }
}

private let threshold = TestThreshold(right: 6, sittings: 2, waitDays: 7)
private let day = CivilDate(daysSinceEpoch: 18_367)

/// Twelve questions were asked.
private func result(_ right: Int, _ again: TestStanding.Again = .no) -> TestStanding {
    TestStanding(isOver: true, best: TestResult(right: right, asked: 12), again: again)
}

@Suite("Threshold of the test")
struct TestThresholdTests {
    struct Row: CustomTestStringConvertible {
        let name: String
        let right: Int?
        let own: Int
        let hasGrant: Bool
        let again: TestStanding.Again
        var testDescription: String { name }
    }

    @Test(
        "threshold: who may take the test again, and from when",
        arguments: [
            Row(name: "enough", right: 6, own: 1, hasGrant: false, again: .no),
            Row(name: "enough, with a sitting given", right: 12, own: 1, hasGrant: true, again: .no),
            Row(name: "below", right: 5, own: 1, hasGrant: false, again: .from(day.adding(days: 7))),
            Row(name: "below for the second time", right: 5, own: 2, hasGrant: false, again: .no),
            Row(name: "below, with a sitting given", right: 0, own: 2, hasGrant: true, again: .granted),
            Row(name: "no result", right: nil, own: 1, hasGrant: true, again: .no),
        ])
    func again(row: Row) {
        let best = row.right.map { TestResult(right: $0, asked: 12) }
        let again = threshold.again(after: best, own: row.own, hasGrant: row.hasGrant, endedOn: day)
        #expect(again == row.again)
        let standing = TestStanding(isOver: true, best: best, again: again)
        #expect(standing.mayBeginAgain(on: day) == (again == .granted))
        #expect(standing.mayBeginAgain(on: day.adding(days: 7)) == (again != .no))
    }

    struct Standing: CustomTestStringConvertible {
        let name: String
        let standing: TestStanding
        let reason: Ineligibility?
        let waits: Bool
        var testDescription: String { name }
    }

    @Test(
        "threshold: a result decides only where the edition has a threshold",
        arguments: [
            Standing(name: "not taken", standing: TestStanding(), reason: nil, waits: true),
            Standing(name: "enough", standing: result(6), reason: nil, waits: false),
            Standing(
                name: "below", standing: result(5),
                reason: .testBelow(right: 5, asked: 12, needed: 6, again: nil), waits: false),
            Standing(
                name: "below, may repeat", standing: result(5, .from(day)),
                reason: .testBelow(right: 5, asked: 12, needed: 6, again: day), waits: false),
            Standing(name: "another sitting given", standing: result(5, .granted), reason: nil, waits: true),
            Standing(name: "another sitting runs", standing: result(5, .running), reason: nil, waits: true),
            Standing(
                name: "over and not marked", standing: TestStanding(isOver: true, isUnmarked: true), reason: nil,
                waits: true),
            Standing(
                name: "taken under an earlier edition", standing: TestStanding(isOver: true), reason: nil, waits: false),
        ])
    func verdict(row: Standing) {
        var facts = EligibilityCase.complete
        facts.test = row.standing
        func verdict(under threshold: TestThreshold?) -> Eligibility.Verdict? {
            let rules = EligibilityRules(minimumAge: 18, minimumAgeInclusive: true, source: "")
            return Eligibility.findings(
                on: facts, terms: Eligibility.Terms(rules: rules, test: threshold), today: day
            ).first { $0.rule == .test }?.verdict
        }
        let expected: Eligibility.Verdict = row.reason.map { .fail($0) } ?? (row.waits ? .unknown(.test) : .pass)
        #expect(verdict(under: threshold) == expected)
        #expect(verdict(under: nil) == (row.standing.isOver ? .pass : .unknown(.test)))
    }
}
