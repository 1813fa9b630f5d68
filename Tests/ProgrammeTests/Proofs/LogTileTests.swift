import Crypto
import Foundation
import Testing

@testable import Programme

@Suite("Tiles and proofs of the log")
struct LogTileTests {
    @Test(
        "log tile: its path is that of C2SP tlog-tiles",
        arguments: [
            (0, 0, 256, "0/000"), (0, 67, 256, "0/067"), (1, 999, 256, "1/999"), (0, 1_000, 256, "0/x001/000"),
            (0, 1_234_067, 256, "0/x001/x234/067"), (2, 5, 12, "2/005.p/12"), (0, 1_001, 1, "0/x001/001.p/1"),
            (5, 999_999_999_999, 255, "5/x999/x999/x999/999.p/255"),
        ])
    func path(level: Int, index: Int, width: Int, path: String) {
        let tile = LogTile(level: level, index: index, width: width)
        #expect(tile.path == path && LogTile(path: path) == tile)
    }

    @Test(
        "log tile: a path in another form is none",
        arguments: [
            "", "0", "0/", "0/0", "0/00", "0/0000", "6/000", "-1/000", "0/x000/001", "0/001/002", "0/x001", "0/000.p/0",
            "0/000.p/256", "0/000.p/", "0/000.p", "0/000/p/1", "00/000", "0/+01", "0/xx01/000", "0/000.p/01", "0/000 ",
            "0/x001/x002/x003/x004/005", "entries/000", "0/../000",
        ])
    func otherPath(path: String) {
        #expect(LogTile(path: path) == nil)
    }

    @Test("log tile: the log has it once its hashes are whole")
    func parts() {
        #expect(LogTile(level: 0, index: 0, width: 12).isPart(of: 12))
        #expect(!LogTile(level: 0, index: 0, width: 13).isPart(of: 12))
        #expect(!LogTile(level: 1, index: 0, width: 1).isPart(of: 255))
        #expect(LogTile(level: 1, index: 0, width: 1).isPart(of: 256))
        #expect(LogTile(level: 1, index: 0, width: 3).isPart(of: 1_000))
        #expect(!LogTile(level: 2, index: 0, width: 1).isPart(of: 65_535))
    }

    @Test("log tree: proofs from the tiles' hashes are those of the Merkle tree, for any size and leaf")
    func inclusion() {
        let leaves = (0..<700).map { Data(SHA256.hash(data: Data("\($0)".utf8))) }
        for size in Array(1...40) + [127, 128, 129, 255, 256, 257, 511, 512, 513, 700] {
            let tree = MerkleTree(leafHashes: Array(leaves.prefix(size)))
            for index in Set([0, 1, size / 2, size - 2, size - 1]) where (0..<size).contains(index) {
                let path = LogTree(size: size).inclusionNodes(of: index).map { nodes in
                    LogTree.hash(
                        of: nodes.map { node in
                            let (tile, places) = node.tile
                            #expect(tile.isPart(of: size), "a proof takes no tile that is not published")
                            let hashes = hashes(of: tile, leaves)
                            return MerkleTree(leafHashes: Array(hashes[places])).root
                        })
                }
                #expect(path == tree.inclusionProof(of: index), "\(index) of \(size)")
            }
            #expect(LogTree(size: size).inclusionNodes(of: size).isEmpty)
        }
    }

    private func hashes(of tile: LogTile, _ leaves: [Data]) -> [Data] {
        guard tile.level > 0 else {
            return Array(leaves.dropFirst(tile.index * LogTile.widest).prefix(tile.width))
        }
        return (0..<tile.width).map { MerkleTree(leafHashes: hashes(of: tile.below($0), leaves)).root }
    }

    @Test("log proof: a file verifies with the key alone, and any changed byte of it is found")
    func proof() throws {
        let key = Curve25519.Signing.PrivateKey()
        let verifier = NoteVerifier(name: "www.prakerja.go.id", key: key.publicKey)
        let leaf = LogLeaf(kind: .audit, id: 7, fields: ["1", nil, "", "entry.joined", "naïve"])
        #expect(LogLeaf(bytes: leaf.bytes) == leaf)
        let leaves = (0..<11).map { $0 == 6 ? leaf.hash : Data(SHA256.hash(data: Data([UInt8($0)]))) }
        let tree = MerkleTree(leafHashes: leaves)
        let checkpoint = Checkpoint(origin: verifier.name, size: 11, root: tree.root)
        let note = try SignedNote.sign(checkpoint.text, as: verifier.name, with: key)
        let proof = LogProof(leaf: leaf.bytes, index: 6, path: tree.inclusionProof(of: 6), note: note)
        #expect(proof.text.hasPrefix("c2sp.org/tlog-proof@v1\nextra ") && proof.text.hasSuffix(note))
        let read = try LogProof(text: proof.text)
        #expect(try read == proof && read.verify(verifier) == checkpoint)
        let bytes = Array(proof.text.utf8)
        for place in bytes.indices {
            var other = bytes
            other[place] ^= 1 << UInt8(place % 8)
            #expect(throws: ProofFault.self, "byte \(place)") {
                try LogProof(text: String(decoding: other, as: UTF8.self)).verify(verifier)
            }
        }
        let elsewhere = LogProof(leaf: leaf.bytes, index: 5, path: proof.path, note: note)
        #expect(throws: ProofFault.self) { try elsewhere.verify(verifier) }
    }

    @Test("log leaf: bytes that are none are not parsed")
    func leaf() {
        let bytes = LogLeaf(kind: .record, id: -3, fields: ["a", nil]).bytes
        #expect(LogLeaf(bytes: bytes)?.id == -3)
        for count in 0..<bytes.count - 4 where count != bytes.count - 4 - 5 {
            #expect(LogLeaf(bytes: bytes.prefix(count)) == nil, "\(count) bytes")
        }
        #expect(LogLeaf(bytes: bytes + [0]) == nil && LogLeaf(bytes: Data("prakerja/leaf/2".utf8)) == nil)
    }
}
