/// What depends on an item of the office's work, and the order in which items are shown: what cannot be put right after
/// its limit first, then what is near its limit, then by money, then by people, then by the limit, then by age.
package struct Stake: Sendable, Equatable {
    package let people: Int?
    package let amount: Rupiah?
    /// Since when the oldest item waits.
    package let oldest: Instant?
    /// The end of the most urgent item's time.
    package let due: Instant?
    /// Whether it cannot be put right after its limit.
    package let isFinal: Bool

    package init(
        people: Int? = nil, amount: Rupiah? = nil, oldest: Instant? = nil, due: Instant? = nil, isFinal: Bool = false
    ) {
        (self.people, self.amount, self.oldest, self.due) = (people, amount, oldest, due)
        self.isFinal = isFinal
    }

    /// An item is urgent from this long before its limit.
    package static let near = Span.hours(8)

    package func isUrgent(at now: Instant) -> Bool {
        due.map { now + Self.near >= $0 } ?? false
    }

    package func isLate(at now: Instant) -> Bool {
        due.map { now >= $0 } ?? false
    }

    /// How much of the time between the oldest item's beginning and the limit is used, from 0 to 100; nil without both.
    package func used(at now: Instant) -> Int? {
        guard let oldest, let due, oldest < due else { return nil }
        let (gone, whole) = (now - oldest, due - oldest)
        return Int(min(max(gone.milliseconds * 100 / whole.milliseconds, 0), 100))
    }

    /// Whether this item is shown above the other.
    package func comes(before other: Stake, at now: Instant) -> Bool {
        rank(at: now).lexicographicallyPrecedes(other.rank(at: now))
    }

    private func rank(at now: Instant) -> [Int64] {
        [
            isFinal ? 0 : 1, isUrgent(at: now) ? 0 : 1, -(amount?.amount ?? 0), -Int64(people ?? 0),
            due?.milliseconds ?? .max, oldest?.milliseconds ?? .max,
        ]
    }
}
