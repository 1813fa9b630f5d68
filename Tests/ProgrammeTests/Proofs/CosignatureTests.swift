import Crypto
import Foundation
import Testing

@testable import Programme

@Suite("Signatures with a time")
struct CosignatureTests {
    let key: Curve25519.Signing.PrivateKey
    let text = "www.prakerja.go.id\n4156052\nuEr5AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
    let at = Instant(milliseconds: 1_587_030_000_123)

    init() throws {
        key = try Curve25519.Signing.PrivateKey(rawRepresentation: Data(repeating: 4, count: 32))
    }

    private var timed: NoteVerifier { NoteVerifier(name: "auditor", key: key.publicKey, kind: .cosignature) }
    private var plain: NoteVerifier { NoteVerifier(name: "auditor", key: key.publicKey) }

    @Test(
        "cosignature: the time is signed with the text, in whole seconds, in the bytes of C2SP tlog-cosignature",
        .bug(
            id: "5.395", "A witness's signature did not say when it was made, so one made after the round looked alike."
        ))
    func time() throws {
        let note = try SignedNote.cosign(text, as: "auditor", with: key, at: at)
        let opened = try SignedNote.opened(note, with: timed)
        #expect(opened.text == text && opened.at == Instant(milliseconds: 1_587_030_000_000))
        let line = try #require(SignedNote.signatures(of: note).first)
        let encoded = try #require(line.split(separator: " ").last)
        let bytes = try #require(Data(base64Encoded: String(encoded)))
        #expect(bytes.count == 76 && bytes.dropFirst(4).prefix(8).hex == "000000005e9827f0")
        #expect(
            key.publicKey.isValidSignature(
                bytes.suffix(64), for: Data("cosignature/v1\ntime 1587030000\n\(text)".utf8)))
        #expect(SignedNote.isSignature(line))
    }

    @Test(
        "key: one for which every person can sign is refused, and one key under two names is found",
        .bug(
            id: "6.306",
            "An annex could name a witness by a key of small order: any person could sign for that witness, with no key."
        ))
    func ownerless() throws {
        for (start, rest, end) in [(1, 0, 0), (1, 0, 0x80), (0, 0, 0), (0xEC, 0xFF, 0x7F), (0xEE, 0xFF, 0xFF)] {
            var bytes = Data(repeating: UInt8(rest), count: 32)
            (bytes[0], bytes[31]) = (UInt8(start), UInt8(end))
            let verifier = NoteVerifier(
                name: "auditor", key: try .init(rawRepresentation: bytes), kind: .cosignature)
            #expect(throws: ProofFault.self, "\(bytes.hex)") { try NoteVerifier("\(verifier)") }
        }
        #expect(try NoteVerifier("\(timed)").isKey(of: plain))
        let other = NoteVerifier(name: "kantor", key: key.publicKey)
        let stranger = NoteVerifier(name: "auditor", key: Curve25519.Signing.PrivateKey().publicKey)
        #expect(NoteVerifier.double(in: [timed, stranger]) == nil)
        #expect(NoteVerifier.double(in: [stranger, timed, other])?.other.name == "kantor")
    }

    @Test("cosignature: a key's hash says which kind it signs, and one kind never counts as the other")
    func kinds() throws {
        let (with, without) = (
            try SignedNote.cosign(text, as: "auditor", with: key, at: at),
            try SignedNote.sign(text, as: "auditor", with: key)
        )
        #expect(throws: ProofFault.unsigned("auditor")) { try SignedNote.open(with, with: plain) }
        #expect(throws: ProofFault.unsigned("auditor")) { try SignedNote.open(without, with: timed) }
        #expect(try SignedNote.opened(without, with: plain).at == nil)
        for verifier in [plain, timed] {
            let read = try NoteVerifier(verifier.description)
            #expect(read.description == verifier.description && read.kind == verifier.kind)
        }
        #expect(plain.hash != timed.hash && plain.bytes == timed.bytes)
        let other = "auditor+00000000+" + (Data([2]) + key.publicKey.rawRepresentation).base64EncodedString()
        #expect(throws: ProofFault.malformed("a key reads name+hash+base64")) { try NoteVerifier(other) }
    }

    @Test("cosignature: a changed bit of text, time or signature is found")
    func bits() throws {
        let note = try SignedNote.cosign(text, as: "auditor", with: key, at: at)
        let bytes = Array(note.utf8)
        for place in bytes.indices where bytes[place] != UInt8(ascii: "\n") {
            var other = bytes
            other[place] ^= 1 << UInt8(place % 7)
            let changed = String(decoding: other, as: UTF8.self)
            #expect(throws: ProofFault.self, "byte \(place)") { try SignedNote.open(changed, with: timed) }
        }
    }

    @Test("cosignature: a time that no calendar has is refused, though it is signed")
    func beyond() throws {
        let seconds = UInt64.max
        let message = Data("cosignature/v1\ntime \(seconds)\n\(text)".utf8)
        var bytes = timed.hash
        bytes.append(bigEndian: seconds)
        bytes += try key.signature(for: message)
        let note = "\(text)\n— auditor \(bytes.base64EncodedString())\n"
        #expect(throws: ProofFault.wrongSignature("auditor")) { try SignedNote.open(note, with: timed) }
    }
}
