import Foundation
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
    /// Where it is taught; empty for a course online, or where the institution said nothing.
    let place: String
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
            title: title, category: category, institution: institutionName,
            content: "\(summary) \(competence) \(place)")
    }
}

/// All accepted courses of one version of the catalogue, by title, with the index of their words. It is made once per
/// version and process, and shared by all requests.
struct Catalogue: Sendable {
    let courses: [CatalogueCourse]
    let index: CourseIndex
    init(_ courses: [CatalogueCourse], synonyms: SearchSynonyms) {
        self.courses = courses
        index = CourseIndex(courses.map(\.text), synonyms: synonyms)
    }

    /// The name of an institution with a course here; nil for any other text.
    func institution(_ id: String) -> String? {
        guard let id = ID<Partner>(id) else { return nil }
        return courses.first { $0.institution == id }?.institutionName
    }

    /// How old the ratings in lists may be: a review changes no version, because there are thousands a day.
    private static let freshFor = Span.minutes(5)

    /// The present catalogue, read again when its version has changed.
    static func present(version: Int64, on dependencies: Dependencies) async throws -> Catalogue {
        try await dependencies.publicCache.value(
            "catalogue:\(version)", for: freshFor, now: dependencies.realNow()
        ) {
            let courses = try await dependencies.database.read { tx in try tx.courses.catalogue() }
            return Catalogue(courses, synonyms: try SearchSynonyms.shipped.get())
        }
    }
}

extension SearchSynonyms {
    /// The file inside the product, read once in a process.
    package static let shipped = Result {
        let file = Bundle.module.bundleURL.appending(path: "Courses/synonyms.txt")
        return try SearchSynonyms(text: String(contentsOf: file, encoding: .utf8))
    }
}
