import Foundation
import Programme
import Testing

/// Files that two readers would take for two editions, as an office could publish one.
@Suite("Strict reading of an edition and of an annex's draft")
struct StrictEditionTests {
    private static func yaml(_ name: String) throws -> String {
        try String(contentsOf: EditionFiles.url(name), encoding: .utf8)
    }

    private func expect<Value>(
        _ says: String, _ place: String, in yaml: String, _ read: (String) throws -> Value
    ) {
        do {
            _ = try read(yaml)
            Issue.record("“\(place)” was accepted")
        } catch {
            let words = "\(error)"
            #expect(error is EditionFault && words.contains(says) && words.contains(place), "\(words)")
            #expect(words.contains("line "), "\(words)")
        }
    }

    /// A change of a right file, the place that the refusal names, and its words.
    struct Change: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let old: String
        let new: String
        let place: String
        let says: String

        init(_ name: String, _ old: String, _ new: String, _ place: String, _ says: String) {
            (testDescription, self.old, self.new, self.place, self.says) = (name, old, new, place, says)
        }
    }

    @Test(
        "edition: a key that another reader would obey or pass over is refused with its place and line",
        .bug(
            id: "5.860",
            """
            `draw verify`, `draw compute`, `draw ended` and the witness's tool passed over unknown keys and YAML's merge key \
            of an edition, and `programme check` refused them; amounts could be written as 0x64 or 1_000.
            """
        ),
        arguments: [
            Change("unknown, at the top", "site:", "warna: hijau\nsite:", "warna", "nothing reads the key"),
            Change("misspelt", "  smallestPool:", "  smallestPol: 9\n  smallestPool:", "smallestPol", "did you mean"),
            Change("merged, at the top", "target:", "<<: { budget: 1 }\ntarget:", "<<", "merges in values"),
            Change(
                "merged, in a mapping", "target: {", "target: { <<: { people: 3 },", "target.<<", "merges in values"),
            Change(
                "merged, in a table", "\"32\": 48274162", "\"32\": 48274162, <<: { \"31\": 5 }",
                "waves.provinceWeights.<<", "merges in values"),
            Change(
                "merged from an anchor", "target: {", "target: &t { people: 3 }\nsasaran: { <<: *t }\nx: {",
                "sasaran.<<", "merges in values"),
            Change("twice", "budget:", "budget: 1\nbudget:", "budget", "stands twice"),
            Change("twice, once in quotes", "budget:", "\"budget\": 1\nbudget:", "budget", "stands twice"),
            Change("twice, once with a tag", "budget:", "!!str budget: 1\nbudget:", "budget", "stands twice"),
            Change(
                "twice, in a table", "\"32\": 48274162", "\"32\": 48274162, '32': 5", "32", "stands twice"),
            Change("a key that is a list", "site:", "[a, b]: 1\nsite:", "", "nothing reads the key"),
            Change("an amount with a zero", "budget: 2", "budget: 02", "budget", "write it as"),
            Change("an amount with gaps", "budget: 20000", "budget: 20_000", "budget", "write it as"),
            Change(
                "an amount in hexadecimal", "budget: 20000000000000", "budget: 0x12309CE54000", "budget", "write it as"),
            Change("an amount with a sign", "budget: 2", "budget: +2", "budget", "write it as"),
            Change("a number with a zero", "  quota: 1", "  quota: 01", "waves.quota", "write it as"),
        ])
    func edition(change: Change) throws {
        let honest = try Self.yaml("edition-3")
        let forged = honest.replacing(change.old, with: change.new, maxReplacements: 1)
        try #require(forged != honest && (try? Edition(yaml: honest)) != nil)
        if change.place.isEmpty {
            #expect(throws: EditionFault.self) { try Edition(yaml: forged) }
        } else {
            expect(change.says, change.place, in: forged) { try Edition(yaml: $0) }
        }
        #expect(throws: EditionFault.self) { try PublishedEdition(yaml: forged) }
        #expect(EditionReview(yaml: forged).edition == nil)
    }

    @Test("edition: nothing stands behind it, and a file of aliases within aliases ends")
    func ending() throws {
        let honest = try Self.yaml("edition-3")
        for behind in ["---\nbudget: 1\n", "...\nbudget: 1\n", "\u{0}", "\t- x\n", "]\n"] {
            #expect(throws: EditionFault.self, "\(behind)") { try Edition(yaml: honest + behind) }
        }
        let multiplied = (1...9).reduce("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n") { text, level in
            text + "a\(level): &a\(level) [" + (0..<10).map { _ in "*a\(level - 1)" }.joined(separator: ", ") + "]\n"
        }
        let nested = (1...300).reduce("a0: &a0 [x]\n") { $0 + "a\($1): &a\($1) [*a\($1 - 1)]\n" }
        for endless in [multiplied, nested] {
            expectRefusal("write them without aliases") { try Edition(yaml: honest + endless) }
        }
    }

    @Test("edition: every file that is shipped, and the one of a kept draw, is read strictly")
    func shipped() throws {
        for name in ["edition-1", "edition-2", "edition-3", "edition-4", "demo", "demo-witnesses", "sandbox"] {
            let edition = try Edition(yaml: Self.yaml(name))
            #expect(edition.digest.count == 32)
        }
    }

    @Test(
        "annex's draft: a key that another reader would obey or pass over is refused with its place and line",
        arguments: [
            Change("unknown", "chains:", "warna: hijau\nchains:", "warna", "nothing reads the key"),
            Change("unknown, of a witness", "{ id: auditor,", "{ id: auditor, warna: hijau,", "warna", "nothing reads"),
            Change("merged", "{ id: auditor,", "{ <<: { key: x }, id: auditor,", "<<", "merges in values"),
            Change("twice", "witnesses:", "witnesses: []\nwitnesses:", "witnesses", "stands twice"),
            Change("twice, of a witness", "{ id: auditor,", "{ id: lain, id: auditor,", "id", "stands twice"),
            Change("a number with a zero", "periodSeconds: 3", "periodSeconds: 03", "periodSeconds", "write it as"),
        ])
    func draft(change: Change) throws {
        let honest = try Self.yaml("demo-annex")
        let forged = honest.replacing(change.old, with: change.new, maxReplacements: 1)
        try #require(forged != honest && (try? AnnexDraft(yaml: honest)) != nil)
        expect(change.says, change.place, in: forged) { try AnnexDraft(yaml: $0) }
    }
}
