import Programme
import Storage

extension Transaction {
    var reviews: ReviewQueries { ReviewQueries(tx: self) }
}

/// Reviews of trainings. The only writer of `review`.
struct ReviewQueries {
    let tx: Transaction

    func of(_ purchase: ID<Purchase>) throws -> StoredReview? {
        try tx.row("SELECT rating, words, given_on FROM review WHERE purchase_id = \(purchase)").map(StoredReview.init)
    }

    /// Stores the review, once. False when the purchase was reviewed before.
    func give(_ review: Review, of purchase: Purchase, on today: CivilDate) throws -> Bool {
        try tx.run(
            """
            INSERT INTO review (purchase_id, person_id, course_id, rating, words, given_on)
            VALUES (\(purchase.id), \(purchase.person), \(purchase.course), \(review.rating), \(review.text), \(today))
            ON CONFLICT (purchase_id) DO NOTHING
            """) == 1
    }

    /// A course's average rating for the catalogue; nil while it has no review.
    func rating(of course: ID<Course>) throws -> (average: Double, count: Int)? {
        let row = try tx.row(
            """
            SELECT COUNT(*) AS given, CAST(COALESCE(SUM(rating), 0) AS BIGINT) AS stars
            FROM review
            WHERE course_id = \(course)
            """)
        guard let row, let count: Int = try row["given"], count > 0 else { return nil }
        let stars: Int = try row["stars"]
        return (Double(stars) / Double(count), count)
    }
}

struct StoredReview: Sendable {
    let rating: Int
    let words: String
    let givenOn: CivilDate

    fileprivate init(_ row: Row) throws {
        rating = try row["rating"]
        words = try row["words"]
        givenOn = try row["given_on"]
    }
}
