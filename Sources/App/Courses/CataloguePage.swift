import Programme

/// The courses on sale, as one shops for them: search, fields, filters, and what was found.
struct CataloguePage: Page {
    let t: Words
    let query: CatalogueQuery
    let results: CourseResults
    let sellers: [Partner]
    /// Nil for a visitor without a card.
    let buyer: CourseBuyer?
    /// The name of the institution whose courses alone are shown; nil for those of all.
    let institution: String?
    /// Nil where classes in a room may be sold today.
    var pause: DeliveryPause?

    var title: String {
        query.words.isEmpty ? t("Pelatihan", "Training") : t("Pelatihan: \(query.words)", "Training: \(query.words)")
    }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(t("Mau belajar apa?", "What would you like to learn?"))</h1>
        \(buyer?.obstacle?.banner(t))
        <form method="get" action="\(Paths.catalogue)" class="shop">
        <div class="seek" role="search"><label class="hidden" for="cari">\(t("Cari pelatihan", "Find a training"))</label>\
        <input id="cari" name="cari" type="search" value="\(query.words)" maxlength="\(CatalogueQuery.longestField)" \
        placeholder="\(t("Contoh: jahit, excel, masak, servis AC", "Such as: sewing, excel, cooking"))" \
        autocomplete="off" enterkeyhint="search">\
        <button class="button" type="submit">\(t("Cari", "Search"))</button></div>
        \(when: !query.category.isEmpty, Field.hidden("bidang", query.category))\
        \(when: !query.order.isEmpty, Field.hidden("urut", query.order))\
        \(when: !query.institution.isEmpty, Field.hidden("lembaga", query.institution))
        \(chips)
        <div class="shelves">
        \(CatalogueFilters(t: t, query: query, counts: results.counts, sellers: sellers, buyer: buyer).html)
        <section aria-labelledby="hasil">\(heading)\(found)\(pages)</section>
        </div>
        </form>
        """
    }

    // MARK: - Fields

    private var chips: HTML {
        let categories = results.counts.categories.keys.sorted()
        func row(_ category: String) -> HTML {
            let field = CourseField(category)
            return chip(category, "\(field.icon)\(field.name(category, t))")
        }
        // A chosen field in which nothing is found stays, so that it can be left.
        let chosen = query.category.isEmpty || categories.contains(query.category) ? [] : [query.category]
        return """
            <nav class="chips" aria-label="\(t("Bidang", "Fields"))"><ul>\(chip("", "\(t("Semua", "All"))"))\
            \(each: chosen + categories, row)</ul></nav>
            """
    }

    private func chip(_ category: String, _ label: HTML) -> HTML {
        let current = category == query.category ? "true" : nil
        return """
            <li><a class="chip" href="\(query.path { $0.category = category })"\(attribute: "aria-current", current)>\
            \(label)</a></li>
            """
    }

    /// A way on for a search that found nothing: every field, without the words and filters.
    private var fields: HTML {
        guard !results.fields.isEmpty else { return .empty }
        func row(_ category: String) -> HTML {
            let field = CourseField(category)
            return """
                <li><a class="chip" href="\(CatalogueQuery.path(category: category))">\(field.icon)\
                \(field.name(category, t))</a></li>
                """
        }
        return """
            <p>\(t("Atau pilih bidang:", "Or choose a field:"))</p>
            <nav class="chips" aria-label="\(t("Semua bidang", "All fields"))"><ul>\(each: results.fields, row)</ul></nav>
            """
    }

    // MARK: - Results

    private var heading: HTML {
        let number = t.count(results.total)
        let said = t("\(number) pelatihan", results.total == 1 ? "1 course" : "\(number) courses")
        let order: HTML = """
             <span class="soft">\(isShuffled
                ? t(
                    "diacak tiap hari, sama untuk semua orang, tanpa iklan",
                    "shuffled each day, the same for all people, no advertising")
                : t("urutan sama untuk semua orang, tanpa iklan", "one order for all people, no advertising"))</span>
            """
        return """
            \(notes)\(onlyOne)\(pause.map(onlyOnline))
            <div class="shelf-head"><p><strong id="hasil">\(said)</strong>\(when: results.total > 0, order)</p>
            \(when: results.total > 1, orders)</div>
            """
    }

    /// Neither words nor a chosen order put the courses in an order.
    private var isShuffled: Bool { query.words.isEmpty && CourseOrder(rawValue: query.order) == nil }

    private func onlyOnline(_ pause: DeliveryPause) -> HTML { "<p class=\"said\">\(pause.sentence(t))</p>" }

    /// Whose courses alone are shown, and the way to all others.
    private var onlyOne: HTML {
        guard !query.institution.isEmpty else { return .empty }
        let name = institution ?? t("satu lembaga", "one institution")
        return """
            <p class="said">\(t("Hanya pelatihan dari \(name).", "Only courses by \(name).")) \
            <a href="\(query.path { $0.institution = "" })">\(t("Tampilkan semua lembaga", "Show all institutions"))</a></p>
            """
    }

    /// What was read instead of what was typed.
    private var notes: HTML {
        func note(_ correction: CourseIndex.Correction) -> HTML {
            """
            <p class="said">\(t(
                "Tidak ada “\(correction.typed)”. Kami mencari “\(correction.read)”.",
                "There is no “\(correction.typed)”. We searched for “\(correction.read)”."))</p>
            """
        }
        let partial = t(
            "Tidak ada pelatihan dengan semua kata itu. Ini yang memuat sebagian.",
            "No training has all these words. These have some of them.")
        return "\(each: results.corrections, note)\(when: results.isPartial, "<p class=\"said\">\(partial)</p>")"
    }

    private var orders: HTML {
        let first = query.words.isEmpty ? t("Acak", "Shuffled") : t("Paling cocok", "Best match")
        let choices: [(CourseOrder?, String)] = [
            (nil, first), (.title, t("Judul", "Title")), (.price, t("Termurah", "Cheapest")),
            (.rating, t("Nilai", "Rating")), (.length, t("Terpendek", "Shortest")),
        ]
        let chosen = CourseOrder(rawValue: query.order)
        func link(_ choice: (order: CourseOrder?, label: String)) -> HTML {
            let path = query.path { $0.order = choice.order?.rawValue ?? "" }
            let current = choice.order == chosen ? "true" : nil
            return "<li><a href=\"\(path)\"\(attribute: "aria-current", current)>\(choice.label)</a></li>"
        }
        return """
            <nav class="orders" aria-label="\(t("Urut", "Order"))"><span aria-hidden="true">\(t("Urut", "Order"))</span>\
            <ul>\(each: choices, link)</ul></nav>
            """
    }

    private var found: HTML {
        guard !results.found.isEmpty else { return nothing }
        func tile(_ pair: (offset: Int, element: CourseListing)) -> HTML {
            CourseTile(t: t, listing: pair.element, buyer: buyer, isLazy: pair.offset >= 6).html
        }
        return "<ul class=\"courses\">\(each: results.found.enumerated(), tile)</ul>"
    }

    /// Nothing was found: what to do now.
    private var nothing: HTML {
        let isFiltered = query.filters > 0 || !query.category.isEmpty
        if results.total > 0 {
            let back = query.path { $0.page = 0 }
            return
                "<p class=\"empty\"><a href=\"\(back)\">\(t("Kembali ke awal daftar", "Back to the beginning"))</a></p>"
        }
        let unfiltered = query.path { $0 = CatalogueQuery(words: query.words) }
        let more = t(
            "Lihat \(t.count(results.unfiltered)) pelatihan tanpa saringan",
            "See \(t.count(results.unfiltered)) without filters")
        let advice =
            isFiltered && results.unfiltered > 0
            ? t("Saringan menyembunyikan semuanya.", "The filters hide all of them.")
            : t(
                "Coba kata yang lebih pendek, misalnya “masak” atau “motor”.",
                "Try a shorter word, such as “cooking” or “motor”.")
        return """
            <div class="empty"><h2>\(t("Tidak ada pelatihan yang cocok", "No training matches"))</h2><p>\(advice)</p>
            <p>\(when: isFiltered && results.unfiltered > 0, Part.button(more, to: unfiltered))\
            \(Part.button(t("Lihat semua pelatihan", "See all courses"), to: Paths.catalogue, secondary: true))</p>
            \(fields)</div>
            """
    }

    private var pages: HTML {
        let last = (results.total - 1) / CourseSearch.pageSize
        guard results.total > CourseSearch.pageSize, query.page <= last else { return .empty }
        func turn(_ label: String, to page: Int) -> HTML {
            Part.button(label, to: query.path { $0.page = page }, secondary: true)
        }
        let here = t("Halaman \(query.page + 1) dari \(last + 1)", "Page \(query.page + 1) of \(last + 1)")
        return """
            <p class="pages">\(when: query.page > 0, turn(t("Sebelumnya", "Previous"), to: query.page - 1))\
            <span>\(here)</span>\(when: query.page < last, turn(t("Berikutnya", "Next"), to: query.page + 1))</p>
            """
    }

    /// A cardholder whose first training is not completed.
    static func sampleUnfinished(_ t: Words) -> CataloguePage {
        let page = sample(t)
        return CataloguePage(
            t: t, query: page.query, results: page.results, sellers: page.sellers, buyer: .sampleUnfinished,
            institution: nil)
    }

    static func sample(_ t: Words) -> CataloguePage {
        let found = [CourseListing.sample, CourseListing.welding]
        var counts = CourseResults.Counts()
        counts.categories = ["Kuliner": 1, "Teknik": 1]
        counts.modes = [.selfPaced: 1, .offline: 1]
        counts.places = ["Kota Surakarta, Jawa Tengah": 1]
        return CataloguePage(
            t: t, query: CatalogueQuery(),
            results: CourseResults(
                found: found, total: 2, unfiltered: 2, fields: ["Kuliner", "Teknik"], isPartial: false,
                corrections: [], counts: counts),
            sellers: [
                Partner(
                    id: ID(5), kind: .platform, name: "Pijarmahir", clientCode: "pijarmahir", redirectURI: nil,
                    feeBasisPoints: 1_000)
            ], buyer: CourseBuyer(balance: Rupiah(800_000), bought: []), institution: nil)
    }
}

/// What a signed-in cardholder can still buy, and whether now.
struct CourseBuyer: Sendable {
    let balance: Rupiah
    let bought: Set<ID<Course>>
    /// Why the card buys nothing now; nil where it does.
    var obstacle: BuyingObstacle?

    /// What prices are compared with; nil where the card will never buy again.
    var purse: Rupiah? { obstacle?.isFinal == true ? nil : balance }
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

extension CourseListing {
    static let sample = CourseListing(
        course: CatalogueCourse(
            id: ID(3), title: "Dasar Barista", summary: "", competence: "", category: "Kuliner", mode: .selfPaced,
            hours: 12, place: "", institution: ID(8), institutionName: "Balai Latihan Nusantara",
            ends: Instant(milliseconds: 1_600_000_000_000), offers: [],
            rating: CourseRating(given: [0, 0, 1, 4, 12])), lowest: Rupiah(600_000), platforms: 2)
    static let welding = CourseListing(
        course: CatalogueCourse(
            id: ID(9), title: "Las Listrik untuk Pemula", summary: "", competence: "", category: "Teknik",
            mode: .offline, hours: 20, place: "Kota Surakarta, Jawa Tengah", institution: ID(8),
            institutionName: "Bengkel Cakap", ends: Instant(milliseconds: 1_600_000_000_000), offers: [], rating: nil),
        lowest: Rupiah(850_000),
        platforms: 1)
}
