import Foundation

/// A participant's evidence that their line is on the sealed list, and unchanged: the line, and the hashes that lead
/// from it to the published root (docs/draw.md).
package struct DrawProof: Sendable, Codable, Equatable {
    package static let format = "prakerja-draw-proof-1"
    /// More than the path of any list needs.
    private static let mostBytes = 16 * 1_024

    package let format: String
    package let wave: Int
    package let ticket: Int
    /// The number of entries on the list.
    package let entries: Int
    /// The ticket's 36 bytes, hexadecimal.
    package let entry: String
    /// From the leaf upwards, hexadecimal.
    package let path: [String]
    package let root: String

    /// Nil when the piece does not contain the ticket, or when there are fewer pieces than needed.
    ///
    /// - Parameters:
    ///   - piece: the sealed entries of the ticket's piece, in the order of their tickets.
    ///   - pieces: the roots of all pieces.
    package init?(wave: Int, ticket: Int, entries: Int, piece: [SealedEntry], pieces: [Data]) {
        guard ticket >= 1 else { return nil }
        let place = (ticket - 1) % SealedList.pieceEntries
        guard piece.indices.contains(place), piece[place].ticket == ticket,
            pieces.indices.contains((ticket - 1) / SealedList.pieceEntries)
        else { return nil }
        let below = MerkleTree(leaves: piece.map(\.leaf)).inclusionProof(of: place)
        let tree = MerkleTree(leafHashes: pieces)
        let above = tree.inclusionProof(of: (ticket - 1) / SealedList.pieceEntries)
        format = Self.format
        self.wave = wave
        self.ticket = ticket
        self.entries = entries
        entry = piece[place].leaf.dropFirst(8).hex
        path = (below + above).map(\.hex)
        root = tree.root.hex
    }

    /// Only the exact file that `file()` would write is accepted: no further key, no key twice, nothing behind it.
    package init(file: Data) throws(DrawFault) {
        guard file.count <= Self.mostBytes, let proof = try? JSONDecoder().decode(Self.self, from: file),
            proof.format == Self.format, (try? proof.file()) == file
        else { throw .malformed("proof") }
        self = proof
    }

    package func file() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }

    /// Throws unless the line is on the list of this statement: its wave, its number of entries and its root.
    package func verify(_ statement: DrawStatement) throws(DrawFault) {
        guard wave == statement.wave else { throw .otherWave(is: wave, expected: statement.wave) }
        guard entries == statement.entries else { throw .entries(are: entries, stated: statement.entries) }
        try verify(root: statement.root.hex)
    }

    /// Throws unless the line is on the list with this root. A root alone does not say of which wave it is.
    package func verify(root published: String) throws(DrawFault) {
        guard let line = Data(hex: entry), line.hex == entry, line.count == SealedList.entryBytes,
            let top = Data(hex: published), SealedList.tickets.contains(ticket)
        else { throw .malformed("proof") }
        // The root in the file decides nothing, and must not say anything else either.
        guard root == top.hex else { throw .proof(ticket: ticket) }
        var leaf = Data()
        leaf.append(bigEndian: UInt64(ticket))
        leaf.append(line)
        let hashes = path.compactMap { Data(hex: $0) }
        guard hashes.count == path.count, zip(hashes, path).allSatisfy({ $0.count == 32 && $0.hex == $1 }) else {
            throw .malformed("proof")
        }
        guard
            MerkleTree.verify(
                leafHash: MerkleTree.leafHash(leaf), index: ticket - 1, count: entries, path: hashes, root: top)
        else { throw .proof(ticket: ticket) }
    }
}
