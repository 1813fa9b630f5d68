import Crypto
import Foundation
import Testing

@testable import Programme

/// Bundles, checkpoints and proofs of the log as a site would forge them, which signs with its own key.
@Suite("Forged log")
struct ForgedLogTests {
    private let key = Curve25519.Signing.PrivateKey()
    private let leaf = LogLeaf(kind: .audit, id: 1, fields: ["1", "entry.joined", "wave:1"])

    private var verifier: NoteVerifier { NoteVerifier(name: "situs.example", key: key.publicKey) }

    private var leaves: [Data] {
        [leaf.hash] + (1..<300).map { Data(SHA256.hash(data: Data("\($0)".utf8))) }
    }

    private func root(_ size: Int) -> Data { MerkleTree(leafHashes: Array(leaves.prefix(size))).root }

    private func note(_ size: Int, root: Data? = nil, origin: String? = nil) throws -> String {
        let checkpoint = Checkpoint(origin: origin ?? verifier.name, size: size, root: root ?? self.root(size))
        return try SignedNote.sign(checkpoint.text, as: verifier.name, with: key)
    }

    @Test(
        "forged leaf: a mark of the byte order in a field is another leaf",
        .bug(id: "6.706", "A proof of a receipt was accepted with bytes in its leaf that the log's leaf does not have.")
    )
    func byteOrder() throws {
        let marked = LogLeaf(kind: .audit, id: 1, fields: ["1", "\u{FEFF}entry.joined", "wave:1"])
        #expect(marked.hash != leaf.hash)
        #expect(LogLeaf(bytes: leaf.bytes)?.hash == leaf.hash)
        #expect(LogLeaf(bytes: marked.bytes)?.bytes == marked.bytes)
        let path = MerkleTree(leafHashes: Array(leaves.prefix(5))).inclusionProof(of: 0)
        _ = try LogProof(leaf: leaf.bytes, index: 0, path: path, note: note(5)).verify(verifier)
        #expect(throws: ProofFault.self) {
            try LogProof(leaf: marked.bytes, index: 0, path: path, note: note(5)).verify(verifier)
        }
    }

    @Test("forged bundle: what is not so many whole entries is none")
    func bundles() throws {
        let honest = EntryBundle([.whole(Data("satu".utf8)), .whole(Data()), .withheld(hash: root(3))])
        let bytes = honest.bytes
        #expect(EntryBundle(bytes: bytes, width: 3) == honest)
        for width in [-1, 0, 1, 2, 4, 256, Int.max] { #expect(EntryBundle(bytes: bytes, width: width) == nil) }
        for cut in 1..<bytes.count {
            #expect(EntryBundle(bytes: bytes.prefix(cut), width: 3) == nil, "\(cut)")
        }
        for added in [Data([0]), Data([0, 0]), Data([0, 1]), Data([255, 255]), bytes] {
            #expect(EntryBundle(bytes: bytes + added, width: 3) == nil)
        }
        var long = bytes
        long[0] = 255
        #expect(EntryBundle(bytes: long, width: 3) == nil)
        // An entry that only begins as a withheld one does is an entry, with a hash of its own.
        let mark = Data("prakerja/leaf-hash/1".utf8)
        for other in [mark, mark + root(3).dropLast(), mark + root(3) + [0]] {
            let read = try #require(EntryBundle(bytes: EntryBundle([.whole(other)]).bytes, width: 1))
            #expect(read.entries == [.whole(other)])
        }
    }

    @Test("forged bundle: entries that are moved, doubled, left out or split otherwise give another root")
    func order() throws {
        let entries = (0..<5).map { EntryBundle.Entry.whole(Data("isi \($0)".utf8)) }
        func root(_ entries: [EntryBundle.Entry]) -> Data { MerkleTree(leafHashes: entries.map(\.hash)).root }
        let node = MerkleTree.nodeHash(entries[0].hash, entries[1].hash)
        let rest = Array(entries.dropFirst(2))
        func expectOther(_ forged: [EntryBundle.Entry]) { #expect(root(forged) != root(entries)) }
        expectOther(entries.reversed())
        expectOther([entries[1], entries[0]] + rest)
        expectOther(entries + [entries[4]])
        expectOther(Array(entries.dropLast()))
        expectOther([entries[0]] + entries)
        expectOther(entries + [.whole(Data())])
        expectOther([.whole(Data("isi 0isi 1".utf8))] + rest)
        // Two leaves handed out as the entry whose bytes are their hashes: a leaf is not hashed as a node is.
        expectOther([.whole(entries[0].hash + entries[1].hash)] + rest)
        expectOther([.whole(Data([1]) + entries[0].hash + entries[1].hash)] + rest)
        // A withheld hash can stand for a node, so the number of entries decides: it is in the checkpoint and the address.
        let folded: [EntryBundle.Entry] = [.withheld(hash: node)] + rest
        #expect(EntryBundle(bytes: EntryBundle(folded).bytes, width: 5) == nil)
    }

    @Test("forged tile: an address beyond the log, of another level or of no level is none, however large it is")
    func tiles() {
        for size in [0, 1, 255, 256, 65_536, 1_000_000_000_000] {
            for level in 0...5 {
                let tile = LogTile(level: level, index: 999_999_999_999, width: 255)
                #expect(!tile.isPart(of: size))
                #expect(!LogTile(level: level, index: size >> (8 * (level + 1)), width: 256).isPart(of: size))
            }
        }
        for path in [
            "0/x999/x999/x999/x999/999", "9223372036854775807/000", "0/9223372036854775807",
            "0/000.p/9223372036854775807",
            "0/-01", "0/x-01/000", "0/٠٠٠", "0/000\0", "0/%30%30%30", "0/000.p/255.p/255", "0//000", "/0/000", "0/000/",
            "entries/x9223372036854775807/000", "entries/000.p/-1", "entries/", "entries/000/000", "entries/../0/000",
        ] {
            #expect(LogTile(path: path) == nil && LogTile(entriesPath: path) == nil, "\(path)")
        }
        #expect(Array(EntryBundle.tiles(of: 1_000_000_000_000).prefix(2)).map(\.index) == [0, 1], "made one by one")
    }

    @Test(
        "forged checkpoint: an impossible size, root or origin, or a signed text of another kind, is refused",
        .bug(
            id: "5.862",
            """
            A checkpoint of another log that the same key signed was taken for one of this log by proofs of receipts and by \
            `audit log`, and one with a huge size used up the reader's memory.
            """
        ),
        arguments: [
            "lain.example\n5\nROOT\n", "\n5\nROOT\n", "situs.example\n-1\nROOT\n", "situs.example\n+5\nROOT\n",
            "situs.example\n05\nROOT\n", "situs.example\n5.0\nROOT\n", "situs.example\n1000000000001\nROOT\n",
            "situs.example\n9223372036854775808\nROOT\n", "situs.example\n18446744073709551616\nROOT\n",
            "situs.example\n\nROOT\n", "situs.example\n5\n\n", "situs.example\n5\nAAAA\n",
            "situs.example\n5\nROOTROOT\n",
            "situs.example\n5\nROOT\nat 2020\n", "situs.example\n5\nROOT\nat 2020-04-01T00:00:00Z\n",
            "situs.example\n5\nROOT\nat 2020-04-01T00:00:00.000Z\nlagi\n", "situs.example\n5\nROOT\nlagi\n",
            "situs.example\n0\nROOT\n",
            "situs.example \n5\nROOT\n", "prakerja-draw-receipt-1\nedition 2020-3\nwave 1\nwitness auditor\n",
        ])
    func checkpoints(text: String) throws {
        let signed = try SignedNote.sign(
            text.replacing("ROOT", with: root(5).base64EncodedString()), as: verifier.name, with: key)
        #expect(throws: ProofFault.self) { try Checkpoint(note: signed, verifier: verifier) }
        for size in [0, 5] { #expect(try Checkpoint(note: note(size), verifier: verifier).size == size) }
    }

    /// A proof of the leaf, and what a forger does to it.
    private func proof(
        index: Int = 0, size: Int = 300, path: (([Data]) -> [Data])? = nil, note: String? = nil, leaf: Data? = nil
    ) throws -> LogProof {
        let honest = MerkleTree(leafHashes: leaves).inclusionProof(of: 0)
        return LogProof(
            leaf: leaf ?? self.leaf.bytes, index: index, path: path?(honest) ?? honest,
            note: try note ?? self.note(size, root: root(300)))
    }

    @Test("forged inclusion: wrong sizes, indices, hashes and huge numbers are refused, and none traps")
    func inclusion() throws {
        func read(_ proof: LogProof) throws -> Checkpoint { try LogProof(text: proof.text).verify(verifier) }
        #expect(try read(proof()).size == 300)
        for index in [1, 255, 256, 299, 300, 1_000_000_000_000] {
            #expect(throws: ProofFault.self, "\(index)") { try read(proof(index: index)) }
        }
        // Not every wrong size shows in a path: the site signed it, and its continuation from the right one fails.
        for size in [0, 1, 2, 255, 256, 513, 1_000_000_000_000] {
            #expect(throws: ProofFault.self, "\(size)") { try read(proof(size: size)) }
        }
        let changes: [(String, ([Data]) -> [Data])] = [
            ("none", { _ in [] }), ("one less", { Array($0.dropLast()) }), ("one more", { $0 + [$0[0]] }),
            ("the first twice", { [$0[0]] + $0 }), ("reversed", { $0.reversed() }),
            ("all the same", { path in path.map { _ in path[0] } }),
            ("64 hashes", { _ in (0..<64).map { _ in Data(count: 32) } }),
            ("zeros", { $0.map { _ in Data(count: 32) } }), ("a short one", { [$0[0].dropLast()] + $0.dropFirst() }),
            ("a long one", { [$0[0] + [0]] + $0.dropFirst() }), ("two in one", { [$0[0] + $0[1]] + $0.dropFirst(2) }),
            ("an empty one", { [Data()] + $0 }),
        ]
        for (name, change) in changes {
            #expect(throws: ProofFault.self, "\(name)") { try read(proof(path: change)) }
        }
        for other in [Data(), Data("prakerja/leaf/1".utf8), leaf.bytes + [0], leaf.bytes.dropLast(), leaf.entry + [0]] {
            #expect(throws: ProofFault.self) { try read(proof(leaf: other)) }
        }
        let stranger = try SignedNote.sign(
            Checkpoint(origin: verifier.name, size: 300, root: root(300)).text, as: verifier.name,
            with: Curve25519.Signing.PrivateKey())
        for other in [stranger, "", "\n\n", try note(300, origin: "lain.example"), try SignedNote.text(of: note(300))] {
            #expect(throws: ProofFault.self) { try read(proof(note: other)) }
        }
    }

    @Test("forged continuation: wrong sizes, hashes, huge numbers and doubled lines are refused, and none traps")
    func continuation() throws {
        let kept = Checkpoint(origin: verifier.name, size: 256, root: root(256))
        let rest = MerkleTree(leafHashes: Array(leaves.suffix(44))).root
        let honest = LogContinuation(old: 256, path: [rest], note: try note(300)).text
        func read(_ text: String, after kept: Checkpoint?) throws -> Checkpoint {
            try LogContinuation(text: text).verify(verifier, after: kept)
        }
        #expect(try read(honest, after: kept).size == 300)
        let line = rest.base64EncodedString() + "\n"
        for (name, forged) in [
            ("another beginning", honest.replacing("old 256", with: "old 255")),
            ("from nothing", honest.replacing("old 256", with: "old 0")),
            ("a negative size", honest.replacing("old 256", with: "old -256")),
            ("a size beyond all", honest.replacing("old 256", with: "old 1000000000001")),
            ("a size that no number holds", honest.replacing("old 256", with: "old 9223372036854775808")),
            ("no size", honest.replacing("old 256", with: "old")),
            ("two sizes", "old 256\n" + honest), ("a hash twice", honest.replacing(line, with: line + line)),
            ("no hash", honest.replacing(line, with: "")),
            ("64 hashes", honest.replacing(line, with: String(repeating: line, count: 64))),
            ("a short hash", honest.replacing(line, with: "AAAA\n")),
            ("no base64", honest.replacing(line, with: "!\n")),
            ("a hash of zeros", honest.replacing(line, with: Data(count: 32).base64EncodedString() + "\n")),
            ("two checkpoints", honest + (try note(300))),
            ("the checkpoint's lines twice", honest.replacing("\n300\n", with: "\n300\n300\n")),
            ("a larger size", honest.replacing("\n300\n", with: "\n301\n")), ("no checkpoint", "old 256\n\(line)\n"),
            ("a log that was cut", LogContinuation(old: 256, path: [], note: try note(255)).text),
            (
                "another log of the same size",
                LogContinuation(old: 256, path: [], note: try note(256, root: root(255))).text
            ),
            ("an empty log", LogContinuation(old: 256, path: [], note: try note(0)).text),
            ("a log beyond all", LogContinuation(old: 256, path: [rest], note: try note(1_000_000_000_000)).text),
            ("another log's name", LogContinuation(old: 256, path: [rest], note: try note(300, origin: "lain")).text),
        ] {
            #expect(throws: ProofFault.self, "\(name)") { try read(forged, after: kept) }
        }
        // A reader who kept nothing gets no hashes: with them the file would have a second form.
        #expect(try read(LogContinuation(old: 0, path: [], note: try note(300)).text, after: nil).size == 300)
        #expect(throws: ProofFault.self) {
            try read(LogContinuation(old: 0, path: [rest], note: try note(300)).text, after: nil)
        }
    }

    @Test("two copies of a checkpoint that differ: the witness's tool, which kept one, does not sign the other")
    func copies() throws {
        let witness = try WitnessKey(witness: "auditor", bytes: Data(repeating: 5, count: 32))
        let tool = CheckpointWitness(key: witness, site: verifier)
        let now = Instant(milliseconds: 1_587_030_000_000)
        let kept = try tool.cosign(LogContinuation(old: 0, path: [], note: note(256)).text, after: nil, at: now)
        for (size, root) in [(256, root(255)), (300, root(299)), (255, root(255)), (0, root(0))] {
            let other = try LogContinuation(old: 256, path: [], note: note(size, root: root)).text
            #expect(throws: WitnessFault.self, "\(size)") { try tool.cosign(other, after: kept, at: now) }
        }
        // Nor does it begin again from nothing, or from a copy that is damaged or another witness's.
        let again = try LogContinuation(old: 0, path: [], note: note(300, root: root(299))).text
        #expect(throws: WitnessFault.self) { try tool.cosign(again, after: kept, at: now) }
        let other = try WitnessKey(witness: "auditor", bytes: Data(repeating: 6, count: 32))
        let foreign = try CheckpointWitness(key: other, site: verifier).cosign(
            LogContinuation(old: 0, path: [], note: note(256)).text, after: nil, at: now)
        for damaged in ["", kept.replacing("\n256\n", with: "\n0\n"), String(kept.dropLast(3)), foreign, kept + "x\n"] {
            #expect(throws: WitnessFault.self) { try tool.cosign(again, after: damaged, at: now) }
        }
    }
}
