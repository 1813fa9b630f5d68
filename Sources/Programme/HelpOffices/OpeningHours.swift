/// When an office is open, by day of the week. It is closed on public holidays and days of joint leave.
package struct OpeningHours: Sendable, Equatable {
    /// One time without a pause, within a day.
    package struct Interval: Sendable, Equatable {
        package let opens: TimeOfDay
        package let closes: TimeOfDay

        /// Nil unless it closes after it opens.
        package init?(_ opens: TimeOfDay, _ closes: TimeOfDay) {
            guard opens < closes else { return nil }
            (self.opens, self.closes) = (opens, closes)
        }
    }

    /// What a visitor at the door finds.
    package enum State: Sendable, Equatable {
        case open(until: TimeOfDay)
        /// - Parameter next: nil where it opens on none of the days that are looked at.
        case closed(next: Opening?)
    }

    package struct Opening: Sendable, Equatable {
        package let date: CivilDate
        package let time: TimeOfDay

        package init(date: CivilDate, time: TimeOfDay) {
            (self.date, self.time) = (date, time)
        }
    }

    package static let daysOfWeek = 7
    /// Most intervals of one day: morning, afternoon and evening.
    package static let mostIntervals = 3
    /// Days that are searched for the next opening; no row of holidays is as long.
    static let daysAhead = 28

    /// Monday first.
    private let week: [[Interval]]

    /// - Parameter week: Monday first; the intervals of a day in their order, an empty list for a closed day.
    ///
    /// Nil unless there are seven days with at least one opening, and pauses between the intervals of a day.
    package init?(week: [[Interval]]) {
        guard week.count == Self.daysOfWeek, !week.allSatisfy(\.isEmpty), week.allSatisfy(Self.isInOrder) else {
            return nil
        }
        self.week = week
    }

    static func isInOrder(_ day: [Interval]) -> Bool {
        day.count <= mostIntervals && zip(day, day.dropFirst()).allSatisfy { $0.closes < $1.opens }
    }

    /// - Parameter weekday: 1 is Monday, 7 is Sunday.
    package func intervals(onWeekday weekday: Int) -> [Interval] {
        week.indices.contains(weekday - 1) ? week[weekday - 1] : []
    }

    package func intervals(on date: CivilDate, holidays: Set<CivilDate>) -> [Interval] {
        // Sunday is 0 in the calendar.
        holidays.contains(date) ? [] : intervals(onWeekday: date.weekday == 0 ? Self.daysOfWeek : date.weekday)
    }

    /// - Parameter zone: the office's own.
    package func state(at instant: Instant, in zone: Zone, holidays: Set<CivilDate>) -> State {
        let (today, time) = zone.local(instant)
        let intervals = intervals(on: today, holidays: holidays)
        if let present = intervals.first(where: { $0.opens <= time && time < $0.closes }) {
            return .open(until: present.closes)
        }
        if let later = intervals.first(where: { time < $0.opens }) {
            return .closed(next: Opening(date: today, time: later.opens))
        }
        for ahead in 1...Self.daysAhead {
            let date = today.adding(days: ahead)
            if let first = self.intervals(on: date, holidays: holidays).first {
                return .closed(next: Opening(date: date, time: first.opens))
            }
        }
        return .closed(next: nil)
    }
}

extension OpeningHours.Interval {
    /// `08:00-16:00`, as stored.
    var text: String { "\(opens.padded().prefix(5))-\(closes.padded().prefix(5))" }

    /// Reads `08:00-16:00` as people write it: with full stops, blanks, one digit for the hour and any dash.
    init?(written text: String) {
        let sides = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" || $0 == "—" }
        guard sides.count == 2, let opens = Self.time(sides[0]), let closes = Self.time(sides[1]) else { return nil }
        self.init(opens, closes)
    }

    private static func time(_ text: Substring) -> TimeOfDay? {
        let parts = String(text).trimmingWhitespace().split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            let hour = Int64(parts[0], in: 0...23), let minute = Int64(parts[1], in: 0...59)
        else { return nil }
        return TimeOfDay(milliseconds: (hour * 60 + minute) * 60_000)
    }
}

extension OpeningHours {
    private static let closedWords: Set = ["", "-", "–", "tutup", "libur", "closed"]

    /// Reads one day's field, `08.00–12.00, 13.00–16.00` or `tutup`: an empty list for a closed day, nil for a text
    /// that is neither.
    package static func day(written text: String) -> [Interval]? {
        let plain = text.plainDigits.trimmingWhitespace().lowercased()
        guard !closedWords.contains(plain) else { return [] }
        let parts = plain.replacing(" dan ", with: ",").replacing(" and ", with: ",")
            .split(omittingEmptySubsequences: false) { ",;/".contains($0) }
        let intervals = parts.compactMap { Interval(written: String($0).trimmingWhitespace()) }
        return intervals.count == parts.count && isInOrder(intervals) ? intervals : nil
    }

    /// As stored: Monday to Sunday, separated by semicolons.
    package var text: String {
        week.map { day in day.map(\.text).joined(separator: ",") }.joined(separator: ";")
    }

    /// Nil for a text that `text` does not write.
    package init?(text: String) {
        let days = text.split(separator: ";", omittingEmptySubsequences: false).map { Self.day(written: String($0)) }
        self.init(week: days.compactMap { $0 })
        guard days.count == Self.daysOfWeek, self.text == text else { return nil }
    }
}
