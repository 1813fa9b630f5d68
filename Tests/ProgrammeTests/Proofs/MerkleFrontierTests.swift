import Crypto
import Foundation
import Testing

@testable import Programme

@Suite("Append-only log")
struct MerkleFrontierTests {
    @Test("Merkle frontier: its root equals the whole tree's at every size")
    func roots() {
        var frontier = MerkleFrontier()
        var hashes: [Data] = []
        for number in 0..<130 {
            #expect(frontier.root == MerkleTree(leafHashes: hashes).root)
            hashes.append(MerkleTree.leafHash(Data("\(number)".utf8)))
            frontier.append(hashes[number])
        }
    }

    @Test("Merkle frontier: it continues from its stored form")
    func stored() throws {
        var frontier = MerkleFrontier()
        for number in 0..<77 { frontier.append(MerkleTree.leafHash(Data("\(number)".utf8))) }
        var again = try #require(MerkleFrontier(count: 77, stored: frontier.stored))
        frontier.append(MerkleTree.leafHash(Data()))
        again.append(MerkleTree.leafHash(Data()))
        #expect(again == frontier)
        #expect(MerkleFrontier(count: 77, stored: frontier.stored.dropLast()) == nil)
        #expect(MerkleFrontier(count: 76, stored: frontier.stored) == nil)
    }
}

@Suite("Signed texts")
struct SignedNoteTests {
    let key = Curve25519.Signing.PrivateKey()
    var verifier: NoteVerifier { NoteVerifier(name: "www.prakerja.go.id", key: key.publicKey) }
    var checkpoint: Checkpoint {
        Checkpoint(
            origin: "www.prakerja.go.id", size: 12, root: Data(repeating: 7, count: 32),
            at: Instant(milliseconds: 1_587_027_600_123))
    }

    @Test("checkpoint: it is parsed back as signed")
    func roundTrip() throws {
        let note = try SignedNote.sign(checkpoint.text, as: verifier.name, with: key)
        #expect(try Checkpoint(note: note, verifier: verifier) == checkpoint)
        let printed = try NoteVerifier(verifier.description)
        #expect(try Checkpoint(note: note, verifier: printed) == checkpoint)
    }

    @Test("checkpoint: it has three lines, and one of an earlier version has its time as the fourth")
    func lines() throws {
        let standard = Checkpoint(origin: checkpoint.origin, size: 12, root: checkpoint.root)
        #expect(standard.text.split(separator: "\n").count == 3 && checkpoint.text.hasPrefix(standard.text))
        #expect(try Checkpoint(text: standard.text) == standard)
        for text in [
            standard.text + "\n", standard.text + "jam 9\n", checkpoint.text + "at\n", String(standard.text.dropLast()),
        ] {
            #expect(throws: ProofFault.self) { try Checkpoint(text: text) }
        }
        // The signatures of others beside ours are no fault.
        let stranger = Curve25519.Signing.PrivateKey()
        let other = try SignedNote.signatures(of: SignedNote.sign(standard.text, as: "saksi.example", with: stranger))
        let note = try SignedNote.sign(standard.text, as: verifier.name, with: key) + other[0] + "\n"
        #expect(try Checkpoint(note: note, verifier: verifier) == standard)
    }

    @Test("checkpoint: a change of any character is detected")
    func changed() throws {
        let note = try SignedNote.sign(checkpoint.text, as: verifier.name, with: key)
        for place in note.indices where note[place] != "\n" {
            var other = note
            other.replaceSubrange(place...place, with: note[place] == "x" ? "y" : "x")
            #expect(throws: ProofFault.self) { try Checkpoint(note: other, verifier: verifier) }
        }
    }

    @Test("signed note: another key's signature is not accepted")
    func otherKey() throws {
        let other = NoteVerifier(name: verifier.name, key: Curve25519.Signing.PrivateKey().publicKey)
        let note = try SignedNote.sign(checkpoint.text, as: verifier.name, with: key)
        #expect(throws: ProofFault.unsigned("www.prakerja.go.id")) { try SignedNote.open(note, with: other) }
    }

    @Test("signed note: the specification's verifier is parsed, and its example opens")
    func specification() throws {
        let peter = try NoteVerifier("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
        let text =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
        let note = """
            \(text)
            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

            """
        #expect(try SignedNote.open(note, with: peter) == text)
    }

    @Test("join receipt: it is parsed back as made, and any change is detected")
    func receipt() throws {
        let receipt = JoinReceipt(
            wave: 12, arrivedAt: Instant(milliseconds: 1_587_027_599_999), entry: Data((0..<16).map { UInt8($0) }))
        let text = try receipt.text(signedWith: key)
        #expect(text.count == 128)
        #expect(try JoinReceipt(text, key: key.publicKey) == receipt)
        #expect(try JoinReceipt("  " + text.prefix(40) + "\n" + text.dropFirst(40), key: key.publicKey) == receipt)
        #expect(throws: ProofFault.self) { try JoinReceipt(String(text.dropLast()), key: key.publicKey) }
        for place in text.indices {
            var other = text
            other.replaceSubrange(place...place, with: text[place] == "A" ? "B" : "A")
            #expect(throws: ProofFault.self) { try JoinReceipt(other, key: key.publicKey) }
        }
    }
}
