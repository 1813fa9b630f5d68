import Hummingbird
import Programme
import Storage

/// The public catalogue: the courses, where they are sold and for how much.
struct CoursePages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.catalogue, use: catalogue)
        routes.get(Paths.course.pattern, use: course)
        return routes
    }

    @Sendable private func catalogue(request: Request, context: VisitorContext) async throws -> Response {
        let query = CatalogueQuery(request)
        let (now, today) = (dependencies.clock.now(), today)
        let (found, sellers) = try await dependencies.database.read { tx in
            (try tx.courses.search(query.search, at: now, on: today), try tx.partners.active(.platform))
        }
        return context.page(CataloguePage(t: context.t, query: query, found: found, sellers: sellers))
    }

    @Sendable private func course(request: Request, context: VisitorContext) async throws -> Response {
        guard let id = context.parameters.get("id").flatMap({ ID<Course>($0) }) else { throw HTTPError(.notFound) }
        let today = today
        let view = try await dependencies.database.read { tx in try CourseView(id, on: today, in: tx) }
        guard let view else { throw HTTPError(.notFound) }
        return context.page(CoursePage(t: context.t, view: view, now: dependencies.clock.now()))
    }

    private var today: CivilDate { dependencies.edition.waves.zone.date(of: dependencies.clock.now()) }
}

/// The search fields of the catalogue, as typed and as parsed.
struct CatalogueQuery: Sendable {
    let words: String
    let platform: String
    let price: String
    let page: Int

    init(_ request: Request) {
        func value(_ name: String) -> String {
            String(request.query(name).prefix(80)).trimmingWhitespace()
        }
        // A telephone's keyboard puts a second blank after a suggested word.
        words = value("cari").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        platform = value("platform")
        price = value("harga")
        page = (Int(clamping: value("halaman"), to: 1...CourseSearch.lastPage + 1) ?? 1) - 1
    }

    init(words: String = "", platform: String = "", price: String = "", page: Int = 0) {
        self.words = words
        self.platform = platform
        self.price = price
        self.page = page
    }

    var search: CourseSearch {
        CourseSearch(
            words: words, platform: ID<Partner>(platform),
            highestPrice: Int64(clamping: price.filter(\.isASCIIDigit), to: Rupiah.price).map(Rupiah.init),
            page: page)
    }

    func path(page: Int) -> String {
        let filters = "cari=\(words.percentEncoded)&platform=\(platform.percentEncoded)&harga=\(price.percentEncoded)"
        return "\(Paths.catalogue)?\(filters)&halaman=\(page + 1)"
    }
}

struct CourseView: Sendable {
    let course: Course
    let institution: String
    let schedules: [CourseSchedule]
    let offers: [CourseOffer]

    /// Nil for a course that was never on sale.
    init?(_ id: ID<Course>, on day: CivilDate, in tx: Transaction) throws {
        guard let course = try tx.courses.find(id), course.state == .approved || course.state == .withdrawn else {
            return nil
        }
        self.course = course
        institution = try tx.partners.find(course.institution)?.name ?? ""
        schedules = try tx.courses.schedules(of: id)
        offers = try tx.courses.offers(of: id, on: day)
    }

    init(course: Course, institution: String, schedules: [CourseSchedule], offers: [CourseOffer]) {
        self.course = course
        self.institution = institution
        self.schedules = schedules
        self.offers = offers
    }
}
