import Programme

/// `/kantor/pekerjaan`: jobs that failed too often, by kind and cause.
struct DeadJobsPage: Page {
    let t: Words
    let groups: [DeadJobGroup]

    var title: String { t("Mesin: pekerjaan yang berhenti", "Machinery: jobs that stopped") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t(
            "Perbaiki dulu penyebabnya, lalu jalankan lagi. Menjalankan dua kali tidak membayar dua kali.",
            "Fix the cause first, then run it again. Running it twice never pays twice."))</p>
        \(Part.table(
            caption: t("Menurut jenis dan sebab", "By kind and cause"),
            [t("Pekerjaan", "Work"), t("Jumlah", "Number"), t("Sebab", "Cause"), t("Sejak", "Since"), t("Terakhir", "Last"), t("Tindakan", "Act")],
            groups.map(row), empty: t("Tidak ada. Semua pekerjaan berjalan.", "None. All work is running.")))
        """
    }

    private func row(_ group: DeadJobGroup) -> [HTML] {
        [
            "\(JobWords.name(group.name, t))",
            "<strong>\(t.count(group.count))</strong>", "\(group.cause.words(t).what)",
            "\(t.shortMoment(real: group.firstAt))", "\(t.shortMoment(real: group.lastAt))",
            Part.button(t("Periksa", "Look"), to: Paths.officeJobGroup(group.name, group.cause), secondary: true),
        ]
    }

    static func sample(_ t: Words) -> DeadJobsPage { DeadJobsPage(t: t, groups: [.sample]) }
}

extension DeadJobGroup {
    static let sample = DeadJobGroup(
        name: "payouts.send", cause: .silent, count: 212, firstAt: Instant(milliseconds: 1_587_020_400_000),
        lastAt: Instant(milliseconds: 1_587_031_200_000))
}

/// The dead jobs of one kind and cause: for whom, why, and both decisions about all of them.
struct DeadJobGroupPage: Page {
    let t: Words
    let name: String
    let cause: DeadJobCause
    let jobs: [DeadJob]
    let count: Int
    let form: FormState

    /// Jobs shown, and decided on at once.
    static let length = 100

    var title: String { JobWords.name(name, t) }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        let words = cause.words(t)
        return """
            <h1>\(title)</h1>
            <p><strong>\(words.what).</strong> \(words.remedy)</p>
            \(jobs.isEmpty ? nothing : decisions)
            \(Part.table(
                caption: caption,
                [t("Untuk", "For"), t("Berhenti", "Stopped"), t("Percobaan", "Attempts"), t("Sebab", "Cause"), t("Tindakan", "Act")],
                jobs.map(row), empty: t("Tidak ada lagi dari jenis ini.", "There is none of this kind any more.")))
            """
    }

    private var nothing: HTML {
        Part.button(t("Kembali ke daftar", "Back to the list"), to: Paths.officeJobs, secondary: true)
    }

    private var caption: String {
        count > jobs.count
            ? t(
                "\(t.count(jobs.count)) tertua dari \(t.count(count))",
                "The \(t.count(jobs.count)) oldest of \(t.count(count))")
            : t("\(t.count(count)) pekerjaan", "Jobs: \(t.count(count))")
    }

    /// The numbers of the jobs that the page shows: a second press finds none of them dead and does nothing.
    private var shown: HTML {
        Field.hidden("sampai", jobs.last.map { "\($0.id)" } ?? "")
    }

    private var decisions: HTML {
        let number = t.count(jobs.count)
        let again = t("Jalankan lagi \(number) pekerjaan", "Run \(number) again")
        return """
            \(Part.act(again, to: Paths.officeJobGroupAct(name, cause, .again), csrf: form.csrf, fields: shown))
            \(JobKind.mayBeGivenUp(name) ? givingUp : onlyAgain)
            """
    }

    private var onlyAgain: HTML {
        """
        <p>\(t(
            "Pekerjaan ini menyangkut uang atau hak seseorang, sehingga hanya dapat dijalankan lagi.",
            "This work carries money or a person's right, so it can only be run again."))</p>
        """
    }

    private var givingUp: HTML {
        let number = t.count(jobs.count)
        let hint = t(
            "Pekerjaan ini tidak akan dijalankan lagi. Tulis mengapa tidak perlu.",
            "These will not run again. Write why they need not.")
        return """
            \(Part.details(
                t("Jangan jalankan lagi \(number) pekerjaan ini", "Give up these \(number)"),
                """
                <form method="post" action="\(Paths.officeJobGroupAct(name, cause, .giveUp))">\(Field.token(form.csrf))\(shown)
                \(ReasonField.area(form, t, hint: hint))
                \(Part.submit(t("Jangan jalankan lagi", "Give up"), kind: "danger"))</form>
                """))
            """
    }

    private func row(_ job: DeadJob) -> [HTML] {
        let subject = DeadJobSubject(payload: job.payload)
        let name = subject.map { t($0.label) } ?? t("Seluruh program", "The whole programme")
        let link: HTML = subject?.path.map { "<a href=\"\($0)\">\(name)</a>" } ?? "\(name)"
        return [
            link, "\(t.shortMoment(real: job.diedAt))",
            "\(t("\(job.attempts) kali", job.attempts == 1 ? "once" : "\(job.attempts) times"))",
            Part.details(
                t("Untuk teknisi", "For engineers"), "<code>\(job.name) \(job.id.description): \(job.error)</code>"),
            Part.act(t("Jalankan lagi", "Run again"), to: Paths.officeJob(job.id), csrf: form.csrf, kind: "secondary"),
        ]
    }

    static func sample(_ t: Words) -> DeadJobGroupPage {
        DeadJobGroupPage(
            t: t, name: "payouts.send", cause: .silent,
            jobs: [
                DeadJob(
                    id: ID(7), name: "payouts.send", payload: "{\"disbursement\":\"71\"}",
                    error: "the rail did not answer",
                    attempts: 50, diedAt: DeadJobGroup.sample.lastAt)
            ], count: 212, form: .sample)
    }
}

/// The two decisions about dead jobs.
enum DeadJobAct: String, Sendable, PathValue {
    case again = "ulang"
    case giveUp = "menyerah"
}
