/// Nomor Induk Kependudukan: the 16 digits of an identity card, `PPKKCC DDMMYY SSSS`.
///
/// Only what can never be true is refused. A NIK is not reissued when a birth date is corrected or somebody moves,
/// so a region we do not know or a date that differs from the one given are warnings, and the registry decides.
package struct NIK: Hashable, Sendable {
    package let digits: String

    /// Accepts what `TypedText.digits` leaves out between the digits, as people and registers write them.
    package init(_ text: String) throws(NIKRefusal) {
        digits = try sixteenDigits(of: text)
        let (day, month, shortYear) = birthParts
        let realDay = day > 40 ? day - 40 : day
        // The century is unknown, so 29 February is allowed whenever either century had one.
        let year = 1900 + shortYear
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
    /// The first sign that is no digit, such as the letter O.
    case notDigits(Character)
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
        digits = try sixteenDigits(of: text)
    }
}

/// What the two numbers have in common. The first sign that is no digit is named in the refusal.
private func sixteenDigits(of text: String) throws(NIKRefusal) -> String {
    let kept = TypedText.digits(text)
    if let other = kept.first(where: { !$0.isASCIIDigit }) { throw .notDigits(other) }
    guard kept.count == 16 else { throw .length(kept.count) }
    guard kept.suffix(4) != "0000" else { throw .impossibleSerial }
    return kept
}

/// The two numbers of sixteen digits that people hold side by side, compared before anything is asked of the registry.
package enum TwoNumbers {
    /// The number of one card was typed into both fields.
    case same
    /// Each was typed into the other's field.
    case swapped
    case fine

    /// A family card's number holds the day it was made where a NIK holds the birth date. They changed places when the
    /// birth date stands in the family card's field and not in the NIK's.
    package init(nik: NIK, familyCard: FamilyCard, birthDate: CivilDate) {
        if nik.digits == familyCard.digits {
            self = .same
        } else if let other = try? NIK(familyCard.digits), other.agrees(with: birthDate), !nik.agrees(with: birthDate) {
            self = .swapped
        } else {
            self = .fine
        }
    }
}

extension Character {
    package var isASCIIDigit: Bool { isASCII && isNumber }
}
