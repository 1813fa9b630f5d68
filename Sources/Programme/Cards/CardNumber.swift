/// A beneficiary's card number: 16 digits, made of a prefix no identity number can have, twelve random digits and a
/// check digit.
///
/// A NIK has 16 digits too and begins with a province; no province is numbered 99, so the two cannot be confused.
package struct CardNumber: Hashable, Sendable {
    package let digits: String

    package static let prefix = "998"
    package static let randomDigits = 12

    /// Parses typed text, with spaces, dots or dashes between the groups.
    package init(_ text: String) throws(CardNumberRefusal) {
        let kept = text.filter { !$0.isWhitespace && $0 != "-" && $0 != "." }
        guard kept.allSatisfy(\.isASCIIDigit), kept.count == 16 else { throw .length }
        guard kept.hasPrefix(Self.prefix), Self.checkDigit(of: kept.dropLast()) == kept.last else { throw .mistyped }
        digits = kept
    }

    /// - Parameter random: twelve digits from the system's generator.
    package init(random: String) {
        precondition(random.count == Self.randomDigits && random.allSatisfy(\.isASCIIDigit))
        let body = Self.prefix + random
        digits = body + String(Self.checkDigit(of: body))
    }

    /// `9981 2345 6789 0127`
    package var grouped: String { Self.grouped(digits) }

    /// For every screen but the one on which the holder asked to see the number.
    package var masked: String { Self.masked(lastFour: lastFour) }

    package var lastFour: String { String(digits.suffix(4)) }

    package static func masked(lastFour: String) -> String { "•••• •••• •••• \(lastFour)" }

    /// Luhn: detects every single wrong digit and nearly every swap of two neighbouring digits, so a typing mistake is
    /// distinguished from a number that belongs to no card.
    private static func checkDigit(of body: some StringProtocol) -> Character {
        var sum = 0
        for (place, byte) in body.utf8.reversed().enumerated() {
            let digit = Int(byte) - 48
            let doubled = place.isMultiple(of: 2) ? digit * 2 : digit
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return Character(String((10 - sum % 10) % 10))
    }

    private static func grouped(_ digits: String) -> String {
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, place.isMultiple(of: 4) { text.append(" ") }
            text.append(digit)
        }
        return text
    }
}

package enum CardNumberRefusal: Refusal {
    /// Not 16 digits.
    case length
    /// 16 digits, but not a valid card number.
    case mistyped

    package var code: String {
        switch self {
        case .length: "cards.number.length"
        case .mistyped: "cards.number.mistyped"
        }
    }
}
