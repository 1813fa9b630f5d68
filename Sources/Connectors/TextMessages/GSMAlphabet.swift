import Foundation

/// The alphabet of the mobile networks (3GPP TS 23.038). A text within it fits in half as many messages as one outside.
package enum GSMAlphabet {
    /// Septets in a single message, and in each part of a longer one.
    package static let (alone, joined) = (160, 153)
    /// The same for a text outside the alphabet, in UTF-16 units.
    package static let (unicodeAlone, unicodeJoined) = (70, 67)

    /// The length of the text in septets; nil when a character is not in the alphabet.
    package static func length(of text: String) -> Int? {
        var total = 0
        for scalar in text.unicodeScalars {
            guard let places = places(of: scalar) else { return nil }
            total += places
        }
        return total
    }

    /// How many messages the text takes: 160 septets in a single one, 153 in each of several; 70 and 67 in Unicode. A
    /// pair, of escape and character or of two UTF-16 units, is never split, so a part may end early.
    package static func parts(of text: String) -> Int {
        guard let length = length(of: text) else {
            guard text.utf16.count > unicodeAlone else { return 1 }
            return parts(of: text.unicodeScalars.map { UTF16.width($0) }, each: unicodeJoined)
        }
        guard length > alone else { return 1 }
        return parts(of: text.unicodeScalars.map { places(of: $0) ?? 1 }, each: joined)
    }

    private static func parts(of widths: [Int], each room: Int) -> Int {
        var (parts, used) = (1, 0)
        for width in widths {
            if used + width > room { (parts, used) = (parts + 1, 0) }
            used += width
        }
        return parts
    }

    /// The nearest spelling within the alphabet: `Bûche` → `Buche`, a dash → `-`. Characters without one, such as
    /// Chinese and pictures, are unchanged.
    package static func folded(_ text: String) -> String {
        // A fast path: most texts are plain, and looking up each character costs more than this.
        guard !text.unicodeScalars.allSatisfy(isPlain) else { return text }
        var folded = ""
        for character in text {
            if character.unicodeScalars.allSatisfy({ places(of: $0) != nil }) {
                folded.append(character)
            } else if let sign = signs[character] {
                folded += sign
            } else {
                folded += composed(character) ?? withoutMarks(character) ?? String(character)
            }
        }
        return folded
    }

    /// The character when letter and mark are composed: `e` and U+0301 are `é`. Nil when that is not in the alphabet.
    private static func composed(_ character: Character) -> String? {
        let whole = String(character).precomposedStringWithCanonicalMapping
        return length(of: whole) == nil ? nil : whole
    }

    private static func withoutMarks(_ character: Character) -> String? {
        let bare = String(
            String.UnicodeScalarView(
                String(character).decomposedStringWithCompatibilityMapping.unicodeScalars.filter {
                    !$0.properties.isDiacritic && $0.properties.generalCategory != .nonspacingMark
                }))
        return bare.isEmpty || length(of: bare) == nil ? nil : bare
    }

    private static func places(of scalar: Unicode.Scalar) -> Int? {
        if isPlain(scalar) || basic.contains(scalar) { return 1 }
        return extended.contains(scalar) ? 2 : nil
    }

    /// The most frequent characters, without a look-up.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", " ", ".", ",", "/", ":", "-": true
        default: false
        }
    }

    /// Typographic characters would force Unicode: one dash reduces 160 characters to 70.
    private static let signs: [Character: String] = [
        "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "‘": "'", "’": "'", "ʼ": "'", "‚": "'", "“": "\"", "”": "\"",
        "„": "\"", "«": "\"", "»": "\"", "…": "...", "•": "*", "·": "-", "×": "x", "\u{A0}": " ", "\u{202F}": " ",
        "\u{2009}": " ", "\t": " ", "`": "'", "✓": "", "\u{200B}": "", "\u{FEFF}": "", "đ": "d", "Đ": "D",
        "ł": "l", "Ł": "L", "ı": "i", "œ": "oe", "Œ": "OE",
    ]

    private static let basic = Set(
        ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars)

    /// Each takes an escape and a septet.
    private static let extended = Set("\u{0C}^{}\\[~]|€".unicodeScalars)
}
