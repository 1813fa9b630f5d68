import Foundation

/// A name as on the card. For many people one word is the whole name; a family name is never required.
package struct PersonName: Hashable, Sendable {
    /// In NFC, words separated by one space, every apostrophe as `'`.
    package let text: String

    /// Nil where `init(checking:)` would refuse.
    package init?(_ typed: String) {
        guard let name = try? PersonName(checking: typed) else { return nil }
        self = name
    }

    /// Accepts the variants that phones, keyboards and documents produce. Throws `PersonNameRefusal`.
    package init(checking typed: String) throws(PersonNameRefusal) {
        let visible = TypedText.visible(typed).precomposedStringWithCanonicalMapping
        let words = visible.split(whereSeparator: \.isWhitespace).map { word in
            String(word.map { Self.apostrophes.contains($0) ? "'" : $0 })
        }
        let joined = words.joined(separator: " ")
        guard !joined.isEmpty else { throw .empty }
        if let sign = joined.first(where: { !$0.isLetter && !Self.signs.contains($0) }) {
            throw sign.isNumber ? .digit(sign) : .sign(sign)
        }
        guard joined.contains(where: \.isLetter) else { throw .empty }
        guard joined.count <= Self.longest else { throw .tooLong(limit: Self.longest) }
        text = joined
    }

    /// For registers and payment rails that accept plain letters only: accents are removed, ASCII punctuation stays.
    package var plain: String {
        text.folding(options: .diacriticInsensitive, locale: nil)
    }

    /// In characters: more than a card has space for.
    private static let longest = 100
    /// What occurs in names beside letters: degrees, initials, two joined names, an alias in brackets.
    private static let signs: Set<Character> = [" ", ".", ",", "'", "-", "/", "(", ")"]
    /// Curly, straight, raised, of other alphabets, and the accents that keyboards offer instead of an apostrophe.
    private static let apostrophes: Set<Character> = [
        "\u{2018}", "\u{2019}", "\u{201B}", "\u{2032}", "\u{2035}", "\u{00B4}", "\u{0060}", "\u{02B9}", "\u{02BB}",
        "\u{02BC}", "\u{02BD}", "\u{02BE}", "\u{02BF}", "\u{02C8}", "\u{02CA}", "\u{02CB}", "\u{055A}", "\u{A78C}",
        "\u{FF07}",
    ]
}

package enum PersonNameRefusal: Refusal, Equatable {
    /// Contains no letter.
    case empty
    case tooLong(limit: Int)
    case digit(Character)
    /// A character that occurs in no name.
    case sign(Character)

    package var code: String {
        switch self {
        case .empty: "personal.name.empty"
        case .tooLong: "personal.name.too-long"
        case .digit: "personal.name.digit"
        case .sign: "personal.name.sign"
        }
    }
}
