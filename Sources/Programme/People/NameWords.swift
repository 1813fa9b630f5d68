import Foundation

/// The words of a name as they are compared in a search: without accents, signs, case and double letters, and with the
/// old spelling written as the new one, so that `Soekarno` and `Sukarno` are found by either.
package enum NameWords {
    /// The most words of one name that are compared.
    package static let most = 8
    private static let shortest = 2
    private static let spellings = [("oe", "u"), ("dj", "j"), ("tj", "c"), ("nj", "ny"), ("sj", "sy"), ("ch", "kh")]

    /// Each word once, in the order of the name.
    package static func of(_ name: String) -> [String] {
        let plain = name.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).lowercased()
        let words = plain.split { !$0.isLetter && $0 != "'" }.map { spelled($0.filter(\.isLetter)) }
        var seen: Set<String> = []
        let kept = words.filter { $0.count >= shortest && seen.insert($0).inserted }
        return Array(kept.prefix(most))
    }

    private static func spelled(_ word: String) -> String {
        let modern = spellings.reduce(word) { $0.replacing($1.0, with: $1.1) }
        return modern.reduce(into: "") { text, letter in
            if text.last != letter { text.append(letter) }
        }
    }
}
