import Foundation
import Programme
import Storage

/// A file of courses that a person of a partner uploaded.
struct PartnerCourseFile: Sendable {
    let id: ID<PartnerCourseFile>
    let name: String
    let content: Data
}

/// Files of courses, and the courses of one partner.
extension PartnerPersonQueries {
    /// Of a partner at most: each is up to two megabytes.
    static let mostFiles = 20
    /// How long a file is kept.
    static let filesKept = Span.days(30)

    /// Stores the file, and deletes the oldest ones beyond `mostFiles`.
    func keep(_ file: PartnerCourseFile, by person: PartnerPerson, at now: Instant) throws {
        let partner = person.partner.id
        try tx.run(
            """
            INSERT INTO partner_course_file (id, partner_id, partner_person_id, name, content, at)
            VALUES (\(file.id), \(partner), \(person.id), \(file.name), \(file.content), \(now))
            """)
        try tx.run(
            """
            DELETE FROM partner_course_file
            WHERE partner_id = \(partner) AND id NOT IN (
                SELECT id FROM partner_course_file
                WHERE partner_id = \(partner)
                ORDER BY id DESC LIMIT \(Self.mostFiles)
            )
            """)
    }

    /// Nil for a file that is unknown, of another partner, or imported already.
    func file(_ id: ID<PartnerCourseFile>, of partner: ID<Partner>) throws -> PartnerCourseFile? {
        try tx.row(
            """
            SELECT name, content
            FROM partner_course_file
            WHERE id = \(id) AND partner_id = \(partner) AND done_at IS NULL
            """
        ).map { PartnerCourseFile(id: id, name: try $0["name"], content: try $0["content"]) }
    }

    /// Whether the partner uploaded the file, imported or not.
    func hasFile(_ id: ID<PartnerCourseFile>, of partner: ID<Partner>) throws -> Bool {
        try tx.row("SELECT id FROM partner_course_file WHERE id = \(id) AND partner_id = \(partner)") != nil
    }

    /// False when it was imported meanwhile.
    func finish(_ id: ID<PartnerCourseFile>, at now: Instant) throws -> Bool {
        try tx.run("UPDATE partner_course_file SET done_at = \(now) WHERE id = \(id) AND done_at IS NULL") == 1
    }

    /// Nil for a course that the partner neither gives nor sells.
    func course(_ id: ID<Course>, of partner: ID<Partner>) throws -> Course? {
        let isOwn = try tx.row(
            """
            SELECT course.id
            FROM course
            WHERE course.id = \(id) AND (course.institution_id = \(partner) OR EXISTS (
                SELECT 1 FROM course_offer
                WHERE course_offer.course_id = course.id AND course_offer.platform_id = \(partner)
            ))
            """)
        return isOwn == nil ? nil : try tx.courses.find(id)
    }

    /// Courses of an institution whose newest version waits for curators or was refused.
    func unsettled(of partner: ID<Partner>, limit: Int) throws -> [UnsettledCourse] {
        try tx.rows(
            """
            SELECT course.id, course.title, course_version.state
            FROM course
            JOIN course_version ON course_version.course_id = course.id
            WHERE course.institution_id = \(partner) AND course_version.state IN ('proposed', 'refused')
                AND course_version.number = (
                    SELECT MAX(newest.number) FROM course_version AS newest WHERE newest.course_id = course.id
                )
            ORDER BY course.title, course.id
            LIMIT \(limit)
            """
        ).map { UnsettledCourse(id: try $0["id"], title: try $0["title"], state: try $0["state"]) }
    }
}

/// A course whose newest version curators have not accepted.
struct UnsettledCourse: Sendable {
    let id: ID<Course>
    let title: String
    let state: CourseVersion.State
}
