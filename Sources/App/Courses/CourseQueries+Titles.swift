import Programme
import Storage

extension CourseQueries {
    /// How many accepted courses an institution gives.
    func accepted(of institution: ID<Partner>) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS courses
            FROM course
            WHERE institution_id = \(institution) AND state = 'approved'
            """)?["courses"] ?? 0
    }

    /// Courses whose title or institution holds these words, by title: also those that are sold nowhere at the moment.
    func titled(_ words: String, limit: Int) throws -> [(id: ID<Course>, title: String, institution: String)] {
        let pattern = "%\(words.likeEscaped)%"
        return try tx.rows(
            """
            SELECT course.id, course.title, institution.name AS institution
            FROM course
            JOIN partner AS institution ON institution.id = course.institution_id
            WHERE lower(course.title) LIKE lower(\(pattern)) ESCAPE '!'
                OR lower(institution.name) LIKE lower(\(pattern)) ESCAPE '!'
            ORDER BY course.title, course.id
            LIMIT \(limit)
            """
        ).map { try ($0["id"], $0["title"], $0["institution"]) }
    }
}
