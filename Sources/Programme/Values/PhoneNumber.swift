/// An Indonesian mobile number in E.164: `+628…`.
package struct PhoneNumber: Hashable, Sendable {
    /// `+62`, then 9 to 13 digits, the first of which is 8.
    package let e164: String

    /// Digits after the country code. Old postpaid numbers have 9, numbers assigned since 2024 have 13.
    private static let lengths = 9...13
    /// The first digit of a mobile number after the country code.
    private static let mobile = "8"
    private static let country = "62"
    /// Toll-free, shared-cost and premium services: they begin like a mobile number and cannot receive text messages.
    private static let services = ["800", "804", "809", "840"]

    /// Parses a number as people type, paste and export it: with spaces, dots, dashes, slashes or brackets between the
    /// digits, with direction marks, in full-width digits, as a `tel:` link, with a leading `00`, `+62`, `62` or `0`,
    /// and with the country code or the `0` once too often. Throws `PhoneRefusal`.
    package init(reading text: String) throws(PhoneRefusal) {
        var number = try Self.digits(in: text)
        guard number.digits.count <= Self.lengths.upperBound + Self.country.count * 2 + 2 else {
            throw Self.holdsTwoNumbers(text) ? .twoNumbers : .tooLong
        }
        if !number.isInternational, number.digits.hasPrefix("00") {
            number = (String(number.digits.dropFirst(2)), true)
        }
        var national = Substring(number.digits)
        if number.isInternational {
            guard national.hasPrefix(Self.country) else { throw .foreign }
        }
        // The country code may occur twice, with a `0` before the number: a form adds the code, and the person types it
        // too.
        while national.hasPrefix(Self.country) { national = national.dropFirst(Self.country.count) }
        if national.hasPrefix("0") { national = national.dropFirst() }
        guard national.hasPrefix(Self.mobile) else { throw .fixedLine }
        guard !Self.services.contains(where: national.hasPrefix) else { throw .service }
        guard national.count >= Self.lengths.lowerBound else { throw .tooShort }
        guard national.count <= Self.lengths.upperBound else {
            throw Self.holdsTwoNumbers(text) ? .twoNumbers : .tooLong
        }
        e164 = "+\(Self.country)\(national)"
    }

    /// Nil where `init(reading:)` throws.
    package init?(_ text: String) {
        guard let number = try? PhoneNumber(reading: text) else { return nil }
        self = number
    }

    /// The usual written form: `0812-3456-7890`.
    package var display: String {
        let local = "0" + e164.dropFirst(3)
        return [local.prefix(4), local.dropFirst(4).prefix(4), local.dropFirst(8)]
            .map(String.init).filter { !$0.isEmpty }.joined(separator: "-")
    }

    /// `0812-••••-7890`
    package var masked: String { "0\(e164.dropFirst(3).prefix(3))-••••-\(e164.suffix(4))" }

    /// The digits, and whether a `+` or `tel:+` shows that a country code comes first.
    private static func digits(in text: String) throws(PhoneRefusal) -> (digits: String, isInternational: Bool) {
        var plain = text.plainDigits.trimmingWhitespace()
        if plain.lowercased().hasPrefix("tel:") { plain = String(plain.dropFirst("tel:".count)) }
        var kept = plain.filter { !$0.isSeparatorOfDigits }
        let isInternational = kept.hasPrefix("+")
        if isInternational { kept.removeFirst() }
        guard !kept.isEmpty, kept.allSatisfy(\.isASCIIDigit) else {
            throw holdsTwoNumbers(text) ? .twoNumbers : .notDigits
        }
        return (kept, isInternational)
    }

    /// Whether a slash, comma or word separates two runs that are each long enough to be a number.
    private static func holdsTwoNumbers(_ text: String) -> Bool {
        text.plainDigits.split { "/,;&|\n".contains($0) || $0.isLetter }
            .filter { $0.count(where: \.isASCIIDigit) >= lengths.lowerBound }
            .count > 1
    }
}

/// Why a text is not an Indonesian mobile number.
package enum PhoneRefusal: Refusal, CaseIterable {
    /// A letter or character that occurs in no number, or no digit at all.
    case notDigits
    /// A fixed line with its area code: it cannot receive text messages.
    case fixedLine
    /// A number of another country.
    case foreign
    /// 0800, 0804, 0809 or 0840: a service number, which cannot receive text messages.
    case service
    case tooShort
    case tooLong
    case twoNumbers

    package var code: String {
        switch self {
        case .notDigits: "contacts.phone.not-digits"
        case .fixedLine: "contacts.phone.fixed-line"
        case .foreign: "contacts.phone.foreign"
        case .service: "contacts.phone.service"
        case .tooShort: "contacts.phone.too-short"
        case .tooLong: "contacts.phone.too-long"
        case .twoNumbers: "contacts.phone.two-numbers"
        }
    }
}
