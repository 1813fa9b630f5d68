import Programme

/// What is asked of the catalogue: words and filters.
struct CourseSearch: Sendable {
    static let pageSize = 12
    static let lastPage = 500

    var words = ""
    var category: String?
    /// Where it is taught, as the course says it.
    var place: String?
    var institution: ID<Partner>?
    var mode: DeliveryMode?
    /// The ways of teaching that the edition allows today: courses of the others are not shown.
    var allowed = Set(DeliveryMode.allCases)
    var length: CourseLength?
    var isWellRated = false
    var platform: ID<Partner>?
    var highestPrice: Rupiah?
    /// What is left on the asker's card, where only courses that it pays for are wanted.
    var purse: Rupiah?
    /// Nil: by how well the words match, and in the neutral order where none were given.
    var order: CourseOrder?
    var page = 0

    /// In tenths of a star.
    static let wellRated = 45
}

enum CourseLength: String, CaseIterable, Sendable {
    case short = "pendek"
    case middle = "sedang"
    case long = "panjang"

    var hours: ClosedRange<Int> {
        switch self {
        case .short: 1...8
        case .middle: 9...16
        case .long: 17...CourseRow.hours.upperBound
        }
    }
}

enum CourseOrder: String, CaseIterable, Sendable {
    case title = "judul"
    case price = "harga"
    case rating = "nilai"
    case length = "lama"
}

/// One row of the catalogue.
struct CourseListing: Sendable {
    let course: CatalogueCourse
    let lowest: Rupiah
    let platforms: Int
}

/// What a search found: one page of it, and how much there is.
struct CourseResults: Sendable {
    let found: [CourseListing]
    let total: Int
    /// How many there would be without any filter, for these words.
    let unfiltered: Int
    /// All fields with a course on sale, for a search that found nothing; empty for any other.
    let fields: [String]
    let isPartial: Bool
    let corrections: [CourseIndex.Correction]
    let counts: Counts

    /// How many courses each choice would show, the other choices staying as they are.
    struct Counts: Sendable {
        var categories: [String: Int] = [:]
        var places: [String: Int] = [:]
        var modes: [DeliveryMode: Int] = [:]
        var lengths: [CourseLength: Int] = [:]
        var wellRated = 0
        var affordable = 0
    }
}

extension Catalogue {
    /// Courses that may be sold and have not ended.
    ///
    /// - Parameters:
    ///   - purse: what is left on the asker's card, for the count of what it pays for.
    ///   - neutral: the order of equals.
    func search(
        _ search: CourseSearch, terms: SaleTerms, purse: Rupiah?, in neutral: NeutralOrder, at now: Instant
    ) -> CourseResults {
        let words = index.find(search.words)
        let hits = words?.hits ?? courses.indices.map { CourseIndex.Hit(place: $0, rank: 0) }
        var listings: [(listing: CourseListing, rank: Int)] = []
        var counts = CourseResults.Counts()
        var unfiltered = 0
        for hit in hits where courses[hit.place].ends > now && search.allowed.contains(courses[hit.place].mode) {
            let course = courses[hit.place]
            let permitted = course.offers.filter { terms.permits($0.platform, institution: course.institution) }
            guard !permitted.isEmpty else { continue }
            unfiltered += 1
            let offers = permitted.filter { offer in
                (search.platform.map { $0 == offer.platform } ?? true)
                    && (search.highestPrice.map { offer.price <= $0 } ?? true)
            }
            guard let lowest = offers.map(\.price).min() else { continue }
            let failing = search.failing(course, lowest: lowest)
            count(course, lowest: lowest, failing: failing, purse: purse, into: &counts)
            guard failing.isEmpty else { continue }
            listings.append((CourseListing(course: course, lowest: lowest, platforms: offers.count), hit.rank))
        }
        let sorted = sort(ranked(listings, in: neutral), by: search.order)
        let page = sorted.dropFirst(search.page * CourseSearch.pageSize).prefix(CourseSearch.pageSize)
        return CourseResults(
            found: Array(page), total: sorted.count, unfiltered: unfiltered,
            fields: sorted.isEmpty ? fields(terms, search.allowed, at: now) : [], isPartial: words?.isPartial ?? false,
            corrections: words?.corrections ?? [], counts: counts)
    }

    private func fields(_ terms: SaleTerms, _ allowed: Set<DeliveryMode>, at now: Instant) -> [String] {
        let sold = courses.filter { course in
            course.ends > now && allowed.contains(course.mode)
                && course.offers.contains { terms.permits($0.platform, institution: course.institution) }
        }
        return Set(sold.map(\.category)).sorted()
    }

    /// The best match first, equals in the neutral order.
    private func ranked(
        _ listings: [(listing: CourseListing, rank: Int)], in neutral: NeutralOrder
    ) -> [CourseListing] {
        let keyed = listings.map { (listing: $0.listing, key: (-$0.rank, neutral.number(of: $0.listing.course.id))) }
        return keyed.sorted { $0.key < $1.key }.map(\.listing)
    }

    private func count(
        _ course: CatalogueCourse, lowest: Rupiah, failing: Set<CourseSearch.Filter>, purse: Rupiah?,
        into counts: inout CourseResults.Counts
    ) {
        func passes(_ filter: CourseSearch.Filter) -> Bool { failing.isSubset(of: [filter]) }
        if passes(.category) { counts.categories[course.category, default: 0] += 1 }
        if passes(.place), !course.place.isEmpty { counts.places[course.place, default: 0] += 1 }
        if passes(.mode) { counts.modes[course.mode, default: 0] += 1 }
        if passes(.length), let length = CourseLength.allCases.first(where: { $0.hours.contains(course.hours) }) {
            counts.lengths[length, default: 0] += 1
        }
        if passes(.rating), CourseSearch.isWellRated(course) { counts.wellRated += 1 }
        if passes(.purse), purse.map({ lowest <= $0 }) ?? false { counts.affordable += 1 }
    }

    /// Keeps the present order among equals.
    private func sort(_ listings: [CourseListing], by order: CourseOrder?) -> [CourseListing] {
        func stably<Key: Comparable>(_ key: (CourseListing) -> Key) -> [CourseListing] {
            listings.enumerated().sorted { (key($0.element), $0.offset) < (key($1.element), $1.offset) }.map(\.element)
        }
        return switch order {
        case nil: listings
        case .title: stably(\.course.title)
        case .price: stably(\.lowest)
        case .rating: stably { -($0.course.rating?.average ?? 0) }
        case .length: stably(\.course.hours)
        }
    }
}

extension CourseSearch {
    enum Filter { case category, place, institution, mode, length, rating, purse }

    static func isWellRated(_ course: CatalogueCourse) -> Bool {
        course.rating.map { $0.tenths >= wellRated } ?? false
    }

    /// The filters that the course does not pass.
    func failing(_ course: CatalogueCourse, lowest: Rupiah) -> Set<Filter> {
        var failing: Set<Filter> = []
        if let category, course.category != category { failing.insert(.category) }
        if let place, course.place != place { failing.insert(.place) }
        if let institution, course.institution != institution { failing.insert(.institution) }
        if let mode, course.mode != mode { failing.insert(.mode) }
        if let length, !length.hours.contains(course.hours) { failing.insert(.length) }
        if isWellRated, !Self.isWellRated(course) { failing.insert(.rating) }
        if let purse, lowest > purse { failing.insert(.purse) }
        return failing
    }
}
