/// Days on which offices work: Monday to Friday except public holidays and days of joint leave.
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

    /// The instant from which something that may take `days` working days is late: the end of the last of them.
    ///
    /// - Parameter zone: whose days are counted: that of the office.
    package func deadline(from begun: Instant, days: Int, in zone: Zone) -> Instant {
        zone.instant(day(days, after: zone.date(of: begun)).adding(days: 1))
    }

    /// How many working days something took that began and ended on these dates; the first date is not counted, so an
    /// answer on the same day took none.
    package func count(from begun: CivilDate, through end: CivilDate) -> Int {
        var (day, count) = (begun, 0)
        // A day that is later than the calendar's last one is clamped to it and would never be reached.
        while day < end {
            day = day.adding(days: 1)
            if contains(day) { count += 1 }
        }
        return count
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
