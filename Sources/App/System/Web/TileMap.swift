import Programme

/// A map of equal squares, each at its place, in at most five colours and with its number. On a phone a square has two
/// letters, and the numbers are in the table beneath.
struct TileMap {
    struct Tile {
        let letters: String
        let name: String
        let column: Int
        let row: Int
        let text: String
        /// 0 is without a number, then from light to dark up to 5.
        let level: Int
    }

    /// A sentence that says what the colours mean.
    let title: String
    let tiles: [Tile]
    /// What the numbers of the tiles and of the legend count: `Orang per 10.000 penduduk:`.
    let unit: String
    /// The meaning of each level, beginning with level 1.
    let legend: [String]
    let columns: Int
    let rows: Int

    private static let pitch = 50
    private static let side = 46
    static let levels = 5

    var html: HTML {
        """
        <ul class="legend"><li>\(unit)</li>\(each: legend.enumerated(), sample)</ul>
        <svg class="chart map" viewBox="0 0 \(columns * Self.pitch) \(rows * Self.pitch)" role="img" \
        aria-label="\(title)"><title>\(title)</title>\(each: 0...Self.levels, level)</svg>
        """
    }

    private func sample(_ item: (offset: Int, element: String)) -> HTML {
        """
        <li><svg viewBox="0 0 16 16" aria-hidden="true"><path class="c\(item.offset + 1)" d="M0 0h16v16H0z"/></svg>\
        \(item.element)</li>
        """
    }

    private func level(_ level: Int) -> HTML {
        let own = tiles.filter { $0.level == level }
        guard !own.isEmpty else { return .empty }
        func square(_ tile: Tile) -> HTML {
            let (x, y) = (tile.column * Self.pitch, tile.row * Self.pitch)
            return "M\(x) \(y)h\(Self.side)v\(Self.side)h-\(Self.side)z"
        }
        func text(_ tile: Tile) -> HTML {
            let (x, y) = (tile.column * Self.pitch + Self.side / 2, tile.row * Self.pitch)
            return """
                <text x="\(x)" y="\(y + 17)">\(tile.name)</text><text class="value" x="\(x)" y="\(y + 36)">\(tile.text)</text>\
                <text class="letters" x="\(x)" y="\(y + 32)">\(tile.letters)</text>
                """
        }
        return """
            <path class="c\(level)" d="\(each: own, square)"/><g class="on\(level)">\(each: own, text)</g>
            """
    }

    /// Levels of values: the limits at which the next colour begins. Fewer than five when the values are few.
    struct Scale: Sendable, Equatable {
        /// The lowest value of each level after the first.
        let limits: [Int]

        /// Levels with about equally many values each.
        init(_ values: [Int]) {
            let sorted = values.sorted()
            guard let least = sorted.first else {
                self.limits = []
                return
            }
            var limits: [Int] = []
            for part in 1..<TileMap.levels {
                let limit = sorted[min(sorted.count - 1, sorted.count * part / TileMap.levels)]
                if limit > (limits.last ?? least) { limits.append(limit) }
            }
            self.limits = limits
        }

        func level(of value: Int) -> Int { limits.count { $0 <= value } + 1 }

        /// What each level means: `di bawah 20`, `20–27`, `28 ke atas`.
        func legend(_ t: Words) -> [String] {
            guard let first = limits.first, let last = limits.last else { return [t("semua", "all")] }
            let between = zip(limits, limits.dropFirst()).map { from, next in
                next - 1 > from ? "\(t.count(from))–\(t.count(next - 1))" : t.count(from)
            }
            return [t("di bawah \(t.count(first))", "below \(t.count(first))")] + between
                + [t("\(t.count(last)) ke atas", "\(t.count(last)) and more")]
        }
    }
}
