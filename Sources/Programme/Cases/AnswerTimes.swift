/// How long answers took, in working days: from counts per number of days, so that no case is read.
package struct AnswerTimes: Sendable, Equatable {
    /// Fewer answers than this give no figures: they would say something about single people, and little about the
    /// office.
    package static let fewest = 5
    /// Longer answers are counted here, in working days.
    package static let longest = 250

    /// How many answers took so many working days.
    private let counts: [Int: Int]
    package let answers: Int
    package let inTime: Int

    package init(counts: [Int: Int], inTime: Int) {
        self.counts = counts.filter { $0.value > 0 }
        answers = self.counts.values.reduce(0, +)
        self.inTime = inTime
    }

    package static func + (left: AnswerTimes, right: AnswerTimes) -> AnswerTimes {
        AnswerTimes(counts: left.counts.merging(right.counts, uniquingKeysWith: +), inTime: left.inTime + right.inTime)
    }

    /// Whether there are enough answers for a figure.
    package var isShown: Bool { answers >= Self.fewest }

    /// Half of the answers took at most this long.
    package var median: Int? { percentile(50) }

    /// The smallest number of working days within which `percent` of a hundred answers came; nil where there are too
    /// few. By nearest rank.
    package func percentile(_ percent: Int) -> Int? {
        guard isShown else { return nil }
        let rank = max(1, (answers * percent + 99) / 100)
        var seen = 0
        for (days, number) in counts.sorted(by: { $0.key < $1.key }) {
            seen += number
            if seen >= rank { return days }
        }
        return nil
    }

    /// Answers of a hundred that came in time, rounded down, so that 100 means all; nil where there are too few.
    package var percentInTime: Int? { isShown ? inTime * 100 / answers : nil }
}
