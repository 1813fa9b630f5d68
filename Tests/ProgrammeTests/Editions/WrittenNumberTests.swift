import Foundation
import Programme
import Testing

@Suite("Numbers in an edition's file")
struct WrittenNumberTests {
    @Test(
        "edition check: a number or a truth value has one way to be written, which its readers see",
        .bug(
            id: "5.843",
            """
            An edition could say `quota: 0100`, which the product took for 64, or `mandatory: yes`, which another verifier took \
            for no: who reads the published text, or computes with it, had another draw.
            """
        ),
        arguments: [
            ("quota: 164000", "quota: 0100", "waves.quota", "64"),
            ("quota: 164000", "quota: 164_000", "waves.quota", "164000"),
            ("quota: 164000", "quota: 0x64", "waves.quota", "100"),
            ("quota: 164000", "quota: +100", "waves.quota", "100"),
            ("mandatory: true", "mandatory: yes", "eligibility.lists[excluded-occupations].mandatory", "true"),
            ("mandatory: true", "mandatory: True", "eligibility.lists[excluded-occupations].mandatory", "true"),
        ])
    func written(old: String, new: String, place: String, right: String) throws {
        let yaml = try String(contentsOf: EditionFiles.url("edition-4"), encoding: .utf8)
        #expect(yaml.contains(old) && EditionReview(yaml: yaml).edition != nil)
        let review = EditionReview(yaml: yaml.replacing(old, with: new, maxReplacements: 1))
        #expect(review.edition == nil)
        let finding = try #require(review.findings.last)
        #expect(finding.place == place && finding.sentence.hasSuffix("write it as \(right)"), "\(finding)")
    }

    @Test("edition check: a number in quotes is a text")
    func quoted() throws {
        let yaml = try String(contentsOf: EditionFiles.url("edition-4"), encoding: .utf8)
        let review = EditionReview(yaml: yaml.replacing("quota: 164000", with: "quota: \"0100\"", maxReplacements: 1))
        #expect(review.edition == nil)
        #expect(review.findings.last?.place == "waves.quota", "\(review.findings)")
    }
}
