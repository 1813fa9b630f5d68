import Programme
import Storage

/// What people who completed a course thought of it, without their names and words.
struct CourseRating: Sendable, Equatable {
    /// How often each number of stars was given, one star first.
    let given: [Int]

    /// Fewer ratings are not shown: an average of one would be that person's answer.
    static let leastShown = 3

    /// Nil while there are too few.
    init?(given: [Int]) {
        guard given.reduce(0, +) >= Self.leastShown else { return nil }
        self.given = given
    }

    var count: Int { given.reduce(0, +) }

    /// The average in tenths of a star, rounded: 47 is 4.7.
    var tenths: Int {
        let stars = given.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
        return (stars * 20 + count) / (count * 2)
    }

    var average: Double {
        Double(given.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }) / Double(count)
    }

    /// `4,7` in Indonesian, `4.7` in English.
    func written(_ t: Words) -> String { t("\(tenths / 10),\(tenths % 10)", "\(tenths / 10).\(tenths % 10)") }
}

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
