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
