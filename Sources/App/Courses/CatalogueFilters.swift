import Programme

/// The filters of the catalogue, each with how many courses it leaves. Closed on a phone, beside the courses on a wide
/// screen; without scripts they take effect with the button.
struct CatalogueFilters {
    let t: Words
    let query: CatalogueQuery
    let counts: CourseResults.Counts
    let sellers: [Partner]
    let buyer: CourseBuyer?

    /// In the list; courses at further places are found by words.
    private static let mostPlaces = 150

    var html: HTML {
        let number = query.filters == 0 ? "" : " (\(query.filters))"
        return """
            <details class="filters"><summary>\(t("Saring", "Filter"))\(number)</summary><div>
            \(purse)
            \(group("cara", t("Cara belajar", "Way of learning"), query.mode, modes))
            \(places)
            \(group("lama", t("Lama", "Length"), query.length, lengths))
            \(rating)
            \(platform)
            \(price)
            \(Part.submit(t("Terapkan", "Apply"), kind: "secondary"))
            \(when: query.filters > 0, "<p><a href=\"\(unfiltered)\">\(t("Hapus saringan", "Clear the filters"))</a></p>")
            </div></details>
            """
    }

    private var unfiltered: String {
        var plain = CatalogueQuery(words: query.words)
        plain.category = query.category
        plain.order = query.order
        return plain.path
    }

    private var purse: HTML {
        guard let purse = buyer?.purse else { return .empty }
        return """
            <fieldset><legend>\(t("Saldo Anda \(purse)", "Your balance \(purse)"))</legend>\
            \(box("saldo", "ya", t("Muat di saldo", "Fits the balance"), counts.affordable, !query.purse.isEmpty))</fieldset>
            """
    }

    private var modes: [(String, String, Int)] {
        DeliveryMode.allCases.compactMap { mode in
            guard let count = counts.modes[mode] else { return nil }
            return (mode.inCatalogue, mode.name(t), count)
        }
    }

    /// Where classes in a room are held.
    private var places: HTML {
        var counted = counts.places
        // A chosen place in which nothing is found stays, so that it can be left.
        if !query.place.isEmpty, counted[query.place] == nil { counted[query.place] = 0 }
        guard !counted.isEmpty else { return .empty }
        let known = counted.sorted { $0.key < $1.key }
        return Field.select(
            state, "tempat", t("Tempat (tatap muka)", "Place (in a room)"),
            options: known.prefix(Self.mostPlaces).map { ($0.key, "\($0.key) (\(t.count($0.value)))") },
            prompt: t("Semua tempat", "All places"))
    }

    private var lengths: [(String, String, Int)] {
        CourseLength.allCases.compactMap { length in
            guard let count = counts.lengths[length] else { return nil }
            let name =
                switch length {
                case .short: t("Sampai 8 jam", "Up to 8 hours")
                case .middle: t("9–16 jam", "9–16 hours")
                case .long: t("Lebih dari 16 jam", "Over 16 hours")
                }
            return (length.rawValue, name, count)
        }
    }

    private var rating: HTML {
        guard counts.wellRated > 0 || !query.rating.isEmpty else { return .empty }
        return """
            <fieldset><legend>\(t("Nilai peserta", "Participants' rating"))</legend>\
            \(box("nilai", "baik", t("4,5 ke atas", "4.5 and up"), counts.wellRated, !query.rating.isEmpty))</fieldset>
            """
    }

    private var state: FormState {
        FormState(csrf: "", values: ["platform": query.platform, "harga": query.price, "tempat": query.place])
    }

    private var platform: HTML {
        Field.select(
            state, "platform", t("Dijual di", "Sold at"), options: sellers.map { ($0.id.description, $0.name) },
            prompt: t("Semua platform", "All platforms"))
    }

    private var price: HTML {
        Field.text(
            state, "harga", t("Harga paling tinggi (rupiah)", "Highest price (rupiah)"), keyboard: "numeric",
            maxLength: 12)
    }

    private func box(_ name: String, _ value: String, _ label: String, _ count: Int, _ isChosen: Bool) -> HTML {
        """
        <label class="pick"><input type="checkbox" name="\(name)" value="\(value)"\(flag: "checked", isChosen)>\
        <span>\(label)</span><span class="soft">\(t.count(count))</span></label>
        """
    }

    private func group(
        _ name: String, _ legend: String, _ chosen: String, _ choices: [(value: String, label: String, count: Int)]
    ) -> HTML {
        guard choices.count > 1 || !chosen.isEmpty else { return .empty }
        func choice(_ value: String, _ label: String, _ count: HTML) -> HTML {
            """
            <label class="pick"><input type="radio" name="\(name)" value="\(value)"\(flag: "checked", value == chosen)>\
            <span>\(label)</span>\(count)</label>
            """
        }
        func row(_ row: (value: String, label: String, count: Int)) -> HTML {
            choice(row.value, row.label, "<span class=\"soft\">\(t.count(row.count))</span>")
        }
        return """
            <fieldset><legend>\(legend)</legend>\(choice("", t("Semua", "All"), .empty))\(each: choices, row)</fieldset>
            """
    }
}

/// A course as the catalogue shows it. Its whole area leads to the course.
struct CourseTile {
    let t: Words
    let listing: CourseListing
    let buyer: CourseBuyer?
    let isLazy: Bool

    private var course: CatalogueCourse { listing.course }

    var html: HTML {
        """
        <li>\(CourseCover(course.id, course.category, course.title).html(isLazy: isLazy))<div>
        <h2><a href="\(Paths.course(course.id))">\(course.title)</a></h2>
        <p class="soft">\(course.institutionName)</p>
        \(course.rating.map(rated))
        <p class="soft">\(course.mode.name(t))\(place) · \(course.hours) \(t("jam", "hours"))</p>
        <p class="price"><strong>\(price)</strong>\(purse)</p></div></li>
        """
    }

    /// The regency or city; the province stands on the course's page.
    private var place: String {
        guard course.mode == .offline, let town = course.place.split(separator: ",").first else { return "" }
        return t(" di \(town)", " in \(town)")
    }

    private func rated(_ rating: CourseRating) -> HTML { "<p>\(CourseStars(t: t, rating: rating).html)</p>" }

    private var price: String {
        guard listing.platforms > 1 else { return listing.lowest.description }
        return t("Mulai \(listing.lowest)", "From \(listing.lowest)")
    }

    private var purse: HTML {
        guard let buyer else { return .empty }
        if buyer.bought.contains(course.id) {
            return Part.tag(t("Sudah Anda beli", "You bought it"), .done)
        }
        guard let purse = buyer.purse else { return .empty }
        guard listing.lowest > purse else { return Part.tag(t("Muat di saldo", "Fits the balance"), .done) }
        let lacking = listing.lowest - purse
        return Part.tag(t("Kurang \(lacking)", "\(lacking) short"), .blocked)
    }
}

/// `★ 4,7 (312)`, said in words to a screen reader.
struct CourseStars {
    let t: Words
    let rating: CourseRating

    var html: HTML {
        let said = t(
            "Nilai \(rating.written(t)) dari 5, \(t.count(rating.count)) orang",
            "Rated \(rating.written(t)) of 5 by \(t.people(rating.count))")
        return """
            <span class="stars"><span aria-hidden="true">★ <strong>\(rating.written(t))</strong> \
            (\(t.count(rating.count)))</span><span class="hidden">\(said)</span></span>
            """
    }
}
