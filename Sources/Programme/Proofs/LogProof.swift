import Foundation

/// The evidence that a leaf is in the log, as a file of C2SP tlog-proof: the leaf, its index, the hashes that lead to the
/// root, and a signed checkpoint with that root. It is checked with the key alone.
package struct LogProof: Sendable, Equatable {
    package static let format = "c2sp.org/tlog-proof@v1"

    /// The leaf's bytes, in the line for data of the application. The log's entry is their hash, or, in a log of an earlier
    /// version, the bytes themselves.
    package let leaf: Data
    package let index: Int
    /// From the leaf upwards.
    package let path: [Data]
    /// The signed checkpoint.
    package let note: String

    /// The valid indices and, in a path, the most hashes.
    private static let indices = 0...1_000_000_000_000
    private static let deepest = 63

    package init(leaf: Data, index: Int, path: [Data], note: String) {
        (self.leaf, self.index, self.path, self.note) = (leaf, index, path, note)
    }

    package var text: String {
        let lines = [Self.format, "extra \(leaf.base64EncodedString())", "index \(index)"]
        return (lines + path.map { $0.base64EncodedString() }).map { $0 + "\n" }.joined() + "\n" + note
    }

    /// Only the exact text that `text` would write is accepted.
    package init(text: String) throws(ProofFault) {
        let fault = ProofFault.malformed("it is no proof of the log: download it again")
        guard let gap = text.range(of: "\n\n") else { throw fault }
        let lines = text[..<gap.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count >= 3, lines[0] == Self.format, lines[1].hasPrefix("extra "), lines[2].hasPrefix("index "),
            let leaf = Data(base64Encoded: String(lines[1].dropFirst(6))),
            let index = Int(lines[2].dropFirst(6), in: Self.indices), lines.count - 3 <= Self.deepest,
            text.hasSuffix("\n")
        else { throw fault }
        let path = lines.dropFirst(3).compactMap { Data(base64Encoded: $0) }
        guard path.count == lines.count - 3, path.allSatisfy({ $0.count == 32 }) else { throw fault }
        self.init(leaf: leaf, index: index, path: path, note: String(text[gap.upperBound...]))
        guard self.text == text else { throw fault }
    }

    /// The checkpoint, when the leaf is in the log that it signs.
    package func verify(_ verifier: NoteVerifier) throws(ProofFault) -> Checkpoint {
        let checkpoint = try Checkpoint(note: note, verifier: verifier)
        let hashes = [LogLeaf(bytes: leaf)?.hash, MerkleTree.leafHash(leaf)].compactMap(\.self)
        let isIn = hashes.contains { hash in
            MerkleTree.verify(
                leafHash: hash, index: index, count: checkpoint.size, path: path, root: checkpoint.root)
        }
        guard isIn else { throw .malformed("the leaf is not in the log with this checkpoint at index \(index)") }
        return checkpoint
    }
}

extension LogLeaf {
    /// Parses the bytes of a leaf; nil when they are none.
    package init?(bytes: Data) {
        var rest = bytes
        func number(_ size: Int) -> UInt64? {
            guard rest.count >= size else { return nil }
            defer { rest = rest.dropFirst(size) }
            return rest.prefix(size).reduce(0) { $0 << 8 | UInt64($1) }
        }
        let mark = Data("prakerja/leaf/1".utf8)
        guard rest.prefix(mark.count) == mark else { return nil }
        rest = rest.dropFirst(mark.count)
        guard let kind = number(1).flatMap({ byte in Kind.allCases.first { UInt64($0.number) == byte } }),
            let id = number(8)
        else { return nil }
        var fields: [String?] = []
        while !rest.isEmpty {
            guard let length = number(4) else { return nil }
            guard length != UInt64(UInt32.max) else {
                fields.append(nil)
                continue
            }
            // A mark of the byte order is part of the field: `String(bytes:encoding:)` would leave it out.
            guard rest.count >= Int(length), let text = String(validating: rest.prefix(Int(length)), as: UTF8.self)
            else { return nil }
            fields.append(text)
            rest = rest.dropFirst(Int(length))
        }
        self.init(kind: kind, id: Int64(bitPattern: id), fields: fields)
    }
}
