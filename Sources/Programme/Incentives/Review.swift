/// What somebody thought of a training they completed: one to five stars and, if they like, a few words.
package struct Review: Sendable, Equatable {
    package let rating: Int
    package let text: String

    package static let ratings = 1...5
    package static let longestText = 1_000

    /// - Parameter text: may be empty; what is longer than the limit is cut.
    package init(rating: Int?, text: String) throws(IncentiveRefusal) {
        guard let rating, Self.ratings.contains(rating) else { throw .ratingMissing }
        self.rating = rating
        self.text = String(text.trimmingWhitespace().prefix(Self.longestText))
    }
}
