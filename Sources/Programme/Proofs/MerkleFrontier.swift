import Crypto
import Foundation

/// An append-only Merkle tree, kept as the roots of its complete subtrees, largest first. It appends leaves and
/// computes the root of any number of them with at most 63 hashes in memory. The root is that of `MerkleTree`.
package struct MerkleFrontier: Hashable, Sendable {
    package private(set) var count: Int
    private var peaks: [Data]

    package init() {
        count = 0
        peaks = []
    }

    /// Nil unless `stored` has one hash for every complete subtree of a tree of `count` leaves.
    package init?(count: Int, stored: Data) {
        guard count >= 0, stored.count == count.nonzeroBitCount * SHA256.byteCount else { return nil }
        self.count = count
        peaks = stride(from: 0, to: stored.count, by: SHA256.byteCount).map { place in
            Data(stored.dropFirst(place).prefix(SHA256.byteCount))
        }
    }

    package var stored: Data { peaks.reduce(into: Data()) { $0.append($1) } }

    package mutating func append(_ leafHash: Data) {
        peaks.append(leafHash)
        var complete = count
        while complete & 1 == 1 {
            let right = peaks.removeLast()
            let left = peaks.removeLast()
            peaks.append(MerkleTree.nodeHash(left, right))
            complete >>= 1
        }
        count += 1
    }

    package var root: Data {
        guard var root = peaks.last else { return Data(SHA256.hash(data: Data())) }
        for peak in peaks.dropLast().reversed() { root = MerkleTree.nodeHash(peak, root) }
        return root
    }
}
