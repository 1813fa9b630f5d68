import Crypto
import Foundation

/// The Merkle tree hash of RFC 6962: leaves are hashed with a 0x00 prefix and nodes with 0x01, so that a leaf cannot be
/// presented as a node. Used by the draw, the ledger and the audit log.
package struct MerkleTree: Sendable {
    /// `levels[0]` has the leaf hashes; each further level pairs the one below, and an odd last hash moves up
    /// unchanged.
    private let levels: [[Data]]

    package init(leaves: some Sequence<Data>) {
        self.init(leafHashes: leaves.map(MerkleTree.leafHash))
    }

    package init(leafHashes: [Data]) {
        var levels = [leafHashes]
        var level = leafHashes
        while level.count > 1 {
            level = stride(from: 0, to: level.count, by: 2).map { place in
                place + 1 < level.count ? MerkleTree.nodeHash(level[place], level[place + 1]) : level[place]
            }
            levels.append(level)
        }
        self.levels = levels
    }

    package var count: Int { levels[0].count }

    /// The root; for an empty tree the hash of no bytes, as in the RFC.
    package var root: Data {
        levels[levels.count - 1].first ?? Data(SHA256.hash(data: Data()))
    }

    /// The siblings from the leaf up to the root, with which its inclusion can be verified.
    package func inclusionProof(of index: Int) -> [Data] {
        precondition((0..<count).contains(index))
        var place = index
        var path: [Data] = []
        for level in levels.dropLast() {
            let sibling = place ^ 1
            if sibling < level.count { path.append(level[sibling]) }
            place /= 2
        }
        return path
    }

    /// Whether `path` connects this leaf hash at `index` of `count` to `root` (RFC 9162, 2.1.3.2).
    package static func verify(leafHash: Data, index: Int, count: Int, path: [Data], root: Data) -> Bool {
        guard index >= 0, index < count else { return false }
        var (place, last, hash) = (index, count - 1, leafHash)
        for sibling in path {
            guard last > 0 else { return false }
            if place % 2 == 1 || place == last {
                hash = nodeHash(sibling, hash)
                while place % 2 == 0, place != 0 {
                    place /= 2
                    last /= 2
                }
            } else {
                hash = nodeHash(hash, sibling)
            }
            place /= 2
            last /= 2
        }
        return last == 0 && hash == root
    }

    package static func leafHash(_ leaf: Data) -> Data {
        var hasher = SHA256()
        withUnsafeBytes(of: UInt8(0)) { hasher.update(bufferPointer: $0) }
        hasher.update(data: leaf)
        return Data(hasher.finalize())
    }

    package static func nodeHash(_ left: Data, _ right: Data) -> Data {
        var hasher = SHA256()
        withUnsafeBytes(of: UInt8(1)) { hasher.update(bufferPointer: $0) }
        hasher.update(data: left)
        hasher.update(data: right)
        return Data(hasher.finalize())
    }
}
