/// How far the people of an announced wave were sent its outcome.
package struct OutcomeProgress: Sendable, Equatable {
    package let people: Int
    package let told: Int
    package let begunAt: Instant
    package let endedAt: Instant?

    package init(people: Int, told: Int, begunAt: Instant, endedAt: Instant?) {
        self.people = people
        self.told = told
        self.begunAt = begunAt
        self.endedAt = endedAt
    }

    /// In how many minutes the last one is sent, at the speed so far; nil before the first and after the last.
    package func minutesLeft(at now: Instant) -> Int? {
        guard endedAt == nil, told > 0, told < people, now > begunAt else { return nil }
        let milliseconds = Double((now - begunAt).milliseconds) / Double(told) * Double(people - told)
        return max(1, Int((milliseconds / 60_000).rounded(.up)))
    }

    /// How many minutes it took; nil before the last one is sent.
    package var minutesTaken: Int? {
        endedAt.map { max(1, Int((Double(($0 - begunAt).milliseconds) / 60_000).rounded(.up))) }
    }
}
