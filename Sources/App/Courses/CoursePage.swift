import Programme

/// One course: what one will be able to do, for whom it is, when, how it ends, and its price on each platform.
struct CoursePage: Page {
    let t: Words
    let view: CourseView
    let buyer: CourseBuyer?
    let now: Instant
    /// Nil where its way of teaching may be sold today.
    var pause: DeliveryPause?

    private var course: Course { view.course }
    private var field: CourseField { CourseField(course.category) }
    private var isSold: Bool { course.state == .approved && !view.offers.isEmpty && pause == nil }

    var title: String { course.title }
    var isWide: Bool { true }

    var body: HTML {
        """
        <div class="course-band"><div>
        <p class="trail"><a href="\(Paths.catalogue)">\(t("Pelatihan", "Training"))</a> <span aria-hidden="true">›</span> \
        <a href="\(CatalogueQuery.path(category: course.category))">\(field.name(course.category, t))</a></p>
        <h1>\(course.title)</h1>
        <p class="lead">\(course.summary)</p>
        <p>\(view.giver.name) · \(stars)</p></div>
        \(CourseCover(course.id, course.category, course.title).html(isLazy: false))</div>
        \(when: course.state == .withdrawn, withdrawn)
        <div class="course-body"><div>
        \(CourseFacts(t: t, course: course, content: view.content).html)
        \(promises)
        \(section(t("Untuk siapa", "For whom"), view.content?.audience))
        \(section(t("Yang Anda perlukan", "What you need"), view.content?.tools))
        <section><h2>\(whenAndWhere)</h2>\(place)\(schedules)</section>
        \(completion)
        \(section(t("Pengajar", "Trainer"), view.content?.trainer))
        \(view.giver.section(t))
        \(CourseReviews(t: t, rating: view.rating).html)
        </div>
        <aside id="beli">\(CourseBuyBox(t: t, view: view, buyer: buyer, pause: pause).html)</aside></div>
        \(when: isSold, buyBar)
        """
    }

    private var stars: HTML {
        guard let rating = view.rating else { return "\(t("belum ada nilai", "no rating yet"))" }
        return CourseStars(t: t, rating: rating).html
    }

    private var withdrawn: HTML {
        Banner(
            .attention,
            t(
                "Pelatihan ini tidak dijual lagi. Yang sudah membeli tetap dapat menyelesaikannya.",
                "This training is not sold any more. People who bought it can still complete it.")
        ).html
    }

    private var promises: HTML {
        let promises = CourseText.items(view.content?.competence ?? "")
        guard !promises.isEmpty else { return .empty }
        func row(_ text: String) -> HTML { "<li>\(text)</li>" }
        return """
            <section><h2>\(t("Setelah selesai Anda bisa", "Afterwards you can"))</h2>
            <ul class="able">\(each: promises, row)</ul></section>
            """
    }

    /// Nothing where the institution said nothing.
    private func section(_ title: String, _ text: String?) -> HTML {
        guard let text, !text.isEmpty else { return .empty }
        let items = CourseText.items(text)
        func row(_ text: String) -> HTML { "<li>\(text)</li>" }
        let said: HTML = items.count > 1 ? "<ul>\(each: items, row)</ul>" : "<p>\(text)</p>"
        return "<section><h2>\(title)</h2>\(said)</section>"
    }

    private var completion: HTML {
        guard let content = view.content, !content.completion.isEmpty else { return .empty }
        return """
            <section><h2>\(t("Lulus dan sertifikat", "Completion and certificate"))</h2><p>\(content.completion)</p>
            \(points(t("Penilaian", "Assessment"), content.assessment))\
            \(points(t("Sertifikatnya", "The certificate"), content.certificate))\
            <p>\(t(
                "Lembaga melaporkan kelulusan Anda. Sertifikat lalu tampil di akun Anda dan dapat diperiksa siapa saja.",
                "The institution reports your completion. The certificate then stands in your account for all to check."))</p></section>
            """
    }

    /// A list under a heading of its own; nothing where the institution said nothing.
    private func points(_ title: String, _ text: String) -> HTML {
        let items = CourseText.items(text)
        guard !items.isEmpty else { return .empty }
        func row(_ text: String) -> HTML { "<li>\(text)</li>" }
        return "<h3>\(title)</h3><ul>\(each: items, row)</ul>"
    }

    private var whenAndWhere: String {
        course.mode == .offline ? t("Jadwal dan tempat", "Schedules and place") : t("Jadwal", "Schedules")
    }

    /// Where a class in a room is held.
    private var place: HTML {
        guard course.mode == .offline else { return .empty }
        guard let place = view.content?.place, !place.isEmpty else {
            return """
                <p>\(t(
                    "Lembaga belum menulis tempatnya. Tanyakan sebelum membeli.",
                    "The institution has not said where. Ask before you buy."))</p>
                """
        }
        return "<p>\(t("Di \(place).", "In \(place)."))</p>"
    }

    private var schedules: HTML {
        let rows = view.schedules.filter { $0.ends > now }.map { schedule -> [HTML] in
            [
                "\(t.cellMoment(schedule.starts))", "\(t.cellEnd(schedule.ends))",
                "\(schedule.placesLeft == 0 ? t("Penuh", "Full") : t.count(schedule.placesLeft))",
            ]
        }
        return Part.table(
            caption: t.zoneNote ?? t("Jadwal yang belum berakhir", "Schedules that are not over"),
            [t("Mulai", "Begins"), t("Selesai", "Ends"), t("Sisa tempat", "Places left")], rows,
            empty: t("Belum ada jadwal baru.", "No new schedule yet."))
    }

    /// At the foot of a phone's screen.
    private var buyBar: HTML {
        guard let lowest = view.offers.first?.price else { return .empty }
        let rest = buyer?.purse.flatMap { lowest <= $0 ? $0 - lowest : nil }
        let left: HTML = rest.map { "<small>\(t("sisa saldo \($0)", "\($0) left"))</small>" } ?? .empty
        let isShort = buyer.map { !$0.bought.contains(course.id) && lowest > ($0.purse ?? lowest) } ?? false
        let label =
            buyer?.obstacle == nil && !isShort
            ? t("Cara membeli", "How to buy") : t("Mengapa belum bisa", "Why not now")
        return """
            <div class="buy-bar"><p><strong>\(lowest.description)</strong>\(left)</p>\
            <a class="button" href="#beli">\(label)</a></div>
            """
    }

    /// A cardholder whose first training is not completed.
    static func sampleUnfinished(_ t: Words) -> CoursePage {
        let page = sample(t)
        return CoursePage(t: t, view: page.view, buyer: .sampleUnfinished, now: page.now)
    }

    static func sample(_ t: Words) -> CoursePage {
        let view = PurchaseView.sample(.attended)
        return CoursePage(
            t: t,
            view: CourseView(
                course: view.course,
                giver: CourseGiver(
                    id: view.course.institution, name: view.institution, website: "https://balai.example", courses: 2),
                content: .sample, schedules: [view.schedule],
                offers: [
                    CourseOffer(
                        platform: ID(5), platformName: "Pijarmahir", price: Rupiah(600_000),
                        url: "https://pijarmahir.example/3"),
                    CourseOffer(
                        platform: ID(6), platformName: "Tokopedia", price: Rupiah(625_000),
                        url: "https://tokopedia.example/3"),
                ], rating: CourseRating(given: [0, 1, 2, 9, 30])),
            buyer: CourseBuyer(balance: Rupiah(800_000), bought: []), now: CardView.sampleNow)
    }
}

extension CourseBuyer {
    /// For previews: the first training was bought, and its redeem code is not used yet.
    static let sampleUnfinished = CourseBuyer(
        balance: Rupiah(800_000), bought: [ID(4)], obstacle: .sample)
}

/// How institutions' texts are shown.
enum CourseText {
    /// The text with these points.
    static func joined(_ items: [String]) -> String { items.joined(separator: "; ") }

    /// The points of a text: what stands between semicolons, or else its sentences.
    static func items(_ text: String) -> [String] {
        let mark: String = text.contains(";") ? ";" : ". "
        return text.split(separator: mark).map { part in
            let plain = String(part).trimmingWhitespace()
            return plain.hasSuffix(".") ? String(plain.dropLast()) : plain
        }.filter { !$0.isEmpty }.map { $0.prefix(1).uppercased() + $0.dropFirst() }
    }
}

extension CatalogueQuery {
    static func path(category: String) -> String { CatalogueQuery().path { $0.category = category } }

    static func path(institution: ID<Partner>) -> String {
        CatalogueQuery().path { $0.institution = institution.description }
    }
}
