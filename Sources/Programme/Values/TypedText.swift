import Foundation

/// What keyboards, documents and messengers put into a text beside what its writer meant: marks without a picture, blanks
/// of many widths, dashes of many lengths.
package enum TypedText {
    /// Without the marks that have no picture: direction marks, joiners, zero-width blanks, byte order marks.
    package static func visible(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !isInvisible($0) }))
    }

    /// A number as one row of ASCII digits: invisible marks, blanks, dots and every kind of dash are left out, and the
    /// digits of other keyboards (full-width, Arabic) become ours. What is neither stays, so that it can be named.
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
        // U+034F joins letters, U+FE00–FE0F choose a picture: neither has one of its own.
        default: scalar.value == 0x34F || (0xFE00...0xFE0F).contains(scalar.value)
        }
    }

    private static func isSeparator(_ character: Character) -> Bool {
        if character == "." || character == "\u{2212}" || character == "\u{B7}" { return true }
        return character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .dashPunctuation }
    }
}
