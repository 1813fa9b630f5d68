/// Courses by the words of their texts, in memory. It finds parts of words, other forms of words, synonyms and words with
/// a typing error, and is the same for every database. A value: a changed catalogue has another one.
package struct CourseIndex: Sendable {
    /// What is searched of one course.
    package struct Text: Sendable {
        package let title: String
        package let category: String
        package let institution: String
        /// What the course teaches.
        package let content: String

        package init(title: String, category: String, institution: String, content: String) {
            self.title = title
            self.category = category
            self.institution = institution
            self.content = content
        }
    }

    /// A course by its place among the texts. A higher rank matches better; equal ranks are equals, and the caller says
    /// in which order they stand.
    package struct Hit: Sendable, Equatable {
        package let place: Int
        package let rank: Int

        package init(place: Int, rank: Int) {
            self.place = place
            self.rank = rank
        }
    }

    package struct Found: Sendable, Equatable {
        package let hits: [Hit]
        /// No course has all the words: these have some of them.
        package let isPartial: Bool
        /// What was read for a word that no course has, as typed and as read.
        package let corrections: [Correction]
    }

    package struct Correction: Sendable, Equatable {
        package let typed: String
        package let read: String

        package init(typed: String, read: String) {
            self.typed = typed
            self.read = read
        }
    }

    /// In letters; the rest of a longer search is left out.
    package static let longestSearch = 120
    /// In words; the rest of a longer search is left out.
    package static let mostWords = 8

    /// The weight of each field. A word of the title says more about a course than one of its description.
    enum Field: Int, CaseIterable {
        case content = 1, institution = 2, category = 3, title = 4
    }

    /// Where a word stands: the heaviest field of each course.
    struct Posting {
        let place: Int32
        let weight: Int32
    }

    let synonyms: SearchSynonyms
    let vocabulary: SearchVocabulary
    private let postings: [[Posting]]
    private let count: Int

    package init(_ texts: [Text], synonyms: SearchSynonyms) {
        var vocabulary = SearchVocabulary()
        var postings: [[Posting]] = []
        func note(_ word: String, _ place: Int, _ field: Field) {
            let number = vocabulary.add(word, isInTitle: field == .title || field == .category)
            if number == postings.count { postings.append([]) }
            let posting = Posting(place: Int32(place), weight: Int32(field.rawValue))
            if let last = postings[number].last, last.place == posting.place {
                if last.weight < posting.weight { postings[number][postings[number].count - 1] = posting }
            } else {
                postings[number].append(posting)
            }
        }
        for (place, text) in texts.enumerated() {
            for word in SearchWords.split(text.title) { note(word, place, .title) }
            for word in SearchWords.split(text.category) { note(word, place, .category) }
            for word in SearchWords.split(text.institution) { note(word, place, .institution) }
            for word in SearchWords.split(text.content) { note(word, place, .content) }
        }
        for word in synonyms.single.sorted() where vocabulary.add(word, isInTitle: false) == postings.count {
            postings.append([])
        }
        vocabulary.finish()
        self.synonyms = synonyms
        self.vocabulary = vocabulary
        self.postings = postings
        count = texts.count
    }

    /// The courses with all the words, the best first; when there is none, those with most of them. Nil when nothing was
    /// asked: every course is meant.
    package func find(_ search: String) -> Found? {
        let typed = SearchWords.split(String(search.prefix(Self.longestSearch)))
        let said = typed.filter { !SearchWords.stopWords.contains($0) }
        let words = Array((said.isEmpty ? typed : said).prefix(Self.mostWords))
        guard !words.isEmpty else { return nil }
        var corrections: [Correction] = []
        let ranks = clauses(words, &corrections).map(ranks)
        let places = 0..<count
        let all = places.filter { place in ranks.allSatisfy { $0[place] > 0 } }
        let isPartial = all.isEmpty && ranks.count > 1
        let chosen = isPartial ? places.filter { place in ranks.contains { $0[place] > 0 } } : all
        let hits = chosen.map { place in Hit(place: place, rank: ranks.reduce(0) { $0 + $1[place] }) }
        let sorted = hits.sorted { ($1.rank, $0.place) < ($0.rank, $1.place) }
        return Found(hits: sorted, isPartial: isPartial && !sorted.isEmpty, corrections: corrections)
    }

    // MARK: - Clauses

    /// One thing that was asked for: phrases that would each answer it. A course answers a phrase with all its words.
    private typealias Clause = [Phrase]

    private struct Phrase {
        let words: [[SearchVocabulary.Match]]
        /// In percent of a full match.
        let worth: Int
    }

    /// Of the matches that answer a question by a synonym.
    private static let synonymWorth = 70

    /// Reads the longest known phrases first, so that "lembar kerja" is one thing and not two.
    private func clauses(_ words: [String], _ corrections: inout [Correction]) -> [Clause] {
        var clauses: [Clause] = []
        var rest = words[...]
        while let first = rest.first {
            let known = (1...synonyms.longestPhrase).reversed().lazy.map { Array(rest.prefix($0)) }
                .first { !synonyms.others(of: $0).isEmpty }
            let phrase = known ?? [first]
            rest = rest.dropFirst(phrase.count)
            clauses.append(clause(phrase, &corrections))
        }
        return clauses
    }

    private func clause(_ phrase: [String], _ corrections: inout [Correction]) -> Clause {
        var own: [[SearchVocabulary.Match]] = []
        var read = phrase
        let isKnown = !synonyms.others(of: phrase).isEmpty
        for (place, word) in phrase.enumerated() {
            // A word that only synonyms have answers nothing by itself: "kantar" shares its stem with "pengantaran".
            var matches = vocabulary.matches(of: word).filter { !postings[$0.word].isEmpty }
            if matches.isEmpty, !isKnown, let near = vocabulary.nearest(to: word) {
                corrections.append(Correction(typed: word, read: near.word))
                read[place] = near.word
                matches = near.matches
            }
            own.append(matches)
        }
        let worth = read == phrase ? Self.synonymWorth : Self.synonymWorth * SearchVocabulary.nearWorth / 100
        let same = synonyms.others(of: read).map { other in
            Phrase(words: other.map { vocabulary.matches(of: $0, isWhole: true) }, worth: worth)
        }
        return [Phrase(words: own, worth: 100)] + same
    }

    /// The rank of every course for one clause; 0 where it does not answer it.
    private func ranks(of clause: Clause) -> [Int] {
        var best = [Int](repeating: 0, count: count)
        for phrase in clause {
            var lowest: [Int] = []
            for matches in phrase.words {
                var ranks = [Int](repeating: 0, count: count)
                for match in matches {
                    for posting in postings[match.word] {
                        let rank = Int(posting.weight) * match.worth * phrase.worth / 100
                        ranks[Int(posting.place)] = max(ranks[Int(posting.place)], rank)
                    }
                }
                lowest = lowest.isEmpty ? ranks : zip(lowest, ranks).map { min($0, $1) }
            }
            for place in lowest.indices { best[place] = max(best[place], lowest[place]) }
        }
        return best
    }
}
