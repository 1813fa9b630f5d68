/// Words that mean the same to people who look for a course. Each group is data: a search for one of its phrases also
/// finds courses that say another.
package struct SearchSynonyms: Sendable {
    /// The other phrases of each phrase's groups, all of them cut into words.
    private let others: [[String]: [[String]]]
    /// In words.
    let longestPhrase: Int

    package init(_ groups: [[String]]) {
        var others: [[String]: [[String]]] = [:]
        for group in groups {
            let phrases = group.map(SearchWords.split)
            for phrase in phrases { others[phrase, default: []] += phrases.filter { $0 != phrase } }
        }
        self.others = others
        longestPhrase = others.keys.map(\.count).max() ?? 1
    }

    func others(of phrase: [String]) -> [[String]] { others[phrase] ?? [] }

    /// Phrases of one word: a typo in one of them is forgiven although no course has the word.
    var single: [String] { others.keys.filter { $0.count == 1 }.map { $0[0] } }
}

// MARK: - The file

extension SearchSynonyms {
    /// Groups in a file.
    static let mostGroups = 2_000
    /// Phrases in a group.
    static let mostPhrases = 60
    /// Words in a phrase: a search tries every length up to the longest.
    static let mostWords = 4

    /// Reads a file of groups: one group a line, Indonesian phrases, a vertical bar, English phrases, with commas between
    /// phrases. Blank lines and lines that begin with `#` are left out. Throws `SynonymProblem`.
    package init(text: String) throws(SynonymProblem) {
        self.init(try Self.groups(text).map { $0.indonesian + $0.english })
    }

    /// The groups of a file, language by language. Throws `SynonymProblem`.
    package static func groups(
        _ text: String
    ) throws(SynonymProblem) -> [(indonesian: [String], english: [String])] {
        var groups: [(indonesian: [String], english: [String])] = []
        for (place, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let group = String(line).trimmingWhitespace()
            if group.isEmpty || group.hasPrefix("#") { continue }
            guard groups.count < mostGroups else { throw SynonymProblem(line: place + 1, .tooManyGroups) }
            groups.append(try read(group, line: place + 1))
        }
        return groups
    }

    private static func read(
        _ group: String, line: Int
    ) throws(SynonymProblem) -> (indonesian: [String], english: [String]) {
        let languages = group.split(separator: "|", omittingEmptySubsequences: false).map { phrases in
            phrases.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmingWhitespace() }
        }
        guard languages.count == 2 else { throw SynonymProblem(line: line, .languages) }
        let phrases = languages.joined().map(SearchWords.split)
        guard phrases.count <= mostPhrases else { throw SynonymProblem(line: line, .tooManyPhrases) }
        guard phrases.allSatisfy({ (1...mostWords).contains($0.count) }) else {
            throw SynonymProblem(line: line, .phrase)
        }
        guard Set(phrases).count == phrases.count else { throw SynonymProblem(line: line, .twice) }
        return (languages[0], languages[1])
    }
}

/// What is wrong with a file of synonyms, and on which line.
package struct SynonymProblem: Error, Sendable, Equatable {
    package let line: Int
    package let what: What

    init(line: Int, _ what: What) {
        self.line = line
        self.what = what
    }

    package enum What: Sendable, Equatable {
        /// Not two languages with one vertical bar between them.
        case languages
        /// A phrase without a word, or with more than `mostWords`.
        case phrase
        /// A phrase stands twice in its group.
        case twice
        case tooManyPhrases
        case tooManyGroups
    }
}
