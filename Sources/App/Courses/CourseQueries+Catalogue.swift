import Programme
import Storage

extension CourseQueries {
    // MARK: - Version

    /// How often what the catalogue shows was changed.
    func catalogueVersion() throws -> Int64 {
        try tx.row("SELECT version FROM catalogue_version WHERE id = 1")?["version"] ?? 0
    }

    /// Called last in every transaction that puts a course on sale, takes it off, or changes its content, prices or
    /// dates: the row is locked until the transaction ends.
    func noteCatalogueChange() throws {
        try tx.run("UPDATE catalogue_version SET version = version + 1 WHERE id = 1")
    }

    // MARK: - What is kept in memory

    /// Every accepted course with a schedule, whether or not it may be sold now.
    func catalogue() throws -> [CatalogueCourse] {
        var offers = try catalogueOffers()
        let ratings = try tx.reviews.ratings()
        return try tx.rows(
            """
            SELECT course.id, course.title, course.summary, course.category, course.mode, course.hours,
                course.institution_id, institution.name AS institution,
                COALESCE(content.competence, '') AS competence, COALESCE(content.place, '') AS place,
                (SELECT MAX(ends_at) FROM course_schedule WHERE course_schedule.course_id = course.id) AS ends_at
            FROM course
            JOIN partner AS institution ON institution.id = course.institution_id
            LEFT JOIN course_version AS content ON content.course_id = course.id
                AND content.number = (
                    SELECT MAX(number)
                    FROM course_version
                    WHERE course_version.course_id = course.id AND course_version.state = 'approved'
                )
            WHERE course.state = 'approved'
                AND EXISTS (SELECT 1 FROM course_schedule WHERE course_schedule.course_id = course.id)
            ORDER BY course.title, course.id
            """
        ).map { row in
            let id: ID<Course> = try row["id"]
            return CatalogueCourse(
                id: id, title: try row["title"], summary: try row["summary"], competence: try row["competence"],
                category: try row["category"], mode: try row["mode"], hours: try row["hours"], place: try row["place"],
                institution: try row["institution_id"], institutionName: try row["institution"],
                ends: try row["ends_at"], offers: offers.removeValue(forKey: id) ?? [], rating: ratings[id])
        }
    }

    private func catalogueOffers() throws -> [ID<Course>: [CatalogueCourse.Offer]] {
        let rows = try tx.rows(
            """
            SELECT course_id, platform_id, price
            FROM course_offer
            ORDER BY course_id, platform_id
            """)
        var offers: [ID<Course>: [CatalogueCourse.Offer]] = [:]
        for row in rows {
            let offer = CatalogueCourse.Offer(platform: try row["platform_id"], price: try row["price"])
            offers[try row["course_id"], default: []].append(offer)
        }
        return offers
    }

    /// Who may sell on `day`, as `offers(of:on:)` decides it for one course.
    func saleTerms(on day: CivilDate) throws -> SaleTerms {
        let partners = try tx.rows(
            """
            SELECT partner.id
            FROM partner
            WHERE \(Self.maySell("partner.id", day))
            """
        ).map { row -> ID<Partner> in try row["id"] }
        return SaleTerms(partners: Set(partners), related: try tx.partners.ownership().groups)
    }
}

/// Which partners may sell on a day, and which pairs of them may not because one owner holds both.
struct SaleTerms: Sendable {
    let partners: Set<ID<Partner>>
    let related: [ID<Partner>: Set<ID<Partner>>]

    func permits(_ platform: ID<Partner>, institution: ID<Partner>) -> Bool {
        partners.contains(platform) && partners.contains(institution)
            && related[platform]?.contains(institution) != true
    }
}
