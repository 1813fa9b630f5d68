/// Nomor Induk Kependudukan: the 16 digits of an identity card, `PPKKCC DDMMYY SSSS`.
///
/// Only what can never be true is refused. A NIK is not reissued when a birth date is corrected or somebody moves,
/// so a region we do not know or a date that differs from the one given are warnings, and the registry decides.
package struct NIK: Hashable, Sendable {
    package let digits: String

    /// Accepts spaces, dots and dashes between the digits, as people copy them from the card.
    package init(_ text: String) throws(NIKRefusal) {
        let kept = text.filter { !$0.isWhitespace && $0 != "." && $0 != "-" }
        guard kept.allSatisfy(\.isASCIIDigit) else { throw .notDigits }
        guard kept.count == 16 else { throw .length(kept.count) }
        guard kept.suffix(4) != "0000" else { throw .impossibleSerial }
        digits = kept
        let (day, month, _) = birthParts
        let realDay = day > 40 ? day - 40 : day
        // The century is unknown, so 29 February is allowed whenever either century had one.
        let year = 1900 + (Int(kept.dropFirst(10).prefix(2), in: 0...99) ?? 0)
        let possible = [year, year + 100].contains { CivilDate(year: $0, month: month, day: realDay) != nil }
        guard possible else { throw .impossibleDate }
    }

    /// Kemendagri code of the regency or city of first registration, such as `82.71`.
    package var regency: String { "\(digits.prefix(2)).\(digits.dropFirst(2).prefix(2))" }
    package var province: String { String(digits.prefix(2)) }
    package var isWoman: Bool { birthParts.day > 40 }

    /// Whether the date inside the NIK could be this birth date. A mismatch is a warning only.
    package func agrees(with birthDate: CivilDate) -> Bool {
        let (day, month, year) = birthParts
        return (day > 40 ? day - 40 : day) == birthDate.day && month == birthDate.month && year == birthDate.year % 100
    }

    /// For screens: the middle is hidden, so that a glance over the shoulder gives nothing away.
    package var masked: String { "\(digits.prefix(4)) •••• •••• \(digits.suffix(4))" }

    private var birthParts: (day: Int, month: Int, year: Int) {
        let numbers = digits.utf8.map { Int($0) - 48 }
        return (numbers[6] * 10 + numbers[7], numbers[8] * 10 + numbers[9], numbers[10] * 10 + numbers[11])
    }
}

package enum NIKRefusal: Refusal {
    case notDigits
    /// How many digits were typed instead of 16.
    case length(Int)
    case impossibleDate
    case impossibleSerial

    package var code: String {
        switch self {
        case .notDigits: "identity.nik.not-digits"
        case .length: "identity.nik.length"
        case .impossibleDate: "identity.nik.impossible-date"
        case .impossibleSerial: "identity.nik.impossible-serial"
        }
    }
}

/// Nomor Kartu Keluarga: 16 digits, region and date of entry and serial.
package struct FamilyCard: Hashable, Sendable {
    package let digits: String

    package init(_ text: String) throws(NIKRefusal) {
        let kept = text.filter { !$0.isWhitespace && $0 != "." && $0 != "-" }
        guard kept.allSatisfy(\.isASCIIDigit) else { throw .notDigits }
        guard kept.count == 16 else { throw .length(kept.count) }
        guard kept.suffix(4) != "0000" else { throw .impossibleSerial }
        digits = kept
    }
}

extension Character {
    package var isASCIIDigit: Bool { isASCII && isNumber }
}
