import Programme

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
