import Programme

/// What an institution reported too soon or too many at once within a day: what can still be held, what already stands,
/// and the form in which an officer records the institution's answer. It names no participant.
struct HastyCompletionsPage: Page {
    let t: Words
    let institution: ID<Partner>
    let name: String
    /// Nil where nothing is in doubt, or the institution has been asked since.
    let inDoubt: HastyInstitution?
    /// Of the last day, those that came too soon first.
    let completions: [HastyCompletion]
    /// The institution's reports by which no money moves yet.
    let held: [QueuedCompletion]
    /// When an officer last asked the institution, by the programme's clock.
    let askedAt: Instant?
    let now: Instant
    let form: FormState

    var title: String { t("Laporan selesai dari \(name)", "Completions reported by \(name)") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }
    var crumbs: [Crumb] { [Crumb(name, Paths.officePartner(institution))] }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(summary)
        \(Part.columns("\(waiting)\(standing)", acts: act))
        """
    }

    private var summary: HTML {
        guard let inDoubt else {
            let text = t("Tidak ada yang perlu ditanyakan sekarang.", "There is nothing to ask about now.")
            return "<p>\(text) \(asked)</p>"
        }
        let (count, quick, most) = (t.count(inDoubt.inDoubt), t.count(inDoubt.quick), t.count(inDoubt.mostInAnHour))
        let text = t(
            "\(count) laporan dalam 24 jam terakhir janggal: \(quick) terlalu cepat, paling banyak \(most) dalam satu jam.",
            "\(count) reports of the last 24 hours are implausible: \(quick) too soon, at most \(most) in one hour.")
        return "<p>\(text) \(asked)</p>"
    }

    private var asked: String {
        guard let askedAt else { return "" }
        let when = t.shortMoment(askedAt)
        return t("Terakhir ditanyakan \(when).", "Last asked \(when).")
    }

    private var waiting: HTML {
        let words = HeldCompletionWords(t: t)
        return """
            <h2>\(t("Ditahan: uangnya belum dibayarkan", "Held: nothing is paid yet"))</h2>
            \(Part.table(
                caption: t("Menunggu putusan dua petugas", "Awaiting two officers"),
                [t("Pelatihan", "Training"), t("Sebab", "Why"), t("Dilaporkan", "Reported"),
                    t("Berlaku otomatis", "Stands by itself")],
                held.map { report in
                    [
                        "<a href=\"\(Paths.heldCompletion(report.held.id))\">\(report.title)</a>",
                        "\(words.grounds(report.held.grounds))", "\(t.shortMoment(report.held.completion.at))",
                        "\(t.nearEnd(report.held.decideBy, at: now))",
                    ]
                }, empty: t("Tidak ada laporan lembaga ini yang ditahan.", "No report of this institution is held.")))
            """
    }

    private var standing: HTML {
        """
        <h2>\(t("Sudah berlaku", "Already standing"))</h2>
        <p>\(t(
            "Uang untuk laporan ini sudah dibukukan, jadi tidak dapat ditahan lagi. Bila lembaganya tidak dapat menjelaskan, hentikan penjualannya dari halaman mitra.",
            "The money for these is booked, so they cannot be held any more. If the institution has no explanation, stop its sales on the partner's page."))</p>
        \(Part.table(
            caption: t("24 jam terakhir, yang terlalu cepat dulu", "Last 24 hours, the too quick ones first"),
            [t("Pelatihan", "Training"), t("Sejak hadir pertama", "Since first attendance"), t("Selesai", "Completed"),
                t("Harga", "Price")],
            completions.map(row), empty: t("Tidak ada dalam 24 jam terakhir.", "None in the last 24 hours.")))
        """
    }

    private func row(_ completion: HastyCompletion) -> [HTML] {
        let mark: HTML = completion.isQuick ? " \(Part.tag(t("Terlalu cepat", "Too soon"), .wrong))" : .empty
        let passed =
            completion.attendedAt.map { attended in
                let minutes = t.count(Int((completion.completedAt - attended).milliseconds / 60_000))
                return t("\(minutes) menit dari \(completion.hours) jam", "\(minutes) min of \(completion.hours) h")
            } ?? t("hadir pertama tidak tercatat", "no first attendance recorded")
        return [
            "\(completion.title)\(mark)", "\(passed)", "\(t.shortMoment(completion.completedAt))",
            "\(completion.price.description)",
        ]
    }

    private var act: HTML {
        guard inDoubt != nil || !form.errors.isEmpty else { return .empty }
        return """
            <form method="post" action="\(Paths.hastyCompletions(institution))" class="panel">\(Field.token(form.csrf))
            <h2>\(t("Sudah ditanyakan?", "Has the institution been asked?"))</h2>
            \(ReasonField.area(form, t, hint: t(
                "Siapa yang Anda hubungi di lembaga itu, dan apa jawabannya?",
                "Whom did you reach at the institution, and what was the answer?")))
            \(Part.submit(t("Catat: sudah ditanyakan", "Record that it was asked")))</form>
            """
    }

    static func sample(_ t: Words) -> HastyCompletionsPage {
        var inDoubt = HastyInstitution(id: ID(6), name: "Balai Latihan Nusantara")
        (inDoubt.quick, inDoubt.mostInAnHour, inDoubt.inDoubt) = (1, 12, 1)
        return HastyCompletionsPage(
            t: t, institution: ID(6), name: inDoubt.name, inDoubt: inDoubt,
            completions: [HastyCompletion(sampleAt: CardView.sampleNow - .hours(3))], held: [.sample], askedAt: nil,
            now: CardView.sampleNow, form: .sample)
    }
}
