import Programme
import Storage

/// An accepted course, with what the catalogue shows of it.
struct CatalogueCourse: Sendable {
    let id: ID<Course>
    let title: String
    let summary: String
    let competence: String
    let category: String
    let mode: DeliveryMode
    let hours: Int
    let institution: ID<Partner>
    let institutionName: String
    /// Of its last schedule.
    let ends: Instant
    let offers: [Offer]
    let rating: CourseRating?

    struct Offer: Sendable {
        let platform: ID<Partner>
        let price: Rupiah
    }

    var text: CourseIndex.Text {
        CourseIndex.Text(
            title: title, category: category, institution: institutionName, content: "\(summary) \(competence)")
    }
}

/// All accepted courses of one version of the catalogue, by title, with the index of their words. It is made once per
/// version and process, and shared by all requests.
struct Catalogue: Sendable {
    let courses: [CatalogueCourse]
    let index: CourseIndex

    init(_ courses: [CatalogueCourse]) {
        self.courses = courses
        index = CourseIndex(courses.map(\.text))
    }

    /// How old the ratings in lists may be: a review changes no version, because there are thousands a day.
    private static let freshFor = Span.minutes(5)

    /// The present catalogue, read again when its version has changed.
    static func present(version: Int64, on dependencies: Dependencies) async throws -> Catalogue {
        try await dependencies.publicCache.value(
            "catalogue:\(version)", for: freshFor, now: dependencies.realNow()
        ) {
            Catalogue(try await dependencies.database.read { tx in try tx.courses.catalogue() })
        }
    }
}
