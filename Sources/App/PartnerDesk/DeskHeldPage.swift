import Programme

/// `/mitra/meja/penjualan/diperiksa`: the partner's own reported completions that two officers look at. It names no
/// participant, and no number above which the programme's rule holds a report.
struct DeskHeldPage: Page {
    let t: Words
    let partner: Partner
    /// The one whose last day is nearest first.
    let waiting: [OwnHeldReport]
    let hasMore: Bool
    /// Of the last `kept` days, the latest first.
    let ended: [OwnHeldReport]
    let now: Instant

    static let length = 50
    static let mostEnded = 50
    static let kept = 90

    var title: String { t("Laporan selesai yang diperiksa", "Reported completions that are checked") }
    var isWide: Bool { true }
    var crumbs: [Crumb] { [Crumb(t("Penjualan dan kehadiran", "Sales and attendance"), Paths.deskSales)] }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t(
            "Ada laporan yang datang lebih cepat dari biasanya, atau bersama banyak laporan lain. Dua petugas melihatnya lebih dulu. "
                + "Ini bukan tuduhan. Sisa harga dibayar setelah mereka memutuskan. Yang tidak diputus sampai batasnya berlaku dengan sendirinya.",
            "A report that comes sooner than usual, or with many others, is looked at by two officers first. "
                + "It is no accusation. The rest of the price is paid once they have decided. What is not decided by its last day stands by itself."))</p>
        \(table)
        \(decided)
        """
    }

    private var table: HTML {
        func row(_ report: OwnHeldReport) -> [HTML] {
            first(report) + [
                "\(HeldCompletionWords(t: t).neutral(report.grounds))",
                "\(t.shortMoment(report.reportedAt))<small>\(t.age(now - report.reportedAt))</small>",
                "\(t.nearEnd(report.decideBy, at: now))",
            ]
        }
        return """
            \(Part.table(
                caption: t("Sedang diperiksa, batas terdekat dulu", "Being checked, the nearest last day first"),
                headings + [
                    t("Sebab", "Why"), t("Dilaporkan", "Reported"), t("Berlaku otomatis", "Stands by itself"),
                ],
                waiting.map(row),
                empty: t("Tidak ada laporan yang sedang diperiksa.", "No report is being checked.")))
            \(more)
            """
    }

    private var decided: HTML? {
        guard !ended.isEmpty else { return nil }
        func row(_ report: OwnHeldReport) -> [HTML] {
            let state = TrainingReportWords(t: t).state(report.state)
            return first(report) + [
                "\(Part.tag(state.text, state.kind))", "\(report.endedAt.map { t.shortMoment($0) } ?? "–")",
            ]
        }
        let days = Self.kept
        return """
            <section><h2>\(t("Sudah diputus", "Decided"))</h2>
            \(Part.table(
                caption: t("\(days) hari terakhir, yang terbaru lebih dahulu", "The last \(days) days, the latest first"),
                headings + [t("Putusan", "Decision"), t("Pada", "When")], ended.map(row), empty: ""))</section>
            <p>\(t(
                "Tidak diterima? Periksa kehadiran dan tugas peserta, lalu laporkan lagi sebelum masa melapor habis. "
                    + "Sebut nomor tanda terimanya kalau bertanya kepada petugas mitra.",
                "Not accepted? Check attendance and work of the participant, and report again before the time to report is over. "
                    + "Name the receipt's number when you ask the partner managers."))</p>
            """
    }

    private var headings: [String] {
        let isPlatform = partner.kind == .platform
        return [t("Tanda terima", "Receipt"), t("Pelatihan", "Training")]
            + (isPlatform ? [t("Invoice Anda", "Your invoice")] : [])
    }

    private func first(_ report: OwnHeldReport) -> [HTML] {
        let receipt = report.receipt.map { "<code class=\"together\">\($0.description)</code>" as HTML } ?? "–"
        let course: HTML = "\(report.course)<small><code>\(report.schedule)</code></small>"
        guard partner.kind == .platform else { return [receipt, course] }
        return [receipt, course, "<code>\(report.invoice ?? "–")</code>"]
    }

    private var more: HTML? {
        guard hasMore, let last = waiting.last else { return nil }
        let path = "\(Paths.deskHeld)?sesudah=\(last.id)"
        return "<p>\(Part.button(t("Berikutnya", "Next"), to: path, secondary: true))</p>"
    }

    static func sample(_ t: Words) -> DeskHeldPage {
        DeskHeldPage(
            t: t, partner: .deskSample, waiting: [.sample(.waiting)], hasMore: false, ended: [.sample(.refused)],
            now: CardView.sampleNow)
    }

    static func emptySample(_ t: Words) -> DeskHeldPage {
        DeskHeldPage(t: t, partner: .deskSample, waiting: [], hasMore: false, ended: [], now: CardView.sampleNow)
    }
}
