import Programme

/// All courses on sale, by title.
struct CataloguePage: Page {
    let t: Words
    let query: CatalogueQuery
    let found: [CourseListing]
    let sellers: [Partner]

    var title: String { t("Pelatihan", "Training") }

    var body: HTML {
        """
        <h1>\(t("Cari pelatihan", "Find a training"))</h1>
        \(form)
        \(results)
        \(pages)
        """
    }

    private var form: HTML {
        let state = FormState(
            csrf: "", values: ["cari": query.words, "platform": query.platform, "harga": query.price])
        return """
            <form method="get" action="\(Paths.catalogue)" role="search">
            \(Field.text(
                state, "cari", t("Apa yang ingin Anda pelajari?", "What would you like to learn?"), type: "search",
                maxLength: 80))
            \(Field.select(
                state, "platform", t("Platform", "Platform"), options: sellers.map { ($0.id.description, $0.name) },
                prompt: t("Semua platform", "All platforms")))
            \(Field.text(
                state, "harga", t("Harga paling tinggi (rupiah)", "Highest price (rupiah)"), keyboard: "numeric",
                width: 12, maxLength: 12))
            \(Part.submit(t("Cari", "Search")))</form>
            """
    }

    private var results: HTML {
        guard !found.isEmpty else {
            let words = t(
                "Tidak ada pelatihan yang cocok. Coba kata lain atau kosongkan saringan.",
                "No training matches. Try other words or clear the filters.")
            return "<p class=\"empty\">\(words)</p>"
        }
        func row(_ course: CourseListing) -> HTML {
            """
            <li class="card"><h2><a href="\(Paths.course(course.id))">\(course.title)</a></h2>
            <p>\(course.institution) · \(course.category)</p>
            <p><strong>\(t("Mulai \(course.lowest)", "From \(course.lowest)"))</strong> · \
            \(course.mode.name(t)) · \(course.hours) \(t("jam", "hours"))</p></li>
            """
        }
        return """
            <p>\(t("Urut menurut judul, tanpa diutamakan.", "In order of title, none preferred."))</p>
            <ul class="cards">\(each: found.prefix(CourseSearch.pageSize), row)</ul>
            """
    }

    private var pages: HTML {
        func turn(_ label: String, to page: Int) -> HTML {
            Part.button(label, to: query.path(page: page), secondary: true)
        }
        let earlier: HTML = query.page > 0 ? turn(t("Sebelumnya", "Previous"), to: query.page - 1) : .empty
        let hasMore = found.count > CourseSearch.pageSize
        let later: HTML = hasMore ? turn(t("Berikutnya", "Next"), to: query.page + 1) : .empty
        return "<p>\(earlier)\(later)</p>"
    }

    static func sample(_ t: Words) -> CataloguePage {
        CataloguePage(
            t: t, query: CatalogueQuery(),
            found: [
                CourseListing(
                    id: ID(3), title: "Dasar Barista", category: "Kuliner", mode: .selfPaced, hours: 12,
                    institution: "Balai Latihan Nusantara", lowest: Rupiah(600_000), platforms: 2),
                CourseListing(
                    id: ID(9), title: "Las Listrik untuk Pemula", category: "Teknik", mode: .webinar, hours: 20,
                    institution: "Bengkel Cakap", lowest: Rupiah(850_000), platforms: 1),
            ],
            sellers: [
                Partner(
                    id: ID(5), kind: .platform, name: "Pijarmahir", clientCode: "pijarmahir", redirectURI: nil,
                    feeBasisPoints: 1_000)
            ])
    }
}

extension DeliveryMode {
    func name(_ t: Words) -> String {
        switch self {
        case .selfPaced: t("Belajar mandiri", "At your own pace")
        case .webinar: t("Webinar", "Webinar")
        case .offline: t("Tatap muka", "In a room")
        }
    }
}
