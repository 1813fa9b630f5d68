/// Divides a whole number by weight.
package enum Quota {
    /// Largest-remainder method: each key gets the whole part of its share; the rest goes one by one to the largest
    /// fractions, and among equal fractions to the smaller key, so that the result is unique.
    package static func share(_ places: Int, by weights: [Int: Int]) -> [Int: Int] {
        precondition(places >= 0 && weights.values.allSatisfy { $0 >= 0 })
        let total = weights.values.reduce(0, +)
        guard total > 0 else { return weights.mapValues { _ in 0 } }

        var shares: [Int: Int] = [:]
        var remainders: [(key: Int, remainder: Int)] = []
        for (key, weight) in weights {
            let (high, low) = places.multipliedFullWidth(by: weight)
            let (quotient, remainder) = total.dividingFullWidth((high, low))
            shares[key] = quotient
            remainders.append((key, remainder))
        }
        let left = places - shares.values.reduce(0, +)
        remainders.sort { ($0.remainder, $1.key) > ($1.remainder, $0.key) }
        for (key, _) in remainders.prefix(left) { shares[key, default: 0] += 1 }
        return shares
    }
}
