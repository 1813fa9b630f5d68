import Crypto
import Foundation
import Testing

@testable import Programme

@Suite("What a draw says of its people")
struct RegistryAnswersTests {
    let simulation: DrawSimulation
    let bundle: DrawBundle
    let text: String

    init() throws {
        simulation = try DrawBundleTests.simulate(entries: 60, quota: 12)
        let list = simulation.seal(simulation.joined())
        bundle = try simulation.draw(simulation.statement(of: list), list)
        text = try SignedNote.text(of: bundle.head.statement)
    }

    private func verify(_ text: String, note: String? = nil) throws(DrawFault) -> DrawReport {
        let signed: String
        do { signed = try note ?? simulation.note(text: text) } catch { throw .malformed("key") }
        let head = DrawBundle.Head(
            statement: signed, secrets: bundle.head.secrets, beacon: bundle.head.beacon, seed: bundle.head.seed,
            selected: bundle.head.selected)
        do {
            let file = try head.bytes() + bundle.list.bytes + bundle.selected
            return try DrawBundle(file).verify(edition: simulation.edition)
        } catch let fault as DrawFault {
            throw fault
        } catch {
            throw .malformed("file")
        }
    }

    @Test(
        "registry's answers: numbers that do not add up, and lines that are not as they are written, are refused",
        .bug(
            id: "5.398",
            "A statement did not say how many of the people on the list the civil registry had confirmed."),
        arguments: [
            ("answers registry 60", "answers registry 59", "the registry's answers are 59 together"),
            ("answers hand 0", "answers hand 1", "the registry's answers are 61 together"),
            ("answers registry 60\nanswers hand 0", "answers registry 0\nanswers hand 60", "have no times, or times"),
            ("answers waiting 0\n", "", "the statement is not as it is written"),
            ("answers hand 0\nanswers disputed 0\n", "answers disputed 0\nanswers hand 0\n", "not as it is written"),
            ("answers hand 0", "answers bantuan 0", "the answers is not as it is written"),
            ("answers hand 0", "answers hand -1", "the answers is not as it is written"),
            ("answers hand 0\n", "answers hand 0\nanswers hand 0\n", "not as it is written"),
            ("answered 2020", "answered 2021", "later than its last"),
        ])
    func refused(old: String, new: String, says: String) throws {
        let forged = text.replacing(old, with: new, maxReplacements: 1)
        try #require(forged != text)
        do {
            _ = try verify(forged)
            #expect(Bool(false), "\(new) passed")
        } catch {
            #expect("\(error)".contains(says), "\(error)")
        }
    }

    @Test("registry's answers: the report prints them, and says loudly when a statement has none")
    func report() throws {
        let report = try verify(text)
        let lines = report.lines(selected: 12).joined(separator: "\n")
        #expect(lines.contains("of the entries, 60 confirmed by the registry between 2020-"))
        #expect(lines.contains("auditors look at the sample below"))
        #expect(
            lines.contains("shown to auditors: the people of 60 tickets, which the seed chose; the first are 1, 2, 3"))
        let silent = text.replacing(/answer(s|ed) .*\n/, with: "")
        let older = try verify(silent)
        #expect(older.isChecked && older.trusted.contains { $0.contains("the statement does NOT SAY how many") })
        let odd = text.replacing("answers registry 60", with: "answers registry 40")
            .replacing("answers waiting 0", with: "answers waiting 20")
        #expect(try verify(odd).lines(selected: 12).contains { $0.hasSuffix(", 20 without an answer") })
    }

    @Test(
        "signature with a time: one of before the sealing or of after the round is refused, and the report has the others",
        .bug(id: "5.399", "A witness could sign a list after its round had come out, and the bundle did not show it."))
    func signedAt() throws {
        let closing = simulation.edition.waves.dates()[0].closes
        let report = try verify(text)
        #expect(report.signedAt == ["auditor": closing + .minutes(30)])
        #expect(report.trusted.contains { $0.contains("that kantor signed before the round came out") })
        #expect(report.trusted.contains { $0.contains("TWO signatures are enough") })
        let rules = try #require(simulation.edition.waves.draw)
        let statement = try DrawStatement(text: text)
        let round = rules.attempt(1, closing: closing).roundAt
        let cases: [(Instant, String?)] = [
            (statement.times.sealed - .minutes(6), "before the list was sealed"), (statement.times.sealed, nil),
            (round - .seconds(1), nil), (round, "not before its round of public randomness"),
        ]
        for (at, why) in cases {
            #expect(statement.objection(toSignatureAt: at, under: simulation.edition) == why)
        }
    }

    @Test(
        "signature with a time: one of before its attempt can have begun was kept in store, and is refused",
        .bug(
            id: "6.302",
            """
            Witnesses could sign the statements of ten attempts at once, also one on the second chain before the first was \
            silent, and an office could choose among their outcomes: each bundle was right.
            """
        ))
    func keptInStore() throws {
        let closing = simulation.edition.waves.dates()[0].closes
        let rules = try #require(simulation.edition.waves.draw)
        for number in [2, 3] {
            let later = text.replacing("attempt 1\n", with: "attempt \(number)\n")
                .replacing(/round \d+/, with: "round \(rules.attempt(number, closing: closing).round)")
            let statement = try DrawStatement(text: later)
            let begins = rules.attempt(number - 1, closing: closing).revealsBy
            #expect(statement.begins(under: rules, closing: closing) == begins)
            let why = "and attempt \(number) cannot have begun before \(begins)"
            for (at, expected) in [(begins - .minutes(6), why), (begins - .minutes(5), nil), (begins, nil)] {
                #expect(statement.objection(toSignatureAt: at, under: simulation.edition) == expected)
            }
        }
    }

    @Test("signature with a time: one witness whose key is lost between opening and round is left out, and no more")
    func lostKey() throws {
        let lines = SignedNote.signatures(of: try simulation.note(text: text, witnesses: 3))
        func note(_ kept: [String]) -> String { kept.reduce("\(text)\n") { "\($0)\($1)\n" } }
        // The key of `auditor` is lost; its secret, which needs no key, was shown and counts.
        let report = try verify(text, note: note([lines[0], lines[1], lines[3]]))
        #expect(report.isChecked && report.witnesses == ["kantor", "universitas"] && report.absent == ["universitas"])
        #expect(throws: DrawFault.tooFewSignatures(are: 1, expected: 2)) {
            try verify(text, note: note([lines[0], lines[1]]))
        }
    }

    @Test("sample: it follows from the seed, has the size asked for, and is spread over the whole list")
    func sample() {
        let seed = Data(repeating: 3, count: 32)
        let tickets = DrawSample.tickets(of: 2_078_026, size: 300, seed: seed)
        #expect(tickets.count == 300 && tickets == tickets.sorted() && Set(tickets).count == 300)
        #expect((1...2_078_026).contains(tickets[0]) && tickets[0] < 100_000 && tickets[299] > 1_978_026)
        #expect(DrawSample.tickets(of: 2_078_026, size: 300, seed: seed) == tickets)
        #expect(DrawSample.tickets(of: 2_078_026, size: 300, seed: Data(repeating: 4, count: 32)) != tickets)
        #expect(DrawSample.tickets(of: 5, size: 300, seed: seed) == [1, 2, 3, 4, 5])
        #expect(DrawSample.tickets(of: 301, size: 300, seed: seed).count == 300)
        #expect(DrawSample.tickets(of: 0, size: 300, seed: seed).isEmpty)
        // As docs/draw.md describes it.
        let first = Data(SHA256.hash(data: Data("prakerja/draw/sample/1".utf8) + seed + Data(count: 4)))
        #expect(tickets.contains(Int(first.number(UInt64.self, at: 0) % 2_078_026) + 1))
    }

    @Test("sample: an edition sets its size within limits, and a quorum that the office nearly fills gets a warning")
    func edition() throws {
        let yaml = simulation.editionText
        func findings(_ old: String, _ new: String) throws -> [String] {
            try Edition(yaml: yaml.replacing(old, with: new, maxReplacements: 1)).check().map(\.description)
        }
        #expect(simulation.edition.waves.sampleSize == 300)
        #expect(
            try Edition(yaml: yaml.replacing("\n  quota: 12", with: "\n  quota: 12\n  sample: 5")).waves.sampleSize == 5
        )
        for size in [0, 1_001] {
            #expect(
                try findings("\n  quota: 12", "\n  quota: 12\n  sample: \(size)").contains {
                    $0.contains("waves.sample")
                })
        }
        #expect(try findings("quota: 12", "quota: 12").contains { $0.contains("ONE other to sign whatever it likes") })
        let alone = try findings("cosignatures: 2", "cosignatures: 1")
        #expect(alone.contains { $0.contains("it needs no other") })
        let all = try findings("cosignatures: 2", "cosignatures: 3")
        #expect(
            !all.contains { $0.contains("whatever it likes") } && all.contains { $0.contains("one lost key stops") })
        let safe = try findings("witnesses: 3, cosignatures: 2", "witnesses: 5, cosignatures: 3")
        #expect(!safe.contains { $0.contains("waves.draw") })
    }
}
