/// A person's opinion of a training they completed: one to five stars and an optional text.
package struct Review: Sendable, Equatable {
    package let rating: Int
    package let text: String

    package static let ratings = 1...5
    package static let longestText = 1_000

    /// - Parameter text: may be empty; text beyond the limit is cut.
    package init(rating: Int?, text: String) throws(IncentiveRefusal) {
        guard let rating, Self.ratings.contains(rating) else { throw .ratingMissing }
        self.rating = rating
        self.text = String(text.trimmingWhitespace().prefix(Self.longestText))
    }
}
