import Programme

/// The queue of reported completions that wait for two officers. It names no participant.
struct HeldCompletionsPage: Page {
    let t: Words
    /// The one whose last day is nearest first.
    let reports: [QueuedCompletion]
    let hasMore: Bool
    /// Those that the job set aside; only on the first page.
    let setAside: [QueuedCompletion]
    let now: Instant

    var title: String { t("Laporan selesai yang ditahan", "Reported completions that are held") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t(
            "Laporan ini datang terlalu cepat atau terlalu banyak sekaligus. Tidak ada uang yang dibayarkan sampai dua petugas dengan peran berbeda memutuskan. "
                + "Yang tidak diputus sampai batasnya berlaku dengan sendirinya.",
            "These reports came too soon, or too many at once. Until two officers of different duties have decided, nothing is paid. "
                + "What is not decided by its last day stands by itself."))</p>
        \(changed)
        \(Part.table(
            caption: t("Menunggu putusan, batas terdekat dulu", "Awaiting a decision, the nearest last day first"),
            [t("Pelatihan", "Training"), t("Sebab", "Why"), t("Sejak hadir pertama", "Since first attendance"),
                t("Dilaporkan", "Reported"), t("Berlaku otomatis", "Stands by itself")],
            reports.map(row), empty: t("Tidak ada laporan yang ditahan.", "No report is held.")))
        \(more)
        """
    }

    /// What can stand only once a record is put back.
    private var changed: HTML? {
        guard !setAside.isEmpty else { return nil }
        func item(_ report: QueuedCompletion) -> HTML {
            let since = report.setAsideAt.map { t.shortMoment($0) } ?? "–"
            return """
                <li><a href="\(Paths.heldCompletion(report.held.id))">\(report.title), \(report.institutionName)</a>: \
                \(t("batasnya \(t.shortMoment(report.held.decideBy)), dilihat lagi \(since)", "last day \(t.shortMoment(report.held.decideBy)), looked at again \(since)"))</li>
                """
        }
        let text = t(
            "Batasnya lewat, tetapi datanya diubah di luar aplikasi, jadi uangnya tertahan. Beri tahu auditor. Begitu datanya "
                + "dipulihkan, laporannya berlaku dalam satu jam.",
            "Their last day is over, but a record was changed outside the application, so the money is held back. Notify the "
                + "auditor. Once the record is restored, the report stands within an hour.")
        return Banner(
            .wrong, markup: "<p>\(text)</p><ul>\(each: setAside, item)</ul>",
            title: t("Data laporan yang diubah", "Reports with changed records")
        ).html
    }

    private func row(_ report: QueuedCompletion) -> [HTML] {
        let words = HeldCompletionWords(t: t)
        let (minutes, hours) = (report.held.minutes, report.hours)
        let passed = t("\(minutes) menit dari \(hours) jam", "\(minutes) min of \(hours) h")
        return [
            """
            <a href="\(Paths.heldCompletion(report.held.id))">\(report.title)</a>\
            <small>\(report.institutionName)</small>
            """,
            "\(words.grounds(report.held.grounds))",
            "\(passed)",
            "\(t.shortMoment(report.held.completion.at))<small>\(t.age(now - report.held.completion.at))</small>",
            "\(t.nearEnd(report.held.decideBy, at: now))",
        ]
    }

    private var more: HTML? {
        guard hasMore, let last = reports.last else { return nil }
        let path = "\(Paths.heldCompletions)?sesudah=\(last.held.id)"
        return "<p>\(Part.button(t("Berikutnya", "Next"), to: path, secondary: true))</p>"
    }

    static func sample(_ t: Words) -> HeldCompletionsPage {
        HeldCompletionsPage(
            t: t, reports: [.sample], hasMore: false, setAside: [.changedSample], now: CardView.sampleNow)
    }
}

extension QueuedCompletion {
    static let sample = QueuedCompletion(sample: .sample)
    static let changedSample = QueuedCompletion(sample: .sample, setAsideAt: CardView.sampleNow)
}
