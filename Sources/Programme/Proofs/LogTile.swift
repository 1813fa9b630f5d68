import Foundation

/// A tile of the log: up to 256 hashes that stand side by side in the tree, as C2SP tlog-tiles addresses them. Level 0
/// has the leaves' hashes; a hash of each further level is the root of a whole tile of the level below.
package struct LogTile: Hashable, Sendable {
    package static let widest = 256
    /// Levels of a log with more leaves than any installation has.
    private static let levels = 0...5
    /// Groups of three digits in an index.
    private static let groups = 1...4

    package let level: Int
    /// Counted from the left, from 0.
    package let index: Int
    /// How many hashes; fewer than 256 only at the log's right edge.
    package let width: Int

    package init(level: Int, index: Int, width: Int = widest) {
        (self.level, self.index, self.width) = (level, index, width)
    }

    /// Such as `0/x001/067` or, of a part, `0/x001/067.p/12`.
    package var path: String {
        var groups = [String(format: "%03d", index % 1_000)]
        var rest = index / 1_000
        while rest > 0 {
            groups.insert(String(format: "x%03d", rest % 1_000), at: 0)
            rest /= 1_000
        }
        return "\(level)/\(groups.joined(separator: "/"))" + (width == Self.widest ? "" : ".p/\(width)")
    }

    /// Nil unless it is what `path` writes.
    package init?(path: String) {
        let isPart = path.contains(".p/")
        let parts = path.replacing(".p/", with: "/").split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= (isPart ? 3 : 2), let level = Int(parts[0], in: Self.levels) else { return nil }
        let groups = parts.dropFirst().dropLast(isPart ? 1 : 0)
        guard Self.groups.contains(groups.count) else { return nil }
        var index = 0
        for group in groups {
            guard let number = Int(group.drop { $0 == "x" }, in: 0...999) else { return nil }
            index = index * 1_000 + number
        }
        let width = isPart ? Int(parts[parts.count - 1], in: 1...Self.widest - 1) : Self.widest
        guard let width else { return nil }
        self.init(level: level, index: index, width: width)
        guard self.path == path else { return nil }
    }

    /// Whether a log of so many leaves has it.
    package func isPart(of size: Int) -> Bool { index * Self.widest + width <= size >> (8 * level) }

    /// The whole tile of the level below whose root stands at this place of the tile.
    package func below(_ place: Int) -> LogTile { LogTile(level: level - 1, index: index * Self.widest + place) }
}

/// Proofs over a log of which only the roots of complete subtrees can be had. A caller fetches the `nodes` that a proof
/// needs, and hands them in.
package struct LogTree: Sendable {
    package let size: Int

    package init(size: Int) { self.size = size }

    /// The root of a complete subtree.
    package struct Node: Hashable, Sendable {
        /// How many levels it has above the leaves.
        package let height: Int
        /// Its place among those of its height, from 0.
        package let place: Int

        package init(height: Int, place: Int) { (self.height, self.place) = (height, place) }

        /// The tile that has the hashes from which it follows, and their places in it.
        package var tile: (tile: LogTile, places: Range<Int>) {
            let count = 1 << (height % 8)
            let first = place * count
            let start = first % LogTile.widest
            return (
                LogTile(level: height / 8, index: first / LogTile.widest, width: start + count), start..<start + count
            )
        }
    }

    /// What the siblings of a leaf are made of, from the leaf upwards: the nodes of each, from left to right. Empty for a
    /// leaf that the log does not have.
    package func inclusionNodes(of index: Int) -> [[Node]] {
        guard (0..<size).contains(index) else { return [] }
        var (low, high, path): (Int, Int, [[Node]]) = (0, size, [])
        while high - low > 1 {
            let middle = low + Self.largestPower(below: high - low)
            if index < middle {
                path.append(Self.nodes(middle, high))
                high = middle
            } else {
                path.append(Self.nodes(low, middle))
                low = middle
            }
        }
        return path.reversed()
    }

    /// The sibling that these nodes are the parts of.
    package static func hash(of nodes: [Data]) -> Data {
        guard var hash = nodes.last else { return MerkleTree(leafHashes: []).root }
        for left in nodes.dropLast().reversed() { hash = MerkleTree.nodeHash(left, hash) }
        return hash
    }

    /// The complete subtrees between two leaves, the largest first.
    static func nodes(_ low: Int, _ high: Int) -> [Node] {
        var (low, nodes): (Int, [Node]) = (low, [])
        while low < high {
            let count = 1 << (Int.bitWidth - 1 - (high - low).leadingZeroBitCount)
            nodes.append(Node(height: count.trailingZeroBitCount, place: low / count))
            low += count
        }
        return nodes
    }

    static func largestPower(below count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}
