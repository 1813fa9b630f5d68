import Crypto
import Foundation
import Testing

@testable import Programme

@Suite("Continuations and entries of the log")
struct LogContinuationTests {
    static let leaves = (0..<600).map { Data(SHA256.hash(data: Data("\($0)".utf8))) }
    let key = Curve25519.Signing.PrivateKey()

    private var verifier: NoteVerifier { NoteVerifier(name: "www.prakerja.go.id", key: key.publicKey) }

    private func root(_ size: Int) -> Data { MerkleTree(leafHashes: Array(Self.leaves.prefix(size))).root }

    private func path(from old: Int, to new: Int) -> [Data] {
        LogTree(size: new).continuationNodes(from: old).map { nodes in
            LogTree.hash(
                of: nodes.map { node in
                    let count = 1 << node.height
                    let first = node.place * count
                    return MerkleTree(leafHashes: Array(Self.leaves[first..<first + count])).root
                })
        }
    }

    @Test("log continuation: it verifies between any two sizes, and with another root of either it does not")
    func verifies() {
        let sizes = Array(1...33) + [63, 64, 65, 255, 256, 257, 511, 512, 600]
        for new in sizes {
            for old in sizes where old <= new {
                let path = path(from: old, to: new)
                func holds(_ oldRoot: Data, _ newRoot: Data, _ path: [Data]) -> Bool {
                    MerkleTree.verifyContinuation(from: old, oldRoot, to: new, newRoot, path: path)
                }
                #expect(holds(root(old), root(new), path), "\(old) to \(new)")
                #expect(!holds(root(old + 1), root(new), path) || old + 1 > 600, "\(old) to \(new): another beginning")
                #expect(!holds(root(old), root(new - 1), path), "\(old) to \(new): another end")
                #expect(!holds(root(old), root(new), path + [root(1)]))
                if !path.isEmpty { #expect(!holds(root(old), root(new), Array(path.dropLast()))) }
            }
            #expect(!MerkleTree.verifyContinuation(from: 0, root(0), to: new, root(new), path: []))
            #expect(!MerkleTree.verifyContinuation(from: new + 1, root(new + 1), to: new, root(new), path: []))
        }
    }

    private func continuation(from old: Int, to new: Int, size: Int? = nil) throws -> LogContinuation {
        let checkpoint = Checkpoint(origin: verifier.name, size: size ?? new, root: root(new))
        return LogContinuation(
            old: old, path: path(from: old, to: new),
            note: try SignedNote.sign(checkpoint.text, as: verifier.name, with: key))
    }

    @Test("log continuation: the file is a witness's request of C2SP, and a log that was cut or changed is named")
    func file() throws {
        let honest = try continuation(from: 70, to: 300)
        #expect(honest.text.hasPrefix("old 70\n") && honest.text.hasSuffix(honest.note))
        #expect(try LogContinuation(text: honest.text) == honest)
        for text in [
            "", "halo\n\nhalo\n", honest.text.replacing("old 70", with: "old 070"), "old -1\n\n" + honest.note,
            honest.text.replacing("\n\n", with: "\nAAAA\n\n"), honest.text.replacing("\n", with: "\r\n"),
        ] {
            #expect(throws: ProofFault.self, "\(text.prefix(20))") { try LogContinuation(text: text) }
        }
        let kept = Checkpoint(origin: verifier.name, size: 70, root: root(70))
        #expect(try honest.verify(verifier, after: kept).size == 300)
        #expect(try continuation(from: 0, to: 300).verify(verifier, after: nil).size == 300)
        func why(_ continuation: LogContinuation, after kept: Checkpoint?) -> String {
            do {
                _ = try continuation.verify(verifier, after: kept)
                return ""
            } catch {
                return "\(error)"
            }
        }
        #expect(why(honest, after: nil).contains("download it from there"))
        let other = Checkpoint(origin: verifier.name, size: 70, root: root(71))
        #expect(why(honest, after: other).contains("a record in it was changed"))
        let later = Checkpoint(origin: verifier.name, size: 400, root: root(400))
        let cut = LogContinuation(old: 400, path: [], note: honest.note)
        #expect(why(cut, after: later).contains("it was cut"))
        let elsewhere = NoteVerifier(name: "lain.example", key: key.publicKey)
        let foreign = LogContinuation(
            old: 0, path: [],
            note: try SignedNote.sign(
                Checkpoint(origin: "x", size: 1, root: root(1)).text, as: "lain.example", with: key))
        #expect(throws: ProofFault.malformed("the checkpoint is of another log")) {
            try foreign.verify(elsewhere, after: nil)
        }
    }

    @Test("log entries: of a row with personal data the entry is a hash, and the leaf follows from the entry alone")
    func entries() throws {
        let reading = LogLeaf(
            kind: .reading, id: 9, fields: ["1", "2", "5", "77", "photo", "photo:5", "", "10.0.0.1", "3"])
        #expect(reading.entry.count == 15 + 1 + 8 + 32 && reading.entry.starts(with: Data("prakerja/leaf/2".utf8)))
        #expect(reading.entry.suffix(32) == Data(SHA256.hash(data: reading.bytes)))
        #expect(reading.hash == MerkleTree.leafHash(reading.entry))
        #expect(reading.stands(for: reading.hash) && reading.stands(for: MerkleTree.leafHash(reading.bytes)))
        let other = LogLeaf(
            kind: .reading, id: 9, fields: ["1", "2", "5", "78", "photo", "photo:5", "", "10.0.0.1", "3"])
        #expect(!other.stands(for: reading.hash) && !other.stands(for: MerkleTree.leafHash(reading.bytes)))
        let record = LogLeaf(kind: .record, id: 9, fields: ["1", "draw", "4", "5a5a"])
        #expect(record.entry == record.bytes && record.hash == MerkleTree.leafHash(record.bytes))
    }

    @Test("log entries: a bundle is parsed back, only whole, and its leaves' hashes are those of the log")
    func bundle() throws {
        let hash = Data(repeating: 7, count: 32)
        let bundle = EntryBundle([.whole(Data("satu".utf8)), .withheld(hash: hash), .whole(Data())])
        #expect(bundle.bytes.prefix(6) == Data([0, 4]) + Data("satu".utf8))
        #expect(EntryBundle(bytes: bundle.bytes, width: 3) == bundle)
        #expect(
            bundle.entries.map(\.hash) == [MerkleTree.leafHash(Data("satu".utf8)), hash, MerkleTree.leafHash(Data())])
        #expect(EntryBundle(bytes: bundle.bytes, width: 2) == nil && EntryBundle(bytes: bundle.bytes, width: 4) == nil)
        for count in 1..<bundle.bytes.count {
            #expect(EntryBundle(bytes: bundle.bytes.prefix(count), width: 3) == nil, "\(count) bytes")
        }
        #expect(EntryBundle.tiles(of: 600).map(\.entriesPath) == ["entries/000", "entries/001", "entries/002.p/88"])
        #expect(Array(EntryBundle.tiles(of: 0)).isEmpty && EntryBundle.tiles(of: 256).map(\.width) == [256])
        #expect(LogTile(entriesPath: "entries/x001/067.p/12") == LogTile(level: 0, index: 1_067, width: 12))
        for path in ["entries/0", "entries/", "0/000", "entries/000.p/256", "entriesx/000"] {
            #expect(LogTile(entriesPath: path) == nil, "\(path)")
        }
    }
}
