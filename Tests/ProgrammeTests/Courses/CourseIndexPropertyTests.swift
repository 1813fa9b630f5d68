import Testing

@testable import Programme

@Suite("Search of courses: what holds for every word")
struct CourseIndexPropertyTests {
    private static let texts = CatalogueFiles.texts
    private static let index = CourseIndex(texts, synonyms: .ofProduct)

    private static let words: [(word: String, place: Int)] = texts.enumerated().flatMap { place, text in
        Set(SearchWords.split(text.title)).sorted().map { ($0, place) }
    }

    @Test("every word of a title finds its course, and so does the whole title")
    func everyWord() throws {
        #expect(Self.words.count > 150)
        for (word, place) in Self.words {
            let found = try #require(Self.index.find(word))
            #expect(found.hits.contains { $0.place == place }, "\(word)")
            #expect(found.corrections.isEmpty, "\(word)")
        }
        for (place, text) in Self.texts.enumerated() {
            let found = try #require(Self.index.find(text.title))
            #expect(found.hits.first?.place == place && !found.isPartial, "\(text.title)")
        }
    }

    @Test(
        "a word of a title with one letter missing, added, changed or exchanged finds its course, or is another word",
        .bug(
            id: "5.460",
            """
            "kpoi" and "fto" found nothing, and "kantar" nothing either: it shares its stem with a word that only the \
            synonyms had.
            """))
    func oneError() throws {
        var asOtherWord = 0
        var tried = 0
        for (word, place) in Self.words where word.count >= 4 && !SearchWords.stopWords.contains(word) {
            for typed in Self.errors(in: word) where typed != word {
                tried += 1
                let found = try #require(Self.index.find(typed))
                if found.hits.contains(where: { $0.place == place }) { continue }
                asOtherWord += 1
                #expect(found.corrections.isEmpty && !found.hits.isEmpty, "\(typed) for \(word)")
            }
        }
        #expect(tried > 800)
        #expect(asOtherWord * 50 < tried, "\(asOtherWord) of \(tried)")
    }

    /// One kind of error at each letter.
    private static func errors(in word: String) -> [String] {
        let letters = Array(word)
        return letters.indices.map { place in
            var wrong = letters
            switch place % 4 {
            case 0 where place + 1 < letters.count: wrong.swapAt(place, place + 1)
            case 1: wrong.remove(at: place)
            case 2: wrong[place] = letters[place] == "x" ? "z" : "x"
            default: wrong.insert("h", at: place)
            }
            return String(wrong)
        }
    }

    private static let hostile = [
        String(repeating: "👩‍👩‍👧‍👦", count: 400), String(repeating: "\u{202E}شلا\u{202C}", count: 1_500),
        String(repeating: "لحام ", count: 1_200), "a" + String(repeating: "\u{301}", count: 5_000),
        String(repeating: "\u{FDFA}", count: 3_400), String(repeating: "pengelasan", count: 1_000),
        String(repeating: "a b c d e f g h ", count: 640), String(repeating: "aaa", count: 3_400),
        String(repeating: "\u{0}\u{FFFF}", count: 2_500), String(repeating: "' OR 1=1 -- ", count: 850),
        String(repeating: "%_", count: 5_000), String(repeating: "las\u{200B}", count: 1_700),
        String(repeating: "😀las ", count: 1_200), String(repeating: "ﬀ", count: 3_400),
    ]

    @Test("a hostile search of 10 kB is answered as its first letters are, in few and short words", arguments: hostile)
    func bounded(search: String) {
        let read = SearchWords.split(search)
        #expect(read.allSatisfy { $0.unicodeScalars.count <= SearchWords.longestWord })
        #expect(read.joined().unicodeScalars.count <= SearchWords.longestText * 18, "a ligature is eighteen letters")
        let found = Self.index.find(search)
        #expect(found == Self.index.find(String(search.prefix(CourseIndex.longestSearch))))
        #expect((found?.hits.count ?? 0) <= Self.texts.count)
        #expect((found?.corrections.count ?? 0) <= CourseIndex.mostWords)
    }

    @Test("words beyond the eighth change nothing, and one word stands for a bounded number of others")
    func fewWords() {
        let eight = "satu dua tiga empat lima enam tujuh delapan"
        #expect(Self.index.find("\(eight) barista") == Self.index.find(eight))
        let texts = (0..<2_000).map {
            CourseIndex.Text(title: "las\($0)", category: "", institution: "", content: "")
        }
        let found = CourseIndex(texts, synonyms: .ofProduct).find("las")?.hits.count ?? 0
        #expect((SearchVocabulary.mostMatches / 2...SearchVocabulary.mostMatches).contains(found), "\(found)")
    }
}
