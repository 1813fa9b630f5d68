import Programme

/// The hours of one office in words, in the office's own zone.
struct HelpOfficeHours {
    let t: Words
    let office: HelpOffice
    let now: Instant
    let holidays: OfficeHolidays

    private var zone: String { office.zone.rawValue }
    private var today: CivilDate { office.zone.date(of: now) }

    /// `Buka sekarang` with its end, or `Tutup` with the next opening.
    var state: HTML {
        switch office.state(at: now, holidays: holidays.days) {
        case .open(let end):
            let until = t("sampai \(t.clock(end)) \(zone)", "until \(t.clock(end)) \(zone)")
            return "\(Part.tag(t("Buka sekarang", "Open now"), .done)) \(Part.number(until))"
        case .closed(let next):
            let tag = Part.tag(t("Tutup", "Closed"), .blocked)
            guard let next else { return tag }
            let opening = "\(day(of: next)) \(t.clock(next.time)) \(zone)"
            return "\(tag) \(t("buka lagi \(opening)", "opens again \(opening)"))"
        }
    }

    /// Within a week the weekday says enough.
    private func day(of next: OpeningHours.Opening) -> String {
        if next.date == today { return t("hari ini", "today") }
        let isNear = next.date < today.adding(days: OpeningHours.daysOfWeek)
        return isNear ? t.weekday(next.date) : "\(t.fullDate(next.date)),"
    }

    /// `Hari ini 08.00–12.00, 13.00–16.00 WIB`, or why it is closed.
    var hoursToday: String {
        let label = t("Hari ini", "Today")
        if let holiday = holidays.name(of: today, t) {
            return "\(label) \(t("tutup", "closed")): \(holiday)"
        }
        return "\(label) \(written(office.hours.intervals(on: today, holidays: holidays.days)))"
    }

    private func written(_ day: [OpeningHours.Interval]) -> String {
        guard !day.isEmpty else { return t("tutup", "closed") }
        return day.map { "\(t.clock($0.opens))–\(t.clock($0.closes))" }.joined(separator: ", ") + " \(zone)"
    }

    /// The whole week; days with the same hours in one line.
    var week: HTML {
        var runs: [(first: Int, last: Int, hours: [OpeningHours.Interval])] = []
        for weekday in 1...OpeningHours.daysOfWeek {
            let hours = office.hours.intervals(onWeekday: weekday)
            if let last = runs.last, last.hours == hours {
                runs[runs.count - 1].last = weekday
            } else {
                runs.append((weekday, weekday, hours))
            }
        }
        func line(_ run: (first: Int, last: Int, hours: [OpeningHours.Interval])) -> HTML {
            "<li>\(t.weekdays(run.first, run.last)): \(written(run.hours))</li>"
        }
        let note = t("Tutup pada hari libur dan cuti bersama.", "Closed on public holidays and joint leave.")
        return "<ul class=\"plain\">\(each: runs, line)</ul><p>\(note)</p>"
    }
}

extension HelpOffice.Kind {
    func name(_ t: Words) -> String {
        switch self {
        case .labour: t("Tenaga kerja", "Labour")
        case .industryAndTrade: t("Perindustrian dan perdagangan", "Industry and trade")
        case .tourism: t("Pariwisata", "Tourism")
        case .cooperatives: t("Koperasi dan UKM", "Cooperatives and small business")
        }
    }
}
