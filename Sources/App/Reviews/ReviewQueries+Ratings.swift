import Programme
import Storage

extension ReviewQueries {
    /// A course's ratings; nil while there are too few to show.
    func rating(of course: ID<Course>) throws -> CourseRating? {
        let rows = try tx.rows(
            """
            SELECT rating, COUNT(*) AS given
            FROM review
            WHERE course_id = \(course)
            GROUP BY rating
            """)
        var given = [Int](repeating: 0, count: Review.ratings.count)
        for row in rows { given[try row["rating"] - 1] = try row["given"] }
        return CourseRating(given: given)
    }

    /// The ratings of all courses that have enough of them, from the index alone.
    func ratings() throws -> [ID<Course>: CourseRating] {
        let rows = try tx.rows(
            """
            SELECT course_id, rating, COUNT(*) AS given
            FROM review
            GROUP BY course_id, rating
            """)
        var given: [ID<Course>: [Int]] = [:]
        for row in rows {
            let rating: Int = try row["rating"]
            given[try row["course_id"], default: [Int](repeating: 0, count: Review.ratings.count)][rating - 1] =
                try row["given"]
        }
        return given.compactMapValues { CourseRating(given: $0) }
    }
}
