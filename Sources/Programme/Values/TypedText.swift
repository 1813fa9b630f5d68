import Foundation

/// Removes what keyboards, documents and messengers add to a text: invisible characters, spaces of various widths,
/// dashes of various lengths.
package enum TypedText {
    /// The text without invisible characters: direction marks, joiners, zero-width spaces, byte-order marks.
    package static func visible(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !isInvisible($0) }))
    }

    /// A number as ASCII digits: invisible characters, blanks, dots and every kind of dash are removed, and digits of
    /// other scripts (full-width, Arabic) are converted. Any other character is kept, so that a refusal can name it.
    package static func digits(_ text: String) -> String {
        var kept = ""
        for character in visible(text) where !character.isWhitespace && !isSeparator(character) {
            let scalars = character.unicodeScalars
            if let scalar = scalars.first, scalars.count == 1, scalar.properties.generalCategory == .decimalNumber,
                let value = character.wholeNumberValue
            {
                kept += String(value)
            } else {
                kept.append(character)
            }
        }
        return kept
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .format: true
        case .control: !scalar.properties.isWhitespace
        // U+034F joins letters and U+FE00–FE0F select variants: neither is visible itself.
        default: scalar.value == 0x34F || (0xFE00...0xFE0F).contains(scalar.value)
        }
    }

    private static func isSeparator(_ character: Character) -> Bool {
        if character == "." || character == "\u{2212}" || character == "\u{B7}" { return true }
        return character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .dashPunctuation }
    }
}
