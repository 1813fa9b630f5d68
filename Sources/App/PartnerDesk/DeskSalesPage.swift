import Programme

/// `/mitra/meja/penjualan`: what was sold, attended and completed, by day, course and purchase, without personal data.
struct DeskSalesPage: Page {
    let t: Words
    let partner: Partner
    /// Of the last thirty days, the latest first.
    let days: [DaySales]
    let courses: [CourseSales]
    let purchases: [OwnSale]
    let hasMore: Bool
    /// Empty for a platform.
    let reviews: [OwnReview]
    let now: Instant

    static let length = 50
    static let mostCourses = 50
    static let mostReviews = 30

    var title: String { t("Penjualan dan kehadiran", "Sales and attendance") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(days.isEmpty && purchases.isEmpty ? nothing : everything)
        """
    }

    private var nothing: HTML {
        """
        <p class="empty">\(t(
            "Belum ada penjualan. Yang pertama tampil di sini begitu dibayar.",
            "No sales yet. The first one shows here once it is paid."))</p>
        \(opinions)
        """
    }

    /// Where nothing was sold lately, one sentence stands for the two tables of that time.
    private var everything: HTML {
        guard days.isEmpty else { return Part.columns("\(byCourse)\(all)", acts: "\(byDay)\(opinions)") }
        let quiet: HTML = """
            <p>\(t("Tidak ada penjualan dalam 30 hari terakhir.", "Nothing was sold in the last 30 days."))</p>
            """
        return Part.columns("\(quiet)\(all)", acts: opinions)
    }

    private var columns: [String] {
        [t("Terjual", "Sold"), t("Hadir", "Attended"), t("Selesai", "Completed"), t("Nilai", "Amount")]
    }

    private func cells(_ count: SalesCount) -> [HTML] {
        [
            "\(t.count(count.sold))", "\(t.count(count.attended))", "\(t.count(count.completed))",
            "\(count.amount.description)",
        ]
    }

    private var byDay: HTML {
        Part.panel(
            t("Tiap hari", "By day"),
            Part.table(
                caption: t("30 hari terakhir, menurut hari bayar", "Last 30 days, by the day of payment"),
                [t("Hari", "Day")] + columns, days.map { ["\(t.date($0.day))"] + cells($0.count) },
                empty: t("Belum ada penjualan.", "No sales yet.")))
    }

    private var byCourse: HTML {
        """
        <section><h2>\(t("Tiap pelatihan", "By course"))</h2>
        \(Part.table(
            caption: t("30 hari terakhir, yang terlaris lebih dahulu", "Last 30 days, the most sold first"),
            [t("Pelatihan", "Course")] + columns,
            courses.map { ["<a href=\"\(Paths.deskCourse($0.id))\">\($0.title)</a>"] + cells($0.count) },
            empty: t("Belum ada penjualan.", "No sales yet.")))</section>
        """
    }

    private var all: HTML {
        let isPlatform = partner.kind == .platform
        func row(_ sale: OwnSale) -> [HTML] {
            let state = sale.heldUntil == nil ? label(sale.state) : (t("Sedang diperiksa", "Being checked"), .waiting)
            let until = sale.heldUntil.map { until -> HTML in
                "<small>\(t("berlaku otomatis \(t.nearEnd(until, at: now))", "stands by itself \(t.nearEnd(until, at: now))"))</small>"
            }
            let cells: [HTML] = [
                "\(t.shortMoment(sale.paidAt))", "\(sale.course)<small><code>\(sale.schedule)</code></small>",
                "\(Part.tag(state.text, state.kind))\(until)", "\(t.count(sale.meetings))",
                "\(sale.price.description)", receipts(sale),
            ]
            return isPlatform ? cells + ["<code>\(sale.invoice ?? "–")</code>"] : cells
        }
        let headings = [
            t("Dibayar", "Paid"), t("Pelatihan", "Course"), t("Status", "State"),
            t("Pertemuan hadir", "Meetings attended"),
            t("Harga", "Price"), t("Tanda terima", "Receipts"),
        ]
        let more: HTML =
            hasMore
            ? "<p><a href=\"\(Paths.deskSales)?sebelum=\(purchases.last?.id.description ?? "")\">\(t("Yang lebih lama", "Earlier ones"))</a></p>"
            : .empty
        return """
            <section><h2>\(t("Semua pembelian", "All purchases"))</h2>
            \(Part.table(
                caption: t("Yang terbaru lebih dahulu, tanpa data peserta", "The latest first, without participants' data"),
                isPlatform ? headings + [t("Invoice Anda", "Your invoice")] : headings, purchases.map(row),
                empty: t("Belum ada pembelian.", "No purchases yet.")))\(more)
            <p><a href="\(Paths.deskHeld)">\(t(
                "Laporan selesai yang diperiksa dua petugas", "Reported completions that two officers check"))</a></p></section>
            """
    }

    /// Of each report, with its age.
    private func receipts(_ sale: OwnSale) -> HTML {
        let words = TrainingReportWords(t: t)
        func line(_ report: TrainingReport) -> HTML {
            """
            <small><code class="together">\(report.number.description)</code> \(words.fact(report.fact)), \
            \(t.age(now - report.receivedAt))</small>
            """
        }
        return sale.reports.isEmpty ? "–" : "\(each: sale.reports, line)"
    }

    private func label(_ state: Purchase.State) -> (text: String, kind: Tag) {
        switch state {
        case .held, .expired: (t("Belum dibayar", "Not paid"), .todo)
        case .posted: (t("Dibayar", "Paid"), .waiting)
        case .attended: (t("Mulai hadir", "Attended"), .waiting)
        case .completed: (t("Selesai", "Completed"), .done)
        case .voided: (t("Dibatalkan", "Voided"), .blocked)
        case .lapsed: (t("Berakhir tanpa selesai", "Ended unfinished"), .blocked)
        }
    }

    private var opinions: HTML {
        func row(_ review: OwnReview) -> HTML {
            "<li><strong>\(review.rating)/5 \(review.course)</strong><small>\(t.date(review.givenOn))</small><p>\(review.words)</p></li>"
        }
        guard !reviews.isEmpty else { return .empty }
        return Part.panel(
            t("Ulasan peserta", "Participants' reviews"), "<ul class=\"plain\">\(each: reviews, row)</ul>")
    }

    static func emptySample(_ t: Words) -> DeskSalesPage {
        DeskSalesPage(
            t: t, partner: .deskSample, days: [], courses: [], purchases: [], hasMore: false, reviews: [],
            now: CardView.sampleNow)
    }

    static func sample(_ t: Words) -> DeskSalesPage {
        DeskSalesPage(
            t: t, partner: .deskSample, days: [DaySales(day: CivilDate(daysSinceEpoch: 18_370), count: .sample(12))],
            courses: [CourseSales(id: ID(3), title: "Dasar Barista", count: .sample(41))],
            purchases: [
                OwnSale(
                    id: ID(4), course: "Dasar Barista", schedule: "dasar-barista-1", state: .attended,
                    price: Rupiah(575_000), paidAt: Instant(milliseconds: 1_587_000_000_000), invoice: nil,
                    meetings: 1, reports: [.sample], heldUntil: CardView.sampleNow + .days(14))
            ], hasMore: false,
            reviews: [
                OwnReview(
                    course: "Dasar Barista", rating: 5, words: "Pengajarnya sabar.",
                    givenOn: CivilDate(daysSinceEpoch: 18_370))
            ], now: CardView.sampleNow)
    }
}
