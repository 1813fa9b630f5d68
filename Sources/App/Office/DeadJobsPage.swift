import Programme

/// `/kantor/pekerjaan`: jobs that failed too often, with their last error and a button to run them again.
struct DeadJobsPage: Page {
    let t: Words
    let csrf: String
    let jobs: [DeadJob]

    static let length = 100

    var title: String { t("Pekerjaan yang berhenti", "Jobs that stopped") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t(
            "Perbaiki dulu penyebabnya, lalu jalankan lagi. Menjalankan dua kali tidak membayar dua kali.",
            "Fix the cause first, then run it again. Running it twice never pays twice."))</p>
        \(Part.table(
            caption: t("Berhenti setelah terlalu banyak gagal", "Stopped after too many failures"),
            [t("Pekerjaan", "Job"), t("Berhenti", "Stopped"), t("Percobaan", "Attempts"), t("Sebab", "Cause"), ""],
            jobs.map(row), empty: t("Tidak ada. Semua pekerjaan berjalan.", "None. All work is running.")))
        """
    }

    private func row(_ job: DeadJob) -> [HTML] {
        [
            "\(JobWords.name(job.name, t))", "\(t.shortMoment(real: job.diedAt))",
            "\(job.attempts)", cause(job),
            Part.act(t("Jalankan lagi", "Run again"), to: Paths.officeJob(job.id), csrf: csrf, kind: "secondary"),
        ]
    }

    /// The error as logged, folded away: engineers need all of it, officers little.
    private func cause(_ job: DeadJob) -> HTML {
        Part.details(
            t("Untuk teknisi", "For engineers"), "<code>\(job.name) \(job.id.description): \(job.error)</code>")
    }

    static func sample(_ t: Words) -> DeadJobsPage {
        DeadJobsPage(t: t, csrf: FormState.sample.csrf, jobs: [])
    }
}
