import Foundation

/// The pools under which entries are sealed. A pool of only a few people would reveal too much about them, so the
/// edition may merge small provinces into one pool, *the others*. Where the edition does not draw by province or
/// priority, neither is written on the list.
package struct ProvincePools: Sendable, Equatable {
    /// The number of the merged pool; no province has it.
    package static let others = Stratum.others

    private let own: Set<Int>
    private let areDrawn: Bool
    /// Whether the edition draws by priority.
    private let drawsPriority: Bool

    /// - Parameter entries: how many joined, by the number of the province.
    package init(entries: [Int: Int], rules: WaveRules) {
        areDrawn = rules.strata.contains(.province)
        drawsPriority = rules.strata.contains(.priority)
        let smallest = rules.smallestPool ?? 0
        var large = entries.filter { $0.key > 0 && $0.value >= smallest }
        var merged = entries.filter { $0.key > 0 && $0.value > 0 && $0.value < smallest }.values.reduce(0, +)
        while merged > 0, merged < smallest {
            // The merged provinces must not be few themselves: the next smallest is added to them.
            guard let next = large.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { break }
            merged += next.value
            large[next.key] = nil
        }
        own = Set(large.keys)
    }

    /// The pools as they were merged when the list was sealed.
    package init(counts: [DrawStatement.Count], strata: [WaveRules.Stratum]) {
        areDrawn = strata.contains(.province)
        drawsPriority = strata.contains(.priority)
        own = Set(
            counts.compactMap { count in
                if case .province(let number) = count.stratum, number != Self.others { number } else { nil }
            })
    }

    /// 0 where the edition does not draw by province, or the province is unknown.
    package func sealed(_ province: Int) -> Int {
        guard areDrawn, province > 0 else { return 0 }
        return own.contains(province) ? province : Self.others
    }

    package func sealed(priority: Bool) -> Bool { drawsPriority && priority }
}

extension SealedList {
    /// How many entries belong to each pool of the edition but the last, to which all belong.
    package func counts(_ strata: [WaveRules.Stratum]) -> [DrawStatement.Count] {
        var provinces = [Int](repeating: 0, count: ProvincePools.others + 1)
        var priority = 0
        bytes.withUnsafeBytes { list in
            for place in stride(from: 0, to: list.count, by: Self.entryBytes) {
                priority += Int(list[place])
                provinces[Int(list[place + 2])] += 1
            }
        }
        var counts: [DrawStatement.Count] = []
        if strata.contains(.priority) { counts.append(.init(stratum: .priority, entries: priority)) }
        guard strata.contains(.province) else { return counts }
        for (number, entries) in provinces.enumerated() where number > 0 && entries > 0 {
            counts.append(.init(stratum: .province(number), entries: entries))
        }
        return counts
    }
}
