import Logging
import Programme
import Storage

/// What the home page shows of waves and courses: the same for every reader.
struct HomeNews: Sendable {
    let waves: PublicWaves
    /// Nil while the catalogue cannot be read, and while no course is on sale.
    let courses: HomeCourses?

    /// Nil while the waves cannot be read.
    static func read(on dependencies: Dependencies) async -> HomeNews? {
        guard let waves = await part("waves", on: dependencies, { try await PublicWave.all(on: dependencies) })
        else { return nil }
        let courses = await part("courses", on: dependencies) { try await HomeCourses.read(on: dependencies) }
        return HomeNews(waves: waves, courses: courses ?? nil)
    }

    /// The home page is shown also without what cannot be read.
    private static func part<Part: Sendable>(
        _ name: String, on dependencies: Dependencies, _ read: () async throws -> Part
    ) async -> Part? {
        do {
            return try await read()
        } catch {
            dependencies.logger.error(
                "a part of the home page cannot be read", metadata: ["part": "\(name)", "error": "\(error)"])
            return nil
        }
    }
}

/// How many courses of each field may be bought now.
struct HomeCourses: Sendable {
    let total: Int
    let counts: [String: Int]

    /// How old the numbers may be.
    private static let fresh = Span.minutes(1)

    /// Nil while no course is on sale.
    static func read(on dependencies: Dependencies) async throws -> HomeCourses? {
        try await dependencies.publicCache.value("home-courses", for: fresh, now: dependencies.realNow()) {
            let now = dependencies.clock.now()
            let today = dependencies.edition.waves.zone.date(of: now)
            let (version, terms) = try await dependencies.database.read { tx in
                (try tx.courses.catalogueVersion(), try tx.courses.saleTerms(on: today))
            }
            var search = CourseSearch()
            search.allowed = dependencies.edition.training.allowedModes(on: today)
            let results = try await Catalogue.present(version: version, on: dependencies)
                .search(search, terms: terms, purse: nil, in: NeutralOrder(day: today), at: now)
            return results.total == 0
                ? nil : HomeCourses(total: results.total, counts: results.counts.categories)
        }
    }

    /// The largest fields by name, at most `most`.
    func largest(_ most: Int) -> [(category: String, count: Int)] {
        let ordered = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return ordered.prefix(most).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
