/// A place in a list of the modern API, which is ordered by instant and id: the next page begins behind it. What is
/// added or changed later stands behind every place that was given out, so no page is skipped or repeated by an insertion.
package struct FeedPlace: Sendable, Equatable, Comparable {
    package let at: Instant
    package let id: Int64

    package init(at: Instant, id: Int64) {
        (self.at, self.id) = (at, id)
    }

    package static func < (left: FeedPlace, right: FeedPlace) -> Bool {
        (left.at, left.id) < (right.at, right.id)
    }

    /// The longest cursor, in characters.
    package static let longest = 40
    private static let mark: Character = "p"
    private static let base = 36

    /// The cursor that clients send back: ASCII letters, digits and one `-`.
    package var cursor: String {
        let shifted = at.milliseconds - Instant.range.lowerBound
        return "\(Self.mark)\(String(shifted, radix: Self.base))-\(String(id, radix: Self.base))"
    }

    /// Nil for anything that `cursor` does not write.
    package init?(cursor: String) {
        guard cursor.utf8.count <= Self.longest, cursor.first == Self.mark else { return nil }
        let parts = cursor.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let shifted = Int64(parts[0], radix: Self.base),
            let id = Int64(parts[1], radix: Self.base), id >= 0,
            (0...(Instant.range.upperBound - Instant.range.lowerBound)).contains(shifted)
        else { return nil }
        self.init(at: Instant(milliseconds: shifted + Instant.range.lowerBound), id: id)
        guard self.cursor == cursor else { return nil }
    }
}
