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
        var query = CatalogueQuery(request)
        let (today, holder) = (today, context.browser.session?.holder)
        let (version, terms, sellers, buyer) = try await dependencies.database.read { [dependencies] tx in
            (
                try tx.courses.catalogueVersion(), try tx.courses.saleTerms(on: today),
                try tx.partners.active(.platform), try CourseBuyer(holder, in: tx, on: dependencies)
            )
        }
        let catalogue = try await Catalogue.present(version: version, on: dependencies)
        let order = query.order(on: today)
        query.day = order.day
        var search = query.search(purse: buyer?.purse)
        search.allowed = dependencies.edition.training.allowedModes(on: today)
        let results = catalogue.search(
            search, terms: terms, purse: buyer?.purse, in: order,
            at: dependencies.clock.now())
        return context.page(
            CataloguePage(
                t: context.t, query: query, results: results, sellers: sellers, buyer: buyer,
                institution: catalogue.institution(query.institution),
                pause: DeliveryPause(.offline, under: dependencies.edition, on: today)))
    }

    @Sendable private func course(request: Request, context: VisitorContext) async throws -> Response {
        guard let id = context.parameters.get("id").flatMap({ ID<Course>($0) }) else { throw HTTPError(.notFound) }
        let (today, holder) = (today, context.browser.session?.holder)
        let (view, buyer) = try await dependencies.database.read { [dependencies] tx in
            (try CourseView(id, on: today, in: tx), try CourseBuyer(holder, in: tx, on: dependencies))
        }
        guard let view else { throw HTTPError(.notFound) }
        return context.page(
            CoursePage(
                t: context.t, view: view, buyer: buyer, now: dependencies.clock.now(),
                pause: DeliveryPause(view.course.mode, under: dependencies.edition, on: today)))
    }

    private var today: CivilDate { dependencies.edition.waves.zone.date(of: dependencies.clock.now()) }
}

extension CourseBuyer {
    /// Nil for a visitor without a card.
    init?(_ holder: Session.Holder?, in tx: Transaction, on dependencies: Dependencies) throws {
        guard case .person(let person) = holder, let card = try tx.cards.announced(of: person) else { return nil }
        let purchases = try tx.purchases.of(person)
        balance = try tx.ledger.balance(.cardTraining(card.id)).available
        bought = Set(purchases.filter { $0.state != .voided }.map(\.course))
        obstacle = try BuyingObstacle(card, purchases, in: tx, on: dependencies)
    }
}

struct CourseView: Sendable {
    let course: Course
    let giver: CourseGiver
    /// Nil for a course from before curation.
    let content: CourseContent?
    let schedules: [CourseSchedule]
    let offers: [CourseOffer]
    let rating: CourseRating?

    /// Nil for a course that was never on sale, as one without a price.
    init?(_ id: ID<Course>, on day: CivilDate, in tx: Transaction) throws {
        guard let course = try tx.courses.find(id), course.state == .approved || course.state == .withdrawn,
            !(try tx.courses.allOffers(of: id).isEmpty)
        else { return nil }
        self.course = course
        giver = try CourseGiver(course.institution, in: tx)
        content = try tx.courses.versions(of: id).first { $0.state == .approved }?.content
        schedules = try tx.courses.schedules(of: id)
        offers = try tx.courses.offers(of: id, on: day)
        rating = try tx.reviews.rating(of: id)
    }

    init(
        course: Course, giver: CourseGiver, content: CourseContent?, schedules: [CourseSchedule],
        offers: [CourseOffer], rating: CourseRating?
    ) {
        self.course = course
        self.giver = giver
        self.content = content
        self.schedules = schedules
        self.offers = offers
        self.rating = rating
    }
}
