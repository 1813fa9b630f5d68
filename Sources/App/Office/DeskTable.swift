import Programme

/// The officer's waiting work as a table: work, stake, age of the oldest item, limit, act.
struct DeskTable {
    let t: Words
    let now: Instant
    /// In the order in which they are shown.
    let duties: [Duty]

    var html: HTML {
        guard !duties.isEmpty else {
            let text = t(
                "Tidak ada yang menunggu. Yang baru akan tampil di sini.",
                "Nothing is waiting. New work will appear here.")
            return "<p class=\"empty\">\(text)</p>"
        }
        func heading(_ column: Column) -> HTML { "<th scope=\"col\">\(column.name(t))</th>" }
        return """
            <table class="desk"><caption class="hidden">\(t("Pekerjaan yang menunggu Anda", "Work that waits for you"))\
            </caption><thead><tr>\(each: columns, heading)<td></td></tr></thead>
            <tbody>\(each: duties.enumerated(), row)</tbody></table>
            """
    }

    private enum Column: CaseIterable {
        case work, stake, oldest, limit

        func name(_ t: Words) -> String {
            switch self {
            case .work: t("Pekerjaan", "Work")
            case .stake: t("Menyangkut", "At stake")
            case .oldest: t("Terlama menunggu", "Longest wait")
            case .limit: t("Batas", "Deadline")
            }
        }
    }

    /// A column that would be empty in every row is not drawn: some roles have no work with a sum or a deadline.
    private var columns: [Column] {
        Column.allCases.filter { column in
            switch column {
            case .work: true
            case .stake: duties.contains { $0.people != nil || $0.amount != nil }
            case .oldest: duties.contains { $0.oldest != nil }
            case .limit: duties.contains { $0.due != nil }
            }
        }
    }

    private func row(_ pair: (offset: Int, element: Duty)) -> HTML {
        let duty = pair.element
        func cell(_ column: Column) -> HTML {
            switch column {
            case .work:
                "<td class=\"work\"><strong>\(t(duty.label))</strong><small>\(detail(duty))</small></td>"
            case .stake: "<td class=\"stake\">\(stake(duty))</td>"
            case .oldest: "<td class=\"oldest\">\(duty.oldest.map { age(of: duty, since: $0) })</td>"
            case .limit: "<td class=\"limit\">\(duty.due.map(limit))</td>"
            }
        }
        return """
            <tr\(attribute: "class", duty.stake.isUrgent(at: now) ? "urgent" : nil)>\(each: columns, cell)\
            <td class="verb">\(button(duty, isFirst: pair.offset == 0))</td></tr>
            """
    }

    private func detail(_ duty: Duty) -> String {
        let count = t("\(t.count(duty.count)) menunggu", "\(t.count(duty.count)) waiting")
        return duty.detail.map { "\(count) · \(t($0))" } ?? count
    }

    /// People first; the sum below, rounded, with the exact one on the page behind the button.
    private func stake(_ duty: Duty) -> HTML {
        switch (duty.people, duty.amount) {
        case (let people?, let amount?): "<strong>\(t.people(people))</strong><small>\(t.roundSum(amount))</small>"
        case (let people?, nil): "<strong>\(t.people(people))</strong>"
        case (nil, let amount?): "<strong>\(t.roundSum(amount))</strong>"
        case (nil, nil): .empty
        }
    }

    /// By the calendar, nights and days off included, with the moment since when it waits. The bar shows how much of the
    /// time up to the limit is used; without a limit there is only the age.
    private func age(of duty: Duty, since oldest: Instant) -> HTML {
        let stake = duty.stake
        let bar: HTML =
            stake.used(at: now).map { used in
                """
                <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><path d="M0 4h\(used)"/></svg>
                """
            } ?? .empty
        let age = duty.age(t, at: now) ?? ""
        let since = duty.oldestDay.map { t("sejak \(t.date($0))", "since \(t.date($0))") } ?? t.since(oldest, at: now)
        return """
            <span class="age\(stake.isLate(at: now) ? " late" : "")">\(bar)\(age)</span>\
            <small>\(since)</small>
            """
    }

    private func limit(_ due: Instant) -> HTML {
        let isMidnight = Zone.wib.local(due).1.milliseconds == 0
        let near = isMidnight ? t.nearEnd(due, at: now) : t.near(due, at: now)
        let rest =
            now >= due
            ? t("lewat \(t.age(now - due))", "\(t.age(now - due)) late")
            : t("\(t.age(due - now)) lagi", "in \(t.age(due - now))")
        return "<strong>\(near)</strong><small>\(rest)</small>"
    }

    /// Filled for the first row alone, where it is urgent: one act stands out, and the others are as near.
    private func button(_ duty: Duty, isFirst: Bool) -> HTML {
        let label = duty.verb.map { t($0) } ?? t("Buka", "Open")
        return """
            <a class="button\(isFirst && duty.stake.isUrgent(at: now) ? "" : " secondary")" href="\(duty.path)">\(label)\
            <span class="hidden">: \(t(duty.label))</span></a>
            """
    }
}
