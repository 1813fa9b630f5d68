import Programme

extension Words {
    func callAsFunction(_ text: Bilingual) -> String {
        self(text.id, text.en)
    }

    /// `16 April 2020`
    func date(_ date: CivilDate) -> String {
        "\(date.day) \(monthName(date.month)) \(date.year)"
    }

    /// `Kamis, 16 April 2020`
    func fullDate(_ date: CivilDate) -> String {
        "\(weekdayName(date.weekday)), \(self.date(date))"
    }

    /// `Senin–Jumat`, from the edition's count of days: 1 is Monday, 7 is Sunday.
    func weekdays(_ first: Int, _ last: Int) -> String {
        first == last ? weekdayName(first % 7) : "\(weekdayName(first % 7))–\(weekdayName(last % 7))"
    }

    /// `…204418`: the last digits of an id, enough to tell the rows of a page apart. Short ids are shown as they are.
    func short(_ id: Int64) -> String {
        let digits = "\(id)"
        return digits.count > 9 ? "…\(digits.suffix(6))" : digits
    }

    func short<Entity>(_ id: ID<Entity>) -> String { short(id.rawValue) }

    /// `2.078.026` in Indonesian, `2,078,026` in English.
    func count(_ number: Int) -> String {
        let digits = grouped(number)
        return self(digits, digits.replacing(".", with: ","))
    }

    /// `89%`: to the nearest percent. Only the whole is 100%, and only nothing is 0%: a part just above nothing is `kurang
    /// dari 1%`, and what it leaves of the whole `lebih dari 99%`.
    func percent(_ part: Int, of whole: Int) -> String {
        share(Int64(part), of: Int64(whole), in: 100) { "\($0)%" }
    }

    /// `3,4%`: to the nearest tenth of a percent, as `percent` of counts.
    func percent(_ part: Rupiah, of whole: Rupiah) -> String {
        share(part.amount, of: whole.amount, in: 1_000) {
            self("\($0 / 10),\($0 % 10)%", "\($0 / 10).\($0 % 10)%")
        }
    }

    private func share(_ part: Int64, of whole: Int64, in units: Int64, _ name: (Int64) -> String) -> String {
        let share = nearest(part, of: whole, in: units)
        guard part > 0, part < whole else { return name(share) }
        if share == 0 { return self("kurang dari \(name(1))", "less than \(name(1))") }
        guard nearest(whole - part, of: whole, in: units) == 0 else { return name(share) }
        return self("lebih dari \(name(units - 1))", "more than \(name(units - 1))")
    }

    /// How many of `units` equal pieces of the whole the part is, to the nearest one; all of them only for the whole.
    private func nearest(_ part: Int64, of whole: Int64, in units: Int64) -> Int64 {
        guard whole > 0, part > 0 else { return 0 }
        let share = (part * units + whole / 2) / whole
        return part < whole ? min(share, units - 1) : share
    }

    /// `1 orang` or `1 person`, `2.000 orang` or `2,000 people`.
    func people(_ number: Int) -> String {
        self("\(count(number)) orang", number == 1 ? "1 person" : "\(count(number)) people")
    }

    /// `1 tempat` or `1 place`, `2.000 tempat` or `2,000 places`.
    func places(_ number: Int) -> String {
        self("\(count(number)) tempat", number == 1 ? "1 place" : "\(count(number)) places")
    }

    /// `2 hari 3 jam`, to the two largest units; never less than a minute.
    func span(_ span: Span) -> String {
        let minutes = max(1, span.milliseconds / 60_000)
        let (days, hours, rest) = (minutes / 1_440, minutes / 60 % 24, minutes % 60)
        let units = [
            (days, self("\(days) hari", plural(days, "day"))), (hours, self("\(hours) jam", plural(hours, "hour"))),
            (rest, self("\(rest) menit", plural(rest, "minute"))),
        ]
        return units.drop { $0.0 == 0 }.prefix(2).filter { $0.0 > 0 }.map(\.1).joined(separator: " ")
    }

    private func plural(_ number: Int64, _ noun: String) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }

    /// `Kamis`
    func weekday(_ date: CivilDate) -> String { weekdayName(date.weekday) }

    func monthName(_ month: Int) -> String {
        switch language {
        case .indonesian: Self.indonesianMonths[month - 1]
        case .english: Self.englishMonths[month - 1]
        }
    }

    private func weekdayName(_ weekday: Int) -> String {
        switch language {
        case .indonesian: Self.indonesianDays[weekday]
        case .english: Self.englishDays[weekday]
        }
    }

    private static let indonesianMonths = [
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
        "Desember",
    ]
    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let indonesianDays = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"]
    private static let englishDays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
}
