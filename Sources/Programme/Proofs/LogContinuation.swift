import Foundation

/// The evidence that a signed checkpoint continues a log of an earlier size, as the body of a request to a witness
/// (C2SP tlog-witness, add-checkpoint): the earlier size, the hashes that lead from its root to the new one, an empty
/// line, and the checkpoint.
package struct LogContinuation: Sendable, Equatable {
    /// 0 for a reader who has no earlier checkpoint.
    package let old: Int
    package let path: [Data]
    /// The signed checkpoint.
    package let note: String

    private static let sizes = 0...1_000_000_000_000
    private static let deepest = 63

    package init(old: Int, path: [Data], note: String) {
        (self.old, self.path, self.note) = (old, path, note)
    }

    package var text: String {
        (["old \(old)"] + path.map { $0.base64EncodedString() }).map { $0 + "\n" }.joined() + "\n" + note
    }

    /// Only the exact text that `text` would write is accepted.
    package init(text: String) throws(ProofFault) {
        let fault = ProofFault.malformed("it is no continuation of the log: download it again")
        guard let gap = text.range(of: "\n\n") else { throw fault }
        let lines = text[..<gap.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines[0].hasPrefix("old "), let old = Int(lines[0].dropFirst(4), in: Self.sizes),
            lines.count - 1 <= Self.deepest, old > 0 || lines.count == 1, text.hasSuffix("\n")
        else { throw fault }
        let path = lines.dropFirst().compactMap { Data(base64Encoded: $0) }
        guard path.count == lines.count - 1, path.allSatisfy({ $0.count == 32 }) else { throw fault }
        self.init(old: old, path: path, note: String(text[gap.upperBound...]))
        guard self.text == text else { throw fault }
    }

    /// The new checkpoint, when `verifier` signed it and it continues the earlier one.
    ///
    /// - Parameter kept: the earlier checkpoint; nil for a reader who has none.
    package func verify(_ verifier: NoteVerifier, after kept: Checkpoint?) throws(ProofFault) -> Checkpoint {
        let checkpoint = try Checkpoint(note: note, verifier: verifier)
        let size = kept?.size ?? 0
        guard old == size else {
            throw .malformed("it begins at \(old) records, and the checkpoint kept has \(size): download it from there")
        }
        guard let kept, kept.size > 0 else { return checkpoint }
        guard checkpoint.size >= kept.size else {
            throw .malformed("the log has \(checkpoint.size) records, and had \(kept.size): it was cut")
        }
        let isContinued = MerkleTree.verifyContinuation(
            from: kept.size, kept.root, to: checkpoint.size, checkpoint.root, path: path)
        guard isContinued else {
            throw .malformed("the log is not a continuation of the one kept: a record in it was changed")
        }
        return checkpoint
    }
}

extension MerkleTree {
    /// Whether `path` shows that a tree continues an earlier one, which has at least one leaf (RFC 9162, 2.1.4.2).
    package static func verifyContinuation(
        from old: Int, _ oldRoot: Data, to new: Int, _ newRoot: Data, path: [Data]
    ) -> Bool {
        guard old > 0, old <= new else { return false }
        guard old < new else { return path.isEmpty && oldRoot == newRoot }
        // A complete tree is a node of the new one, and is not repeated in the path.
        var hashes = (old & (old - 1) == 0 ? [oldRoot] + path : path)[...]
        guard let first = hashes.popFirst(), !path.isEmpty else { return false }
        var (place, last) = (old - 1, new - 1)
        while place % 2 == 1 {
            place /= 2
            last /= 2
        }
        var (earlier, later) = (first, first)
        for hash in hashes {
            guard last > 0 else { return false }
            if place % 2 == 1 || place == last {
                earlier = nodeHash(hash, earlier)
                later = nodeHash(hash, later)
                while place % 2 == 0, place != 0 {
                    place /= 2
                    last /= 2
                }
            } else {
                later = nodeHash(later, hash)
            }
            place /= 2
            last /= 2
        }
        return last == 0 && earlier == oldRoot && later == newRoot
    }
}

extension LogTree {
    /// What the hashes of a continuation from `old` leaves are made of, in their order: the nodes of each, from left to
    /// right. Empty where nothing is to be shown.
    package func continuationNodes(from old: Int) -> [[Node]] {
        guard old > 0, old < size else { return [] }
        var (low, high, rest, isWhole): (Int, Int, Int, Bool) = (0, size, old, true)
        var path: [[Node]] = []
        while rest < high - low {
            let left = Self.largestPower(below: high - low)
            if rest <= left {
                path.append(Self.nodes(low + left, high))
                high = low + left
            } else {
                path.append(Self.nodes(low, low + left))
                low += left
                rest -= left
                isWhole = false
            }
        }
        if !isWhole { path.append(Self.nodes(low, high)) }
        return path.reversed()
    }
}
