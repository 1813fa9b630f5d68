extension EmailAddress {
    /// The address that was probably meant: `siti@gmial.com` → `siti@gmail.com`. Nil when it does not look mistyped.
    ///
    /// Only a suggestion: an owner of the unusual domain can keep it.
    package var probablyMeant: EmailAddress? {
        let parts = address.split(separator: "@")
        let domain = String(parts[1])
        guard !Self.commonDomains.contains(domain) else { return nil }
        let nearest = Self.commonDomains.first { Self.distance(domain, $0) == 1 }
        return nearest.flatMap { EmailAddress("\(parts[0])@\($0)") }
    }

    /// The most common e-mail domains in Indonesia, by frequency.
    private static let commonDomains = [
        "gmail.com", "yahoo.com", "yahoo.co.id", "outlook.com", "hotmail.com", "icloud.com", "ymail.com", "live.com",
        "rocketmail.com", "outlook.co.id",
    ]

    /// How many letters must be added, dropped, changed or swapped with a neighbour (Damerau–Levenshtein).
    private static func distance(_ left: String, _ right: String) -> Int {
        let (from, to) = (Array(left.utf8), Array(right.utf8))
        guard abs(from.count - to.count) <= 1 else { return 2 }
        var beforeLast = [Int](repeating: 0, count: to.count + 1)
        var last = Array(0...to.count)
        for row in from.indices {
            var line = [row + 1]
            for column in to.indices {
                let change = from[row] == to[column] ? 0 : 1
                var best = min(last[column + 1] + 1, line[column] + 1, last[column] + change)
                if row > 0, column > 0, from[row] == to[column - 1], from[row - 1] == to[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                line.append(best)
            }
            (beforeLast, last) = (last, line)
        }
        return last[to.count]
    }
}
