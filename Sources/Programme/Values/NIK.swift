/// Nomor Induk Kependudukan: the 16 digits of an identity card, `PPKKCC DDMMYY SSSS`.
///
/// Only impossible numbers are refused. A NIK is not reissued when a birth date is corrected or its holder moves, so an
/// unknown region or a differing date are warnings, and the registry decides.
package struct NIK: Hashable, Sendable {
    package let digits: String

    /// Accepts the separators that `TypedText.digits` removes, as people and registers write them.
    package init(_ text: String) throws(NIKRefusal) {
        digits = try sixteenDigits(of: text)
        let (day, month, shortYear) = birthParts
        let realDay = day > 40 ? day - 40 : day
        // The century is unknown, so 29 February is allowed if either century had one.
        let year = 1900 + shortYear
        let possible = [year, year + 100].contains { CivilDate(year: $0, month: month, day: realDay) != nil }
        guard possible else { throw .impossibleDate }
    }

    /// Kemendagri code of the regency or city of first registration, such as `82.71`.
    package var regency: String { "\(digits.prefix(2)).\(digits.dropFirst(2).prefix(2))" }
    package var province: String { String(digits.prefix(2)) }
    package var isWoman: Bool { birthParts.day > 40 }

    /// Whether the date in the NIK can be this birth date. A mismatch is only a warning.
    package func agrees(with birthDate: CivilDate) -> Bool {
        let (day, month, year) = birthParts
        return (day > 40 ? day - 40 : day) == birthDate.day && month == birthDate.month && year == birthDate.year % 100
    }

    /// The latest birth date until `today` that the NIK can name. People who corrected their birth date have another one.
    package func birthDate(at today: CivilDate) -> CivilDate? {
        let (day, month, shortYear) = birthParts
        let years = [2000 + shortYear, 1900 + shortYear].filter { $0 <= today.year }
        return years.lazy.compactMap { CivilDate(year: $0, month: month, day: day > 40 ? day - 40 : day) }.first
    }

    /// For screens: the last four digits, to tell two numbers apart. The others are region and birth date, so with more
    /// of them the rest could be completed from an address and a birth date beside it.
    package var masked: String { "•••• •••• •••• \(digits.suffix(4))" }

    private var birthParts: (day: Int, month: Int, year: Int) {
        let numbers = digits.utf8.map { Int($0) - 48 }
        return (numbers[6] * 10 + numbers[7], numbers[8] * 10 + numbers[9], numbers[10] * 10 + numbers[11])
    }
}

package enum NIKRefusal: Refusal {
    /// The first character that is not a digit, such as the letter O.
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

/// Nomor Kartu Keluarga: 16 digits with region, date of entry and serial number.
package struct FamilyCard: Hashable, Sendable {
    package let digits: String

    package init(_ text: String) throws(NIKRefusal) {
        digits = try sixteenDigits(of: text)
    }
}

/// The digits of either number. A refusal names the first character that is not a digit.
private func sixteenDigits(of text: String) throws(NIKRefusal) -> String {
    let kept = TypedText.digits(text)
    if let other = kept.first(where: { !$0.isASCIIDigit }) { throw .notDigits(other) }
    guard kept.count == 16 else { throw .length(kept.count) }
    guard kept.suffix(4) != "0000" else { throw .impossibleSerial }
    return kept
}

/// Detects mix-ups of NIK and family card number, which both have 16 digits, before the registry is asked.
package enum TwoNumbers {
    /// The same number was entered in both fields.
    case same
    /// Each number was entered in the other's field.
    case swapped
    case fine

    /// A family card number has its date of entry where a NIK has the birth date. The two are swapped when the birth
    /// date is in the family card's field and not in the NIK's.
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
