import Programme

/// The queue: how old it is, whose cases, and each with deadline and stake.
struct CaseQueuePage: Page {
    let t: Words
    let now: Instant
    let zone: Zone
    let view: CaseView
    let category: CaseCategory?
    let cases: [ServiceCase]
    /// Of the category, by view.
    let counts: [CaseView: Int]
    /// Of what waits for an answer that this officer may give.
    let ageing: [(dueAt: Instant, cases: Int)]
    let workingDays: WorkingDays
    let names: [ID<Officer>: String]
    let officer: Officer

    var title: String { t("Keluhan dan sanggahan", "Complaints and appeals") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title) (\(t.count(counts[view] ?? 0)))</h1>
        <p>\(acts)</p>
        \(Part.columns(queue, acts: Part.panel(t("Sisa waktu", "Time left"), timeLeft)))
        """
    }

    /// Above the queue: on a phone a hundred cases would stand between an officer with a caller and the form.
    private var acts: HTML {
        """
        \(Part.button(t("Catat keluhan", "Write down a complaint"), to: Paths.caseEntry))
        \(Part.button(t("Jawab bersama", "Answer many at once"), to: Paths.caseBatches, secondary: true))
        \(Part.button(t("Templat jawaban", "Answer templates"), to: Paths.caseTemplates, secondary: true))
        """
    }

    private var queue: HTML {
        """
        <nav aria-label="\(t("Saring", "Filter"))"><ul class="chips">\(each: views, filter)</ul></nav>
        \(categoryNote)
        \(view.note(t).map { "<p>\($0)</p>" } ?? .empty)
        \(Part.table(
            caption: t(
                "Batas waktu terdekat dulu, lalu yang dampaknya terbesar",
                "Nearest deadline first, then the highest stake"),
            [
                t("Nomor", "Number"), t("Tentang", "About"), t("Dijawab paling lambat", "Answer by"),
                t("Status", "Status"), t("Petugas", "Officer"),
            ],
            cases.map(row),
            empty: t(
                "Tidak ada di antrean ini. Yang baru masuk tampil di sini.",
                "Nothing in this queue. New ones appear here.")))
        """
    }

    /// What does not wait for this officer's answer is offered where there is any.
    private var views: [CaseView] {
        CaseView.allCases.filter { $0.isForAnswer || $0 == view || (counts[$0] ?? 0) > 0 }
    }

    // MARK: - Ageing

    private var buckets: [(label: String, cases: Int, colour: ChartColour)] {
        let today = zone.date(of: now)
        // Late by calendar days, and left in the working days in which answers are promised.
        func days(_ dueAt: Instant) -> Int64 {
            let last = zone.date(of: dueAt - Span(milliseconds: 1))
            return last > today
                ? max(1, Int64(workingDays.count(from: today, through: last)))
                : last.daysSinceEpoch - today.daysSinceEpoch
        }
        let groups: [(String, ChartColour, (Int64) -> Bool)] = [
            (t("Terlambat lebih dari seminggu", "Late by more than a week"), .bad, { $0 < -7 }),
            (t("Terlambat", "Late"), .bad, { (-7..<0).contains($0) }),
            (t("Hari ini", "Today"), .now, { $0 == 0 }),
            (t("Satu sampai tiga hari kerja", "One to three working days"), .c4, { (1...3).contains($0) }),
            (t("Lebih dari tiga hari kerja", "More than three working days"), .c4, { $0 > 3 }),
        ]
        return groups.map { label, colour, holds in
            (label, ageing.filter { holds(days($0.dueAt)) }.reduce(0) { $0 + $1.cases }, colour)
        }
    }

    private var timeLeft: HTML {
        BarList(
            rows: buckets.map { bucket in
                BarList.Row(bucket.label, t.count(bucket.cases), Int64(bucket.cases), bucket.colour)
            }
        ).html
    }

    // MARK: - The queue

    private func filter(_ view: CaseView) -> HTML {
        let current = view == self.view ? "page" : nil
        let label = view.isForAnswer ? view.label(t) : "\(view.label(t)) (\(t.count(counts[view] ?? 0)))"
        return
            "<li><a href=\"\(Paths.caseOffice(view, category))\"\(attribute: "aria-current", current)>\(label)</a></li>"
    }

    private var categoryNote: HTML {
        guard let category else { return .empty }
        return """
            <p>\(t("Hanya", "Only")): <strong>\(t(category.label))</strong>.
            <a href="\(Paths.caseOffice(view))">\(t("Semua jenis", "All kinds"))</a></p>
            """
    }

    private func row(_ stored: ServiceCase) -> [HTML] {
        let isCorrected = view == .second && stored.state == .open
        let (text, kind) =
            isCorrected
            ? (t("Koreksi menunggu petugas kedua", "Correction waits for a second officer"), Tag.waiting)
            : stored.officeStanding(t, at: now)
        let about =
            stored.contested.map { "\(t(stored.category.label)): \(t($0.kind.label))" } ?? t(stored.category.label)
        let stake = stored.category.stake == 3 ? t("Berdampak besar", "High stake") : nil
        let small = [who(stored), stake].compactMap(\.self).joined(separator: " · ")
        return [
            "<a href=\"\(Paths.officeCase(stored.id))\">\(Part.number(stored.number))</a>",
            "<a href=\"\(Paths.caseOffice(view, stored.category))\">\(about)</a><small>\(small)</small>",
            "\(t.lastDay(before: stored.dueAt))", Part.tag(text, kind),
            "\(stored.assignee.map { names[$0] ?? "–" } ?? t("Belum diambil", "Not taken"))",
        ]
    }

    /// Tells the rows apart without reading a person's data: each reading of a case is recorded for its person.
    private func who(_ stored: ServiceCase) -> String {
        let since = t.shortMoment(stored.begunAt)
        let person =
            stored.person.map { t("peserta \(t.short($0))", "participant \(t.short($0))") }
            ?? t("orang tanpa akun", "person without an account")
        return t("\(person), masuk \(since)", "\(person), came in \(since)")
    }

    static func sample(_ t: Words) -> CaseQueuePage {
        CaseQueuePage(
            t: t, now: ServiceCase.sampleNow, zone: .wib, view: .all, category: nil, cases: [.sample],
            counts: [.all: 9, .second: 1],
            ageing: [(ServiceCase.sampleNow - .days(2), 2), (ServiceCase.sampleNow + .days(3), 7)],
            workingDays: WorkingDays(), names: [:], officer: .sample(1, "Ani", .helpdesk))
    }
}

extension CaseView {
    /// Whether it holds what waits for this officer's answer, as the desk counts it.
    var isForAnswer: Bool {
        switch self {
        case .all, .mine, .free, .late: true
        case .second, .others: false
        }
    }

    fileprivate func label(_ t: Words) -> String {
        switch self {
        case .all: t("Perlu dijawab", "To answer")
        case .mine: t("Milik saya", "Mine")
        case .free: t("Belum diambil", "Not taken")
        case .late: t("Terlambat", "Late")
        case .second: t("Menunggu petugas kedua", "Waits for a second officer")
        case .others: t("Dijawab petugas lain", "For another officer")
        }
    }

    /// Why these are not among the others.
    fileprivate func note(_ t: Words) -> String? {
        switch self {
        case .all, .mine, .free, .late: nil
        case .second:
            t(
                "Jawaban atau koreksinya sudah diusulkan. Petugas kedua yang memutuskan.",
                "An answer or a correction is proposed. A second officer decides.")
        case .others:
            t(
                "Anda yang mencatatnya, atau keputusan Anda yang disanggah.",
                "You entered them, or they contest your decision.")
        }
    }
}
