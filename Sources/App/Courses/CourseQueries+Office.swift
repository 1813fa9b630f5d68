import Foundation
import Programme
import Storage

/// An uploaded file of courses.
struct StoredCourseFile: Sendable {
    let id: ID<StoredCourseFile>
    let name: String
    let content: Data
    let officer: ID<Officer>?
}

/// One row of the office's list of courses.
struct OfficeCourse: Sendable {
    let id: ID<Course>
    let code: String
    let title: String
    let institution: String
    let state: CourseState
    let sale: CourseSale
    /// Whether a version waits for curators.
    let waits: Bool
    /// Nil before the first price is in force.
    let lowest: Rupiah?
    let sold: Int
}

extension CourseQueries {
    /// Those with a version that waits first, then by title.
    ///
    /// - Parameters:
    ///   - words: in the title, the code or the institution's name; empty for all courses.
    ///   - partner: that gives or sells them; nil for all partners.
    func all(
        _ words: String = "", of partner: ID<Partner>? = nil, stops: SaleStops, skipping: Int = 0, limit: Int
    ) throws -> [OfficeCourse] {
        let pattern = "%\(words.likeEscaped)%"
        let rows = try tx.rows(
            """
            SELECT course.id, course.code, course.title, course.state, course.institution_id,
                partner.name AS institution,
                CAST(CASE WHEN waiting.id IS NULL THEN 0 ELSE 1 END AS BIGINT) AS waits,
                (SELECT MIN(price) FROM course_offer WHERE course_offer.course_id = course.id) AS lowest,
                (SELECT COUNT(*) FROM purchase
                    WHERE purchase.course_id = course.id AND purchase.state IN ('posted', 'attended', 'completed'))
                    AS sold
            FROM course
            JOIN partner ON partner.id = course.institution_id
            LEFT JOIN course_version AS waiting ON waiting.course_id = course.id AND waiting.state = 'proposed'
            WHERE (lower(course.title) LIKE lower(\(pattern)) ESCAPE '!'
                    OR lower(course.code) LIKE lower(\(pattern)) ESCAPE '!'
                    OR lower(partner.name) LIKE lower(\(pattern)) ESCAPE '!')
                AND (CAST(\(partner) AS BIGINT) IS NULL OR course.institution_id = \(partner) OR EXISTS (
                    SELECT 1 FROM course_offer
                    WHERE course_offer.course_id = course.id AND course_offer.platform_id = \(partner)
                ))
            ORDER BY waits DESC, course.title, course.id
            LIMIT \(limit) OFFSET \(skipping)
            """
        )
        let platforms = try platforms(of: rows.map { try $0["id"] })
        return try rows.map { row in
            let (id, waits): (ID<Course>, Int) = (try row["id"], try row["waits"])
            return OfficeCourse(
                id: id, code: try row["code"], title: try row["title"], institution: try row["institution"],
                state: try row["state"], sale: stops.sale(of: try row["institution_id"], at: platforms[id] ?? []),
                waits: waits == 1, lowest: try row["lowest"], sold: try row["sold"])
        }
    }

    /// The platforms that have a price, by course.
    private func platforms(of courses: [ID<Course>]) throws -> [ID<Course>: [ID<Partner>]] {
        guard !courses.isEmpty else { return [:] }
        return try tx.rows(
            """
            SELECT course_id, platform_id
            FROM course_offer
            WHERE course_id IN (\(list: courses))
            ORDER BY course_id, platform_id
            """
        ).reduce(into: [:]) { try $0[$1["course_id"], default: []].append($1["platform_id"]) }
    }

    /// The courses that a partner gives or sells, by title, with its lowest price for each.
    func of(_ partner: ID<Partner>, stops: SaleStops, limit: Int) throws -> [PartnerCourse] {
        let rows = try tx.rows(
            """
            SELECT course.id, course.title, course.state, course.institution_id, MIN(course_offer.price) AS lowest
            FROM course
            LEFT JOIN course_offer ON course_offer.course_id = course.id
                AND (course.institution_id = \(partner) OR course_offer.platform_id = \(partner))
            WHERE course.institution_id = \(partner) OR course_offer.platform_id = \(partner)
            GROUP BY course.id, course.title, course.state, course.institution_id
            ORDER BY course.title, course.id
            LIMIT \(limit)
            """)
        let platforms = try platforms(of: rows.map { try $0["id"] })
        return try rows.map { row in
            let (id, institution): (ID<Course>, ID<Partner>) = (try row["id"], try row["institution_id"])
            let sellers = institution == partner ? platforms[id] ?? [] : [partner]
            return PartnerCourse(
                id: id, title: try row["title"], state: try row["state"],
                sale: stops.sale(of: institution, at: sellers), lowest: try row["lowest"])
        }
    }

    /// Versions that wait for this curator: neither imported nor judged by them.
    func waiting(for curator: ID<Officer>) throws -> [CourseVersion] {
        try tx.rows(
            """
            SELECT \(Self.versionColumns)
            FROM course_version
            WHERE state = 'proposed'
                AND (proposed_by IS NULL OR \(tx.officers.isAnother("proposed_by", than: curator)))
                AND NOT EXISTS (
                    SELECT 1 FROM course_verdict
                    WHERE course_verdict.version_id = course_version.id
                        AND NOT \(tx.officers.isAnother("course_verdict.officer_id", than: curator))
                )
            ORDER BY id
            """
        ).map(CourseVersion.init)
    }

    /// Prices of other courses on sale in the same field, with their length, the cheapest first.
    func comparable(
        to content: CourseContent, except course: ID<Course>, limit: Int
    ) throws -> [(title: String, hours: Int, price: Rupiah)] {
        try tx.rows(
            """
            SELECT course.title, course.hours, MIN(course_offer.price) AS price
            FROM course
            JOIN course_offer ON course_offer.course_id = course.id
            WHERE course.state = 'approved' AND lower(course.category) = lower(\(content.category))
                AND course.id <> \(course)
            GROUP BY course.id, course.title, course.hours
            ORDER BY price, course.title
            LIMIT \(limit)
            """
        ).map { (try $0["title"], try $0["hours"], try $0["price"]) }
    }

    /// False when a place was sold meanwhile that the new quota does not have.
    func change(_ schedule: ID<CourseSchedule>, to dates: CourseDates) throws -> Bool {
        try tx.run(
            """
            UPDATE course_schedule
            SET starts_at = \(dates.starts), ends_at = \(dates.ends), quota = \(dates.quota)
            WHERE id = \(schedule) AND taken <= \(dates.quota)
            """) == 1
    }

    // MARK: - Uploaded files

    func keep(_ file: StoredCourseFile, at now: Instant) throws {
        try tx.run(
            """
            INSERT INTO course_import (id, name, content, state, officer_id, at)
            VALUES (\(file.id), \(file.name), \(file.content), 'waiting', \(file.officer), \(now))
            """)
    }

    /// Nil for a file that is unknown or imported already.
    func file(_ id: ID<StoredCourseFile>) throws -> StoredCourseFile? {
        try tx.row(
            """
            SELECT id, name, content, officer_id
            FROM course_import
            WHERE id = \(id) AND state = 'waiting'
            """
        ).map { row in
            StoredCourseFile(
                id: try row["id"], name: try row["name"], content: try row["content"], officer: try row["officer_id"])
        }
    }

    /// False when it was imported meanwhile.
    func finish(_ id: ID<StoredCourseFile>, at now: Instant) throws -> Bool {
        try tx.run("UPDATE course_import SET state = 'done', done_at = \(now) WHERE id = \(id) AND state = 'waiting'")
            == 1
    }
}
