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

    /// The counts of parts of which most have no people, such as provinces: while one is so small that it is hidden,
    /// zeros are hidden with it. Otherwise the one dash among zeros would say where the few people are.
    package static func masked(_ counts: [Int]) -> [Int?] {
        guard counts.contains(where: { (1..<smallest).contains($0) }) else { return counts }
        var shown = counts.map { $0 < smallest ? nil : Optional($0) }
        guard shown.count(where: { $0 == nil }) == 1 else { return shown }
        let next = shown.indices.filter { shown[$0] != nil }.min { (shown[$0] ?? 0, $0) < (shown[$1] ?? 0, $1) }
        if let next { shown[next] = nil }
        return shown
    }

    /// One count by itself; nil where it is hidden.
    package static func hidden(_ count: Int) -> Int? {
        (1..<smallest).contains(count) ? nil : count
    }
}

/// Rounds the public's money so that what one person spends, receives or loses is not seen in it.
package enum SmallAmounts {
    /// What the fewest people who are shown to the public can get together.
    package static func unit(perPerson: Rupiah) -> Rupiah { perPerson * SmallNumbers.smallest }

    /// The multiple of `unit` that is nearest to the amount and not further from zero; zero means less than one.
    package static func rounded(_ amount: Rupiah, to unit: Rupiah) -> Rupiah {
        guard unit.amount > 0 else { return amount }
        return Rupiah(amount.amount / unit.amount * unit.amount)
    }
}

extension BudgetBalance {
    /// For the public. What the state gave is exact: it is in the law of the budget.
    package func rounded(to unit: Rupiah) -> BudgetBalance {
        BudgetBalance(given: given, places: places.mapValues { SmallAmounts.rounded($0, to: unit) })
    }
}
