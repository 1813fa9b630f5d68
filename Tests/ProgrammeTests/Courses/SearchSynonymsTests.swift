import Testing

@testable import Programme

@Suite("Synonyms of the search of courses")
struct SearchSynonymsTests {
    @Test("the product's file is read, and has every group in both languages")
    func file() throws {
        let groups = try SearchSynonyms.groups(CatalogueFiles.synonyms)
        #expect(groups.count >= 60)
        #expect(groups.allSatisfy { !$0.indonesian.isEmpty && !$0.english.isEmpty })
        let synonyms = try SearchSynonyms(text: CatalogueFiles.synonyms)
        #expect(synonyms.others(of: ["jahit"]).contains(["menjahit"]))
        #expect(synonyms.others(of: ["excel"]).contains(["lembar", "kerja"]))
        #expect(synonyms.others(of: ["ac"]).contains(["air", "conditioning"]))
    }

    @Test("each phrase of a group finds the courses that say another of its phrases, in either language")
    func every() throws {
        for group in try SearchSynonyms.groups(CatalogueFiles.synonyms) {
            let phrases = group.indonesian + group.english
            let texts = phrases.map {
                CourseIndex.Text(title: "Dasar \($0)", category: "", institution: "", content: "")
            }
            let index = CourseIndex(texts, synonyms: .ofProduct)
            for phrase in phrases {
                let found = try #require(index.find(phrase))
                #expect(found.hits.count == phrases.count, "\(phrase) of \(phrases)")
                #expect(found.corrections.isEmpty, "\(phrase)")
            }
        }
    }

    @Test(
        "a wrong line is refused with its number",
        arguments: [
            ("jahit, menjahit", SynonymProblem.What.languages), ("jahit | sewing | couture", .languages),
            ("jahit, | sewing", .phrase), ("| sewing", .phrase), ("jahit | !?", .phrase),
            ("satu dua tiga empat lima | five", .phrase), ("jahit, Jahit | sewing", .twice),
            ("\((0...SearchSynonyms.mostPhrases).map { "kata\($0)" }.joined(separator: ",")) | words", .tooManyPhrases),
        ])
    func wrong(line: String, what: SynonymProblem.What) {
        #expect(throws: SynonymProblem(line: 3, what)) {
            try SearchSynonyms(text: "# A comment\nlas | welding\n\(line)\n")
        }
    }

    @Test("a file has a bounded number of groups")
    func bounded() {
        let most = SearchSynonyms.mostGroups
        let text = (0...most).map { "kata\($0) | word\($0)" }.joined(separator: "\n")
        #expect(throws: SynonymProblem(line: most + 1, .tooManyGroups)) { try SearchSynonyms(text: text) }
    }
}
