/// A telephone number as an office publishes it: a fixed line with its area code, or a mobile number.
package struct OfficePhone: Hashable, Sendable {
    /// `+62`, then the number without its leading 0.
    package let e164: String

    private static let country = "62"
    /// Digits after the country code: of a short fixed line with its area code, and of the longest mobile number.
    private static let lengths = 7...13
    /// Area codes of two digits after the 0: the largest cities. All others have three.
    private static let shortAreas = ["21", "22", "24", "31", "61"]
    private static let mobile: Character = "8"

    /// Nil for a number without its area code, of another country, or of too many or too few digits.
    package init?(_ text: String) {
        var plain = text.plainDigits.trimmingWhitespace().lowercased()
        if plain.hasPrefix("tel:") { plain = String(plain.dropFirst("tel:".count)) }
        var digits = plain.filter { !$0.isSeparatorOfDigits }[...]
        let isInternational = digits.hasPrefix("+")
        if isInternational { digits = digits.dropFirst() }
        guard digits.allSatisfy(\.isASCIIDigit) else { return nil }
        if isInternational {
            guard digits.hasPrefix(Self.country) else { return nil }
            digits = digits.dropFirst(Self.country.count)
        } else {
            guard digits.hasPrefix("0") else { return nil }
        }
        // `+62 (0)22`: the 0 is written beside the country code as well.
        if digits.hasPrefix("0") { digits = digits.dropFirst() }
        guard let first = digits.first, first != "0", first != "1", Self.lengths.contains(digits.count) else {
            return nil
        }
        e164 = "+\(Self.country)\(digits)"
    }

    /// `(022) 5550100`, or `0812-3456-7890`.
    package var display: String {
        if let mobile = PhoneNumber(e164) { return mobile.display }
        let national = e164.dropFirst(Self.country.count + 1)
        guard national.first != Self.mobile else { return "0\(national)" }
        let area = Self.shortAreas.contains { national.hasPrefix($0) } ? 2 : 3
        return "(0\(national.prefix(area))) \(national.dropFirst(area))"
    }
}
