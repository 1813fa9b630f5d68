import HTTPTypes
import Programme
import Storage

/// The call about an institution's own courses, or those that a platform has a price for.
struct CatalogueAPI: Sendable {
    let dependencies: Dependencies

    var calls: [APICall] {
        [
            APICall(
                name: "listCourses", method: .get, path: Paths.apiCourses,
                title: Bilingual(id: "Daftar pelatihan", en: "List courses"),
                meaning: Bilingual(
                    id: "Pelatihan lembaga sendiri dalam semua status, atau pelatihan yang diberi harga oleh platform. "
                        + "Urut saat dicatat.",
                    en: "An institution's own courses in every state, or the courses for which the platform has a "
                        + "price; in the order in which they were recorded."),
                access: .token(.readCourses), parameters: [APIPaging.cursor, APIPaging.limit],
                output: .of(APIPage<CourseItem>.self), handler: .token(courses))
        ]
    }

    @Sendable private func courses(_ caller: TokenCaller) async throws -> APIReply {
        var query = try caller.parameters()
        let limit = query.integer("limit", in: APIPaging.limits, default: APIPaging.usual)
        let after = query.place("cursor") { $0.at == Self.start }
        try query.check()
        let (partner, last) = (caller.partner, after?.id ?? 0)
        let items = try await dependencies.database.read { tx in
            let courses =
                switch partner.kind {
                case .institution: try tx.courses.given(by: partner.id, after: last, limit: limit + 1)
                case .platform: try tx.courses.offered(at: partner.id, after: last, limit: limit + 1)
                }
            let ids = courses.map(\.id)
            let schedules = Dictionary(grouping: try tx.courses.schedules(of: ids), by: \.course)
            let offers = partner.kind == .platform ? try tx.courses.offers(of: ids, at: partner.id) : [:]
            return courses.map { course in
                let item = CourseItem(course, offers[course.id], schedules[course.id] ?? [])
                return (item, FeedPlace(at: Self.start, id: course.id.rawValue))
            }
        }
        return try APIReply(APIPage(items, limit: limit, after: after))
    }

    /// Courses are in the order of their ids alone: every place in their list has this instant, and none in another.
    static let start = Instant(milliseconds: 0)
}
