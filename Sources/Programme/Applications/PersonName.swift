import Foundation

/// A name as on the card. One word is a whole name for many people here; nobody is asked for a family name.
package struct PersonName: Hashable, Sendable {
    /// In NFC, words apart by one blank, every apostrophe as `'`.
    package let text: String

    /// Nil where `init(checking:)` would refuse.
    package init?(_ typed: String) {
        guard let name = try? PersonName(checking: typed) else { return nil }
        self = name
    }

    /// Takes what phones, keyboards and documents make of a name. Throws `PersonNameRefusal`.
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

    /// For registers and rails that know plain letters alone: accents are left out, signs stay as ASCII has them.
    package var plain: String {
        text.folding(options: .diacriticInsensitive, locale: nil)
    }

    /// In characters: more than a card has room for.
    private static let longest = 100
    /// What stands in names beside letters: degrees, initials, two names joined, an alias in brackets.
    private static let signs: Set<Character> = [" ", ".", ",", "'", "-", "/", "(", ")"]
    /// Curly, straight, high, of other alphabets, and the accents that keyboards offer in the apostrophe's place.
    private static let apostrophes: Set<Character> = [
        "\u{2018}", "\u{2019}", "\u{201B}", "\u{2032}", "\u{2035}", "\u{00B4}", "\u{0060}", "\u{02B9}", "\u{02BB}",
        "\u{02BC}", "\u{02BD}", "\u{02BE}", "\u{02BF}", "\u{02C8}", "\u{02CA}", "\u{02CB}", "\u{055A}", "\u{A78C}",
        "\u{FF07}",
    ]
}

package enum PersonNameRefusal: Refusal, Equatable {
    /// No letter in it.
    case empty
    case tooLong(limit: Int)
    case digit(Character)
    /// A sign that stands in no name.
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
