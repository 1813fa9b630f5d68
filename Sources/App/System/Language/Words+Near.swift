import Programme

/// Times and sums as a working table shows them: near ones by the day's name, long ones rounded. The office's pages
/// show the exact value beside them or one page further.
extension Words {
    /// `Hari ini 16.00 WIB`, `Besok 10.00 WIB`, `Kamis 16.00 WIB` within six days, `15 Mei 2020 16.00 WIB` otherwise. For
    /// an officer in the east what comes has both zones: `Kamis 18.00 WIT (16.00 WIB)`.
    func near(_ instant: Instant, at now: Instant) -> String {
        let (date, time) = first.local(instant)
        let days = date.daysSinceEpoch - first.date(of: now).daysSinceEpoch
        let day =
            switch days {
            case 0: self("Hari ini", "Today")
            case 1: self("Besok", "Tomorrow")
            case -1: self("Kemarin", "Yesterday")
            case 2...6: weekday(date)
            default: self.date(date)
            }
        let other = isOffice && instant > now ? elsewhere(instant, clock) : ""
        return "\(day) \(clock(time)) \(first.rawValue)\(other)"
    }

    /// `sejak kemarin 20.14 WIB`, `sejak Kamis 16.00 WIB`
    func since(_ instant: Instant, at now: Instant) -> String {
        let days = first.date(of: instant).daysSinceEpoch - first.date(of: now).daysSinceEpoch
        let near = near(instant, at: now)
        let text = (-1...1).contains(days) ? near.prefix(1).lowercased() + near.dropFirst() : near
        return self("sejak \(text)", "since \(text)")
    }

    /// As `near`, for a deadline: one at midnight is the last minute of the day before, because for people a day ends at
    /// 23.59.
    func nearEnd(_ end: Instant, at now: Instant) -> String { near(end - Span(milliseconds: 1), at: now) }

    /// `hari ini`, `1 hari`, `4 hari`: of what began on a day whose hour is not known.
    func age(_ day: CivilDate, on today: CivilDate) -> String {
        let days = max(0, today.daysSinceEpoch - day.daysSinceEpoch)
        if days == 0 { return self("hari ini", "today") }
        return self("\(days) hari", days == 1 ? "1 day" : "\(days) days")
    }

    /// `26 menit`, `17 jam`, `4 hari`: one unit, rounded down, for an age or a rest of time.
    func age(_ span: Span) -> String {
        let minutes = max(0, span.milliseconds / 60_000)
        switch minutes {
        case ..<1: return self("baru saja", "just now")
        case ..<120: return self("\(minutes) menit", "\(minutes) min")
        case ..<2_880: return self("\(minutes / 60) jam", "\(minutes / 60) h")
        default: return self("\(minutes / 1_440) hari", "\(minutes / 1_440) days")
        }
    }

    /// `Rp1,8 juta`, `Rp582,2 miliar`, `Rp20 triliun`, cut; sums below a million exactly.
    func roundSum(_ sum: Rupiah) -> String {
        let units: [(Int64, String, String)] = [
            (1_000_000_000_000, "triliun", "trillion"), (1_000_000_000, "miliar", "billion"),
            (1_000_000, "juta", "million"),
        ]
        let size = abs(sum.amount)
        guard let unit = units.first(where: { size >= $0.0 }) else { return sum.description }
        let tenths = size / (unit.0 / 10)
        let mark = self(",", ".")
        let digits = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10)\(mark)\(tenths % 10)"
        return "\(sum.amount < 0 ? "−" : "")Rp\(digits) \(self(unit.1, unit.2))"
    }
}
