import Programme

/// A date in three boxes for day, month and year: the only kind of date field of the pages, and what reads it.
///
/// `type=date` opens a calendar in which a birthday is hundreds of months away, shows day and month in the order of the
/// phone's language and not of the page's, and is a bare text box in old browsers. Three boxes work everywhere, without
/// scripts, with the keyboard of digits.
struct DateField: Sendable {
    let name: String
    let label: Bilingual
    /// Shown in the hint, and in an error about an empty field.
    let example: String
    let isOptional: Bool

    init(_ name: String, _ label: Bilingual, example: String, isOptional: Bool = false) {
        (self.name, self.label, self.example, self.isOptional) = (name, label, example, isOptional)
    }

    /// The parts in the order of the boxes; each is a field of the form, `name-day` and so on.
    private enum Part: String, CaseIterable {
        case day, month, year

        var label: Bilingual {
            switch self {
            case .day: Bilingual(id: "Tanggal", en: "Day")
            case .month: Bilingual(id: "Bulan", en: "Month")
            case .year: Bilingual(id: "Tahun", en: "Year")
            }
        }

        var digits: Int { self == .year ? 4 : 2 }

        var range: ClosedRange<Int> {
            switch self {
            case .day: 1...31
            case .month: 1...12
            case .year: 1000...9999
            }
        }
    }

    private func field(_ part: Part) -> String { "\(name)-\(part.rawValue)" }

    // MARK: - Shown

    /// - Parameter hint: more than the example, before it.
    func html(_ form: FormState, _ t: Words, hint: String? = nil) -> HTML {
        let isWrong = form.error(name) != nil
        func box(_ part: Part) -> HTML {
            // The first box has the field's own name as its id: an error's link leads to it.
            let id = part == .day ? name : field(part)
            return """
                <div><label for="\(id)">\(t(part.label))</label><input id="\(id)" name="\(field(part))" type="text" \
                inputmode="numeric" autocomplete="off" maxlength="\(part.digits)" size="\(part.digits)" \
                value="\(form.values[field(part)] ?? "")"\(attribute: "aria-invalid", isWrong ? "true" : nil)></div>
                """
        }
        let parts = [
            hint, t("Misalnya \(example).", "For example \(example)."),
            isOptional ? t("Boleh kosong.", "Optional.") : nil,
        ]
        return Field.group(
            form, name, t(label), hint: parts.compactMap(\.self).joined(separator: " "),
            "<div class=\"date\">\(each: Part.allCases, box)</div>")
    }

    /// The form's values that show a date.
    func values(_ date: CivilDate) -> [String: String] {
        [field(.day): "\(date.day)", field(.month): "\(date.month)", field(.year): "\(date.year)"]
    }

    // MARK: - Read

    /// Every name that the form has for this field.
    var fields: [String] { Part.allCases.map(field) }

    /// The date, or the error at its field. Both are nil for an optional field that was left empty.
    func read(_ form: Form, _ t: Words) -> (date: CivilDate?, error: FieldError?) {
        func wrong(_ text: String) -> (CivilDate?, FieldError?) {
            (nil, FieldError(field: name, message: "\(t(label)): \(text)"))
        }
        let missing = Part.allCases.filter { form[field($0)].isEmpty }
        if missing.count == Part.allCases.count {
            if isOptional { return (nil, nil) }
            return wrong(
                t(
                    "tulis tanggal, bulan, dan tahun, misalnya \(example).",
                    "write the day, the month and the year, such as \(example)."))
        }
        if let part = missing.first {
            let name = t(part.label).lowercased()
            return wrong(
                t("\(name) belum ditulis. Misalnya \(example).", "the \(name) is missing. Such as \(example)."))
        }
        let read = Part.allCases.map { (part: $0, number: Int(form[field($0)], in: $0.range)) }
        if let part = read.first(where: { $0.number == nil })?.part { return wrong(Self.remedy(part, t)) }
        let numbers = read.compactMap(\.number)
        guard let date = CivilDate(year: numbers[2], month: numbers[1], day: numbers[0]) else {
            let day = "\(numbers[0]) \(t.monthName(numbers[1])) \(numbers[2])"
            return wrong(
                t(
                    "tidak ada tanggal \(day). Periksa tanggal dan bulannya.",
                    "there is no \(day). Check the day and the month."))
        }
        return (date, nil)
    }

    private static func remedy(_ part: Part, _ t: Words) -> String {
        switch part {
        case .day: t("tulis tanggal sebagai angka 1 sampai 31.", "write the day as a number from 1 to 31.")
        case .month: t("tulis bulan sebagai angka 1 sampai 12.", "write the month as a number from 1 to 12.")
        case .year: t("tulis tahun dengan 4 angka.", "write the year with 4 digits.")
        }
    }
}

/// The time of a day, as the pages write it: `16.00`.
struct TimeField: Sendable {
    let name: String
    let label: Bilingual

    func html(_ form: FormState, _ t: Words, hint: String) -> HTML {
        Field.text(form, name, t(label), hint: hint, keyboard: "decimal", autocomplete: "off", width: 5, maxLength: 5)
    }

    /// With a full stop, as the pages write it, or with a colon.
    func read(_ form: Form, _ t: Words) -> (time: TimeOfDay?, error: FieldError?) {
        if let time = TimeOfDay(form[name].replacing(".", with: ":")) { return (time, nil) }
        let message = t("tulis jam dan menit, misalnya 16.00.", "write hours and minutes, such as 16.00.")
        return (nil, FieldError(field: name, message: "\(t(label)): \(message)"))
    }
}
