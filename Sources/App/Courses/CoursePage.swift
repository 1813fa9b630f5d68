import Programme

/// One course: when, how many places, and its price on each platform.
struct CoursePage: Page {
    let t: Words
    let view: CourseView
    let now: Instant

    private var course: Course { view.course }

    var title: String { course.title }

    var body: HTML {
        """
        <p><a href="\(Paths.catalogue)">\(t("Semua pelatihan", "All trainings"))</a></p>
        <h1>\(course.title)</h1>
        <p class="lead">\(course.summary)</p>
        \(when: course.state == .withdrawn, withdrawn)
        \(Part.summary([
            SummaryRow(label: t("Lembaga", "Institution"), value: "\(view.institution)"),
            SummaryRow(label: t("Cara belajar", "Way of learning"), value: "\(course.mode.name(t))"),
            SummaryRow(label: t("Lama", "Length"), value: "\(course.hours) \(t("jam", "hours"))"),
            SummaryRow(label: t("Bidang", "Field"), value: "\(course.category)"),
        ]))
        <section><h2>\(t("Harga di tiap platform", "Price on each platform"))</h2>\(offers)</section>
        <section><h2>\(t("Jadwal", "Schedules"))</h2>\(schedules)</section>
        <section><h2>\(t("Cara membeli", "How to buy"))</h2>\(steps)</section>
        """
    }

    private var withdrawn: HTML {
        Banner(
            .attention,
            t(
                "Pelatihan ini tidak dijual lagi. Yang sudah membeli tetap dapat menyelesaikannya.",
                "This training is not sold any more. People who bought it can still complete it.")
        ).html
    }

    private var offers: HTML {
        let rows = view.offers.map { offer -> [HTML] in
            [
                "\(offer.platformName)", "<strong>\(offer.price.description)</strong>",
                """
                <a href="\(offer.url)" rel="noopener">\(t(
                    "Beli di \(offer.platformName)",
                    "Buy at \(offer.platformName)"))</a>
                """,
            ]
        }
        return Part.table(
            caption: t("Dari yang termurah", "Cheapest first"),
            [t("Platform", "Platform"), t("Harga", "Price"), t("Beli", "Buy")], rows,
            empty: t("Belum dijual di platform mana pun.", "Not sold on any platform yet."))
    }

    private var schedules: HTML {
        let rows = view.schedules.filter { $0.ends > now }.map { schedule -> [HTML] in
            [
                "\(t.cellMoment(schedule.starts))", "\(t.cellLastMoment(before: schedule.ends))",
                "\(schedule.placesLeft == 0 ? t("Penuh", "Full") : t.count(schedule.placesLeft))",
            ]
        }
        return Part.table(
            caption: t.zoneNote ?? t("Jadwal yang akan datang", "Coming schedules"),
            [t("Mulai", "Begins"), t("Selesai", "Ends"), t("Sisa tempat", "Places left")], rows,
            empty: t("Belum ada jadwal baru.", "No new schedule yet."))
    }

    private var steps: HTML {
        """
        <ol class="steps"><li>\(t(
            "Buka halaman Kartu dan tampilkan nomor kartu Anda.",
            "Open the page Card and show your card number."))</li>
        <li>\(t(
            "Pilih pelatihan di platform, lalu bayar dengan Kartu Prakerja.",
            "Choose the training at a platform and pay with the Prakerja card."))</li>
        <li>\(t(
            "Ketik kode 6 angka yang kami kirim ke ponsel atau email Anda.",
            "Type the 6-digit code we send to your phone or e-mail."))</li>
        <li>\(t(
            "Pakai kode redeem di situs lembaga untuk mulai belajar.",
            "Use the redeem code on the institution's site to begin."))</li></ol>
        """
    }

    static func sample(_ t: Words) -> CoursePage {
        let view = PurchaseView.sample(.attended)
        return CoursePage(
            t: t,
            view: CourseView(
                course: view.course, institution: view.institution, schedules: [view.schedule],
                offers: [
                    CourseOffer(
                        platform: ID(5), platformName: "Pijarmahir", price: Rupiah(600_000),
                        url: "https://pijarmahir.example/3")
                ]), now: CardView.sampleNow)
    }
}
