/// A calendar date without time or zone: a birthday, the last day to buy. Proleptic Gregorian.
package struct CivilDate: Hashable, Comparable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Nil when the calendar has no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        guard (1...CivilDate.days(in: month, of: year)).contains(day) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Parses `2020-04-16`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2 else { return nil }
        guard let year = Int(parts[0], in: 1...9999), let month = Int(parts[1], in: 1...12),
            let day = Int(parts[2], in: 1...31)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Day number with 1970-01-01 as 0, by the era arithmetic of the Gregorian calendar (400 years are 146,097 days).
    package var daysSinceEpoch: Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int64(era * 146_097 + dayOfEra - 719_468)
    }

    /// The first and the last day of the calendar, as days since 1970-01-01.
    private static let range: ClosedRange<Int64> = -719_162...2_932_896

    /// Days before the year 1 or after 9999 are clamped to the first or last day of `range`.
    package init(daysSinceEpoch: Int64) {
        let shifted = min(max(daysSinceEpoch, Self.range.lowerBound), Self.range.upperBound) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthPart = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * monthPart + 2) / 5 + 1)
        month = Int(monthPart < 10 ? monthPart + 3 : monthPart - 9)
        year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    }

    /// 0 is Sunday.
    package var weekday: Int {
        Int(((daysSinceEpoch + 4) % 7 + 7) % 7)
    }

    /// Clamped to the calendar's first and last day.
    package func adding(days: Int) -> CivilDate {
        let (sum, overflow) = daysSinceEpoch.addingReportingOverflow(Int64(days))
        return CivilDate(daysSinceEpoch: overflow ? (days < 0 ? .min : .max) : sum)
    }

    /// The same day of a later month, or that month's last day where it is shorter. Clamped to the years 1 to 9999.
    package func adding(months: Int) -> CivilDate {
        let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        let total = min(max(overflow ? (months < 0 ? .min : .max) : sum, 12), 9999 * 12 + 11)
        let (newYear, newMonth) = (total / 12, total % 12 + 1)
        return CivilDate(
            existing: newYear, newMonth, min(day, CivilDate.days(in: newMonth, of: newYear)))
    }

    /// - Precondition: the day exists; it is not checked.
    private init(existing year: Int, _ month: Int, _ day: Int) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Whole years of age on `date` of a person born on this day; a birthday on 29 February counts from 1 March.
    package func age(on date: CivilDate) -> Int {
        let hadBirthday = (date.month, date.day) >= (month, day)
        return date.year - year - (hadBirthday ? 0 : 1)
    }

    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CivilDate: CustomStringConvertible, Codable {
    package var description: String {
        "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let date = CivilDate(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "“\(text)” is not a date such as 2020-04-16"))
        }
        self = date
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Time of the day, to the millisecond.
package struct TimeOfDay: Hashable, Comparable, Sendable {
    /// Since midnight, in `0..<86_400_000`.
    package let milliseconds: Int64

    /// Values outside a day wrap around: −1 is its last millisecond.
    package init(milliseconds: Int64) {
        let day: Int64 = 86_400_000
        self.milliseconds = (milliseconds % day + day) % day
    }

    package var hour: Int { Int(milliseconds / 3_600_000) }
    package var minute: Int { Int(milliseconds / 60_000 % 60) }
    package var second: Int { Int(milliseconds / 1_000 % 60) }

    /// Parses `16:00`, `16:00:05` or `16:00:05.250`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3 else { return nil }
        guard let hour = Int64(parts[0], in: 0...23), let minute = Int64(parts[1], in: 0...59), parts[0].count == 2,
            parts[1].count == 2
        else { return nil }
        var milliseconds: Int64 = 0
        if parts.count == 3 {
            let second = parts[2].split(separator: ".", omittingEmptySubsequences: false)
            guard let whole = Int64(second[0], in: 0...59), second[0].count == 2 else { return nil }
            milliseconds = whole * 1_000
            if second.count == 2 {
                guard second[1].count == 3, let fraction = Int64(second[1], in: 0...999) else { return nil }
                milliseconds += fraction
            }
        }
        self.init(milliseconds: (hour * 60 + minute) * 60_000 + milliseconds)
    }

    package func padded(withMilliseconds: Bool = false) -> String {
        let clock =
            "\(Programme.padded(hour, to: 2)):\(Programme.padded(minute, to: 2)):\(Programme.padded(second, to: 2))"
        return withMilliseconds ? clock + ".\(Programme.padded(Int(milliseconds % 1_000), to: 3))" : clock
    }

    package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

/// Indonesia's three time zones, none with summer time since 1988, and UTC.
package enum Zone: String, Sendable, Codable, CaseIterable {
    case utc = "UTC"
    case wib = "WIB"
    case wita = "WITA"
    case wit = "WIT"

    package var offset: Span {
        switch self {
        case .utc: .zero
        case .wib: .hours(7)
        case .wita: .hours(8)
        case .wit: .hours(9)
        }
    }

    package func local(_ instant: Instant) -> (CivilDate, TimeOfDay) {
        let shifted = instant.milliseconds + offset.milliseconds
        let day = shifted >= 0 ? shifted / 86_400_000 : (shifted - 86_399_999) / 86_400_000
        return (CivilDate(daysSinceEpoch: day), TimeOfDay(milliseconds: shifted - day * 86_400_000))
    }

    package func date(of instant: Instant) -> CivilDate {
        local(instant).0
    }

    package func instant(_ date: CivilDate, _ time: TimeOfDay = TimeOfDay(milliseconds: 0)) -> Instant {
        Instant(milliseconds: date.daysSinceEpoch * 86_400_000 + time.milliseconds - offset.milliseconds)
    }
}

/// In decimal, with leading zeros up to `width` digits.
package func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
