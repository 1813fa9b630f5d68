/// Hides counts of so few people that one of them could be recognised.
package enum SmallNumbers {
    /// Fewer people than this are not shown to the public.
    package static let smallest = 10

    /// The counts, nil where they are hidden. Zero is shown. Where a single count is hidden, the next smallest is hidden
    /// too: otherwise it could be computed from the sum.
    package static func hidden(_ counts: [Int]) -> [Int?] {
        var shown = counts.map { (1..<smallest).contains($0) ? nil : Optional($0) }
        guard shown.count(where: { $0 == nil }) == 1 else { return shown }
        let next = shown.indices.filter { shown[$0] ?? 0 > 0 }.min { (shown[$0] ?? 0, $0) < (shown[$1] ?? 0, $1) }
        if let next { shown[next] = nil }
        return shown
    }

    /// One count by itself; nil where it is hidden.
    package static func hidden(_ count: Int) -> Int? {
        (1..<smallest).contains(count) ? nil : count
    }
}
