import Programme

/// The call centre's hours, and whether it is open now.
struct CallCentre: Sendable {
    let contact: ContactBlock

    func isOpen(at instant: Instant) -> Bool {
        let (date, time) = contact.zone.local(instant)
        guard let opens = TimeOfDay(contact.opens), let closes = TimeOfDay(contact.closes) else { return false }
        // Sunday is 0 in the calendar and 7 in the edition's count from Monday.
        let weekday = date.weekday == 0 ? 7 : date.weekday
        return (contact.firstWeekday...contact.lastWeekday).contains(weekday) && time >= opens && time < closes
    }

    func sentence(at instant: Instant, t: Words) -> HTML {
        let state =
            isOpen(at: instant)
            ? Part.tag(t("Buka sekarang", "Open now"), .done) : Part.tag(t("Tutup sekarang", "Closed now"), .blocked)
        return """
            <p><a href="tel:\(contact.callCentre)">\(contact.callCentre)</a> \(state)<br>
            \(days(t)), \([Zone.wib, .wita, .wit].map { hours($0, t) }.joined(separator: ", "))</p>
            """
    }

    /// In the zone of the contact block, on one line: `Senin–Jumat, 08.00–19.00 WIB`.
    func line(_ t: Words) -> String {
        "\(days(t)), \(hours(contact.zone, t))"
    }

    private func days(_ t: Words) -> String {
        t.weekdays(contact.firstWeekday, contact.lastWeekday)
    }

    /// The opening hours in the given zone.
    private func hours(_ zone: Zone, _ t: Words) -> String {
        let shift = zone.offset - contact.zone.offset
        func moved(_ text: String) -> String {
            guard let time = TimeOfDay(text) else { return text }
            return t.clock(TimeOfDay(milliseconds: time.milliseconds + shift.milliseconds))
        }
        return "\(moved(contact.opens))–\(moved(contact.closes)) \(zone.rawValue)"
    }
}
