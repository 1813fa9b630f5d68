import Programme

/// Formats points in time. Times are of the programme's clock; functions with `real` take real times and convert
/// them by `timeline`, so that a page shows a single clock. The programme's zone comes first,
/// because laws and announcements use it; the reader's zone follows, or the other two zones while it is unknown. An
/// officer in the office reads the zone of their own province: alone for what happened, and with the programme's beside it
/// for dates in words and for ends, which are deadlines of the whole country. `App` formats times nowhere else.
extension Words {
    /// The zone of laws and announcements.
    private static let programme = Zone.wib

    /// The zone that a time is written in first.
    var first: Zone { isOffice ? zone ?? Self.programme : Self.programme }

    /// `Kamis, 16 April 2020, 16.00 WIB (18.00 WIT)`
    func moment(_ instant: Instant) -> String {
        let (date, time) = first.local(instant)
        return "\(fullDate(date)), \(clock(time)) \(first.rawValue)\(elsewhere(instant, clock))"
    }

    /// `16 Apr 2020, 16.00 WIB (18.00 WIT)`; in the office `16 Apr 2020, 18.00 WIT`.
    func shortMoment(_ instant: Instant) -> String {
        isOffice ? shortDate(instant) : shortDeadline(instant)
    }

    private func shortDeadline(_ instant: Instant) -> String { shortDate(instant) + elsewhere(instant, clock) }

    func moment(real instant: Instant) -> String { moment(timeline.programme(instant)) }
    func shortMoment(real instant: Instant) -> String { shortMoment(timeline.programme(instant)) }

    /// `Senin, 08.00 WIB / 10.00 WIT`, for a headline: with the reader's zone, or the country's last where it is unknown. A
    /// day that is not one of the next seven has its date: `20 April, 08.00 WIB / 10.00 WIT`.
    func headline(_ instant: Instant, at now: Instant) -> String {
        let (date, time) = Self.programme.local(instant)
        let days = date.daysSinceEpoch - Self.programme.date(of: now).daysSinceEpoch
        let day =
            switch days {
            case 0: self("hari ini", "today")
            case 1...6: weekday(date)
            default: "\(date.day) \(monthName(date.month))"
            }
        let other = zone ?? .wit
        let there = other == Self.programme ? "" : " / \(clock(other.local(instant).1)) \(other.rawValue)"
        return "\(day), \(clock(time)) \(Self.programme.rawValue)\(there)"
    }

    /// As `shortMoment`, for a table whose caption has `zoneNote`, so that the cells need not repeat the zones.
    func cellMoment(_ instant: Instant) -> String {
        zone == nil ? shortDate(instant) : shortMoment(instant)
    }

    /// The note on time zones for a table; nil for a reader whose zone is known.
    var zoneNote: String? {
        guard zone == nil else { return nil }
        return self("Jam dalam WIB. WITA lebih 1 jam, WIT lebih 2 jam.", "Times in WIB. WITA is 1 hour later, WIT 2.")
    }

    /// The last moment before `end`: for people a day ends at 23.59 and not at 00.00 of the next.
    func shortLastMoment(before end: Instant) -> String {
        shortDeadline(end - Span(milliseconds: 1))
    }

    /// The end of a schedule: the time that the institution wrote, or 23.59 of a last day that is included whole.
    func shortEnd(_ end: Instant) -> String {
        isMidnight(end) ? shortLastMoment(before: end) : shortDeadline(end)
    }

    /// `Rabu, 29 April 2020`: the last day before `end`, for deadlines that end with a day of the programme's zone.
    func lastDay(before end: Instant) -> String {
        fullDate(Self.programme.date(of: end - Span(milliseconds: 1)))
    }

    /// As `shortLastMoment`, for a table whose caption has `zoneNote`.
    func cellLastMoment(before end: Instant) -> String {
        cellDeadline(end - Span(milliseconds: 1))
    }

    /// As `shortEnd`, for a table whose caption has `zoneNote`.
    func cellEnd(_ end: Instant) -> String {
        isMidnight(end) ? cellLastMoment(before: end) : cellDeadline(end)
    }

    private func cellDeadline(_ instant: Instant) -> String {
        zone == nil ? shortDate(instant) : shortDeadline(instant)
    }

    private func isMidnight(_ instant: Instant) -> Bool { Self.programme.local(instant).1.milliseconds == 0 }

    /// `16.00 WIB (18.00 WIT)`, for a real time of today; in the office `18.00 WIT`.
    func hour(_ instant: Instant) -> String {
        guard !isOffice else { return ownHour(instant) }
        let instant = timeline.programme(instant)
        return "\(clock(Self.programme.local(instant).1)) \(Self.programme.rawValue)\(elsewhere(instant, clock))"
    }

    /// `18.00 WIT`: the reader's own zone alone, or the programme's while it is unknown; for a real time that is minutes
    /// away.
    func ownHour(_ instant: Instant) -> String {
        let own = zone ?? Self.programme
        return "\(clock(own.local(timeline.programme(instant)).1)) \(own.rawValue)"
    }

    /// The full minute from which on something is possible: never before the instant.
    func fullMinute(_ instant: Instant) -> Instant {
        let minute = Span.minutes(1).milliseconds
        let since = timeline.programme(instant).milliseconds % minute
        return since == 0 ? instant : instant + Span(milliseconds: minute - since)
    }

    /// `16.00.25 WIB (18.00.25 WIT)`, for a real time when an officer or a partner waits for less than a minute or so.
    func exactClock(_ instant: Instant) -> String {
        let instant = timeline.programme(instant)
        func digits(_ time: TimeOfDay) -> String {
            let digits = time.padded()
            return self(digits.replacing(":", with: "."), digits)
        }
        guard !isOffice else { return "\(digits(first.local(instant).1)) \(first.rawValue)" }
        return "\(digits(Self.programme.local(instant).1)) \(Self.programme.rawValue)\(elsewhere(instant, digits))"
    }

    /// `16 Apr 2020, 16.00.25 WIB`: the same with its day, where the second tells two rows apart.
    func exactMoment(_ instant: Instant) -> String {
        let date = (isOffice ? first : Self.programme).local(timeline.programme(instant)).0
        return "\(date.day) \(monthName(date.month).prefix(3)) \(date.year), \(exactClock(instant))"
    }

    /// `16.00` in Indonesian, `16:00` in English.
    func clock(_ time: TimeOfDay) -> String {
        let (hour, minute) = (padded(time.hour, to: 2), padded(time.minute, to: 2))
        return self("\(hour).\(minute)", "\(hour):\(minute)")
    }

    private func shortDate(_ instant: Instant) -> String {
        let (date, time) = first.local(instant)
        return "\(date.day) \(monthName(date.month).prefix(3)) \(date.year), \(clock(time)) \(first.rawValue)"
    }

    /// ` (18.00 WIT)` for a reader in the east, ` (17.00 WITA, 18.00 WIT)` for a reader whose zone is unknown, ` (16.00
    /// WIB)` for an officer in the east.
    func elsewhere(_ instant: Instant, _ format: (TimeOfDay) -> String) -> String {
        let others = (isOffice ? [Self.programme] : zone.map { [$0] } ?? [.wita, .wit]).filter { $0 != first }
        guard !others.isEmpty else { return "" }
        let today = first.date(of: instant)
        let times = others.map { other in
            let (date, time) = other.local(instant)
            let day =
                date == today
                ? "" : date > today ? self("esoknya ", "next day ") : self("sehari sebelumnya ", "the day before ")
            return "\(day)\(format(time)) \(other.rawValue)"
        }
        return " (\(times.joined(separator: ", ")))"
    }
}
