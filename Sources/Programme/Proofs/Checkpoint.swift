import Foundation

/// The state of the log at a moment: its size and root, as a signed and published text (C2SP tlog-checkpoint). With a
/// copy, a reader can detect any later change of what came before it.
package struct Checkpoint: Hashable, Sendable {
    package let origin: String
    /// The number of leaves.
    package let size: Int
    package let root: Data
    /// By the real clock, in a checkpoint of an earlier version; none in one of C2SP tlog-checkpoint without extensions.
    package let at: Instant?

    package init(origin: String, size: Int, root: Data, at: Instant? = nil) {
        self.origin = origin
        self.size = size
        self.root = root
        self.at = at
    }

    package var text: String {
        "\(origin)\n\(size)\n\(root.base64EncodedString())\n" + (at.map { "at \($0)\n" } ?? "")
    }

    /// The valid sizes, in leaves; far more than the programme can ever book.
    private static let sizes = 0...1_000_000_000_000

    package init(text: String) throws(ProofFault) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard (4...5).contains(lines.count), lines.last == "", let size = Int(lines[1], in: Self.sizes),
            String(size) == lines[1], let root = Data(base64Encoded: lines[2]), root.count == 32
        else { throw .malformed("a checkpoint has three lines: origin, size and root") }
        // The last letter of base64 has bits that decoders pass over: one root has one spelling.
        guard root.base64EncodedString() == lines[2] else { throw .malformed("the root is not written as its base64") }
        guard size > 0 || root == MerkleTree(leafHashes: []).root else {
            throw .malformed("an empty log has another root")
        }
        guard lines.count == 5 else {
            self.init(origin: lines[0], size: size, root: root)
            return
        }
        guard lines[3].hasPrefix("at "), let at = Instant(String(lines[3].dropFirst(3))) else {
            throw .malformed("the fourth line of an earlier checkpoint is its time")
        }
        self.init(origin: lines[0], size: size, root: root, at: at)
        guard self.text == text else { throw .malformed("the fourth line is not written as a time is") }
    }

    /// Opens and parses a signed checkpoint of the log that `verifier` belongs to.
    package init(note: String, verifier: NoteVerifier) throws(ProofFault) {
        try self.init(text: try SignedNote.open(note, with: verifier))
        guard origin == verifier.name else { throw .malformed("the checkpoint is of another log") }
    }
}
