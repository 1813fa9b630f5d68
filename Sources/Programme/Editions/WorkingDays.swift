/// Days on which offices work: Monday to Friday except the edition's public holidays and days of joint leave.
package struct WorkingDays: Sendable, Equatable {
    package let holidays: Set<CivilDate>

    package init(holidays: [CivilDate] = []) {
        self.holidays = Set(holidays)
    }

    package func contains(_ date: CivilDate) -> Bool {
        (1...5).contains(date.weekday) && !holidays.contains(date)
    }

    /// The `count`-th working day after `date`; `date` itself is not counted.
    ///
    /// - Parameter count: 1 or more.
    package func day(_ count: Int, after date: CivilDate) -> CivilDate {
        var (day, left) = (date, count)
        while left > 0 {
            day = day.adding(days: 1)
            if contains(day) { left -= 1 }
        }
        return day
    }
}

extension Edition {
    package var workingDays: WorkingDays { WorkingDays(holidays: holidays ?? []) }
}

extension EligibilityRules {
    /// Working days for a contested NIK where an edition sets no number.
    package static let usualDisputeDays = 10
    /// The highest number an edition may set, in working days, because a person's payments wait for so long.
    package static let mostDisputeDays = 30

    /// How many working days the office has to decide a contested NIK.
    package var daysToSettle: Int { disputeDays ?? Self.usualDisputeDays }
}
