/// Every word of the catalogue, with the groups of three letters in it, so that the words with a part or with nearly the
/// same letters are found without comparing all of them.
struct SearchVocabulary: Sendable {
    /// A word of the catalogue that answers a typed one. The worth is in percent.
    struct Match: Sendable {
        let word: Int
        let worth: Int
    }

    /// How many words of the catalogue one typed word stands for.
    static let mostMatches = 400
    /// In letters: a shorter word is compared whole, because nearly every word has it inside.
    static let shortestPart = 3
    /// In letters: shorter words have too many neighbours to forgive an error. Of three letters only a fourth is missing.
    static let shortestForgiven = 3
    /// Of a word with an error, in percent.
    static let nearWorth = 60

    private(set) var words: [String] = []
    private var letters: [[UInt8]] = []
    private var isInTitle: [Bool] = []
    private var numbers: [String: Int] = [:]
    private var byPart: [UInt32: [Int32]] = [:]
    private var byStem: [String: [Int32]] = [:]

    /// The word's number, new or known.
    mutating func add(_ word: String, isInTitle: Bool) -> Int {
        if let number = numbers[word] {
            if isInTitle { self.isInTitle[number] = true }
            return number
        }
        let number = words.count
        numbers[word] = number
        words.append(word)
        letters.append(Array(word.utf8))
        self.isInTitle.append(isInTitle)
        return number
    }

    /// Called once, after the last word.
    mutating func finish() {
        for (number, word) in words.enumerated() {
            for part in Set(Self.parts(of: letters[number])) { byPart[part, default: []].append(Int32(number)) }
            for stem in SearchWords.stems(of: word) { byStem[stem, default: []].append(Int32(number)) }
        }
    }

    /// The words that are the typed one, begin with it, share its stem or have it inside. Parts are looked for in titles
    /// and fields only: in a description or a name "las" would find "kelas" and "jelas".
    ///
    /// - Parameter isWhole: only the word itself and other forms of it.
    func matches(of typed: String, isWhole: Bool = false) -> [Match] {
        var worth: [Int: Int] = [:]
        func note(_ number: Int, _ value: Int) { worth[number] = max(worth[number] ?? 0, value) }
        if let number = numbers[typed] { note(number, 100) }
        if typed.utf8.count >= Self.shortestPart {
            for stem in SearchWords.stems(of: typed) {
                for number in byStem[stem] ?? [] { note(Int(number), 85) }
            }
            if !isWhole {
                for number in withPart(typed) where worth[number] == nil {
                    if words[number].hasPrefix(typed) {
                        note(number, 90)
                    } else if isInTitle[number] {
                        note(number, 50)
                    }
                }
            }
        }
        let sorted = worth.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return sorted.prefix(Self.mostMatches).map { Match(word: $0.key, worth: $0.value) }
    }

    private func withPart(_ typed: String) -> [Int] {
        let bytes = Array(typed.utf8)
        let lists = Self.inner(of: bytes).map { byPart[$0] ?? [] }
        guard let shortest = lists.min(by: { $0.count < $1.count }) else { return [] }
        return shortest.map(Int.init).filter { words[$0].contains(typed) }
    }

    /// The words with the fewest typing errors between them and the typed one; nil when none is near.
    func nearest(to typed: String) -> (word: String, matches: [Match])? {
        let bytes = Array(typed.utf8)
        guard bytes.count >= Self.shortestForgiven else { return nil }
        let most = bytes.count >= 8 ? 2 : 1
        // Two exchanged letters of a word of four leave one group of three.
        let least = bytes.count > 5 ? 2 : 1
        var shared = [Int32](repeating: 0, count: words.count)
        for part in Set(Self.parts(of: bytes)) {
            for number in byPart[part] ?? [] { shared[Int(number)] += 1 }
        }
        var found: [(number: Int, distance: Int)] = []
        for number in shared.indices where shared[number] >= least {
            if bytes.count == Self.shortestForgiven, !Self.lacksOne(bytes, of: letters[number]) { continue }
            guard let distance = SearchWords.distance(bytes, letters[number], most: most) else { continue }
            found.append((number, distance))
        }
        guard let fewest = found.map(\.distance).min() else { return nil }
        let nearest = found.filter { $0.distance == fewest }
        // The first letter is seldom wrong.
        let best = nearest.first { letters[$0.number].first == bytes.first } ?? nearest[0]
        let forms = matches(of: words[best.number], isWhole: true)
        let others = nearest.filter { near in !forms.contains { $0.word == near.number } }
        let weakened = forms.map { Match(word: $0.word, worth: $0.worth * Self.nearWorth / 100) }
        let all = weakened + others.map { Match(word: $0.number, worth: Self.nearWorth) }
        return (words[best.number], Array(all.prefix(Self.mostMatches)))
    }

    /// Whether one letter is left out of the word, and not its first.
    private static func lacksOne(_ typed: [UInt8], of word: [UInt8]) -> Bool {
        word.count == typed.count + 1 && word.first == typed.first
    }

    /// Groups of three letters; the first begin with blanks, so that a word's beginning counts.
    private static func parts(of letters: [UInt8]) -> [UInt32] {
        inner(of: [32, 32] + letters + [32])
    }

    private static func inner(of letters: [UInt8]) -> [UInt32] {
        guard letters.count >= 3 else { return [] }
        return (0...letters.count - 3).map {
            UInt32(letters[$0]) << 16 | UInt32(letters[$0 + 1]) << 8 | UInt32(letters[$0 + 2])
        }
    }
}
