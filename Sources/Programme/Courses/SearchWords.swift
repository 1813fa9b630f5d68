import Foundation

/// How text becomes the words that a search compares: lower case, without accents and marks, cut at everything that is
/// neither letter nor digit.
package enum SearchWords {
    /// In letters. Longer words are cut: no word of a course is longer, and what is typed comes from outside.
    static let longestWord = 40
    /// Read of one text, in Unicode scalars.
    static let longestText = 2_000

    package static func split(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        func end() {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        let scalars = text.unicodeScalars.prefix(longestText)
        guard !scalars.allSatisfy(\.isASCII) else { return splitASCII(scalars) }
        let bounded = String(String.UnicodeScalarView(scalars))
        for scalar in bounded.lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars {
            let properties = scalar.properties
            if properties.isAlphabetic || properties.numericType != nil {
                if word.unicodeScalars.count < longestWord { word.unicodeScalars.append(scalar) }
            } else if properties.generalCategory == .nonspacingMark || scalar == "'" || scalar == "’" {
                continue
            } else {
                end()
            }
        }
        end()
        return words
    }

    /// The same for plain letters, which nearly all texts have: a catalogue has some hundred thousand words.
    private static func splitASCII(_ scalars: Substring.UnicodeScalarView) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        func end() {
            if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
            word.removeAll(keepingCapacity: true)
        }
        for scalar in scalars {
            let byte = UInt8(scalar.value)
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                if word.count < longestWord { word.append(byte) }
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                if word.count < longestWord { word.append(byte | 0x20) }
            case UInt8(ascii: "'"): continue
            default: end()
            }
        }
        end()
        return words
    }

    /// Words that stand in most courses or in most questions and choose nothing.
    static let stopWords: Set<String> = [
        "a", "agar", "akan", "and", "apa", "atau", "bagi", "bagaimana", "belajar", "bisa", "buat", "cara", "course",
        "dalam", "dan", "dari", "dengan", "di", "for", "from", "how", "in", "ingin", "ini", "itu", "kelas", "ke",
        "kursus", "learn", "learning", "lewat", "mau", "oleh", "of", "on", "pada", "para", "pelatihan", "saya", "the",
        "to", "training", "tentang", "untuk", "with", "yang",
    ]

    /// The word and what is left of it without Indonesian prefixes and suffixes, at least three letters each:
    /// `pengelasan` gives `las`. More is returned than a dictionary would allow; words are compared by what they share.
    static func stems(of word: String) -> Set<String> {
        var found: Set<String> = [word]
        for bare in endings(of: word) {
            found.insert(bare)
            // Before words of one syllable the prefix has a vowel more: `mengelas`, `pengecatan`.
            if bare.hasPrefix("menge") || bare.hasPrefix("penge"), bare.count == 5 + shortestStem {
                found.insert(String(bare.dropFirst(5)))
                continue
            }
            for (prefix, begins) in prefixes where bare.hasPrefix(prefix) {
                let rest = bare.dropFirst(prefix.count)
                guard rest.count >= shortestStem else { continue }
                found.insert(String(rest))
                for letter in begins where rest.count > shortestStem { found.insert(letter + rest) }
            }
        }
        return found
    }

    private static let shortestStem = 3

    private static func endings(of word: String) -> [String] {
        let shorter = ["nya", "kan", "an", "i"].compactMap { ending -> String? in
            guard word.hasSuffix(ending), word.count - ending.count >= shortestStem else { return nil }
            return String(word.dropLast(ending.count))
        }
        return [word] + shorter
    }

    /// Prefixes, with the letters that they may have swallowed: `menyulam` from `sulam`, `memahat` from `pahat`.
    private static let prefixes: [(prefix: String, begins: [String])] = [
        ("meng", ["k"]), ("peng", ["k"]), ("meny", ["s"]), ("peny", ["s"]),
        ("mem", ["p"]), ("pem", ["p"]), ("men", ["t"]), ("pen", ["t"]), ("me", []), ("pe", []), ("ber", []),
        ("per", []), ("di", []), ("ter", []),
    ]

    /// How many letters must be added, dropped, changed or exchanged with their neighbour to turn one word into the
    /// other; nil above `most`.
    static func distance(_ one: [UInt8], _ other: [UInt8], most: Int) -> Int? {
        guard abs(one.count - other.count) <= most else { return nil }
        var before: [Int] = []
        var last = Array(0...other.count)
        for (row, letter) in one.enumerated() {
            var line = [row + 1]
            line.reserveCapacity(other.count + 1)
            for (column, opposite) in other.enumerated() {
                var cost = min(line[column], last[column + 1]) + 1
                cost = min(cost, last[column] + (letter == opposite ? 0 : 1))
                if row > 0, column > 0, letter == other[column - 1], one[row - 1] == opposite {
                    cost = min(cost, before[column - 1] + 1)
                }
                line.append(cost)
            }
            guard (line.min() ?? 0) <= most else { return nil }
            (before, last) = (last, line)
        }
        return last[other.count] <= most ? last[other.count] : nil
    }
}
