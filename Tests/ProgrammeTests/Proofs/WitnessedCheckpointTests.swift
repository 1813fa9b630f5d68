import Crypto
import Foundation
import Testing

@testable import Programme

@Suite("A checkpoint that a witness hands in")
struct WitnessedCheckpointTests {
    private static let origin = "situs.example"
    private let site = Curve25519.Signing.PrivateKey()
    private let keys: [WitnessKey]
    private let now = Instant(milliseconds: 1_587_030_000_000)
    private let checkpoint = Checkpoint(origin: origin, size: 20, root: Data(repeating: 4, count: 32))

    init() throws {
        keys = try ["auditor", "universitas"].enumerated().map { place, name in
            try WitnessKey(witness: name, bytes: Data(repeating: UInt8(place + 5), count: 32))
        }
    }

    private var verifier: NoteVerifier { NoteVerifier(name: Self.origin, key: site.publicKey) }

    /// The site's signature below the text, and one of each of these witnesses.
    private func note(
        _ checkpoint: Checkpoint? = nil, by witnesses: [WitnessKey], at: Instant? = nil,
        site key: Curve25519.Signing.PrivateKey? = nil
    ) throws -> String {
        let text = (checkpoint ?? self.checkpoint).text
        let signed = try SignedNote.sign(text, as: Self.origin, with: key ?? site)
        let lines = try witnesses.flatMap { SignedNote.signatures(of: try $0.sign(text, at: at ?? now)) }
        return signed + lines.map { $0 + "\n" }.joined()
    }

    private func read(_ note: String) throws(CosignatureRefusal) -> WitnessedCheckpoint {
        try WitnessedCheckpoint(note, site: verifier, witnesses: keys.map(\.verifier))
    }

    @Test("witnessed checkpoint: each witness's signature is read with its time, whatever other keys signed beside it")
    func read() throws {
        let one = try read(note(by: [keys[0]]))
        #expect(one.checkpoint == checkpoint && one.cosignatures.map(\.witness) == ["auditor"])
        #expect(one.cosignatures[0].at == now)
        let stranger = try WitnessKey(witness: "lain", bytes: Data(repeating: 9, count: 32))
        let both = try read(note(by: [stranger, keys[1], keys[0]]))
        #expect(both.cosignatures.map(\.witness) == ["auditor", "universitas"], "in the annex's order")
        let unknown = "— lain/satu \(Data(repeating: 7, count: 2_424).base64EncodedString())\n"
        #expect(try read(note(by: [keys[0]]) + unknown).cosignatures.count == 1, "a signature of another algorithm")
        #expect(try read(note(by: [keys[0]]).replacing("\n", with: "\r\n")).cosignatures.count == 1)
        #expect(try read("\n" + note(by: [keys[0]]) + "\n\n").cosignatures.count == 1)
        let line = one.cosignatures[0].line
        let found = WitnessedCheckpoint.cosignature(line, under: checkpoint, by: keys[0].verifier)
        #expect(found == one.cosignatures[0])
        #expect(WitnessedCheckpoint.cosignature(line, under: checkpoint, by: keys[1].verifier) == nil)
    }

    @Test("witnessed checkpoint: whatever is forged, long or damaged is refused with its own reason")
    func refused() throws {
        func expect(_ refusal: CosignatureRefusal, _ note: String) {
            #expect(throws: refusal) { try read(note) }
        }
        let honest = try note(by: [keys[0]])
        expect(.tooLong, honest + String(repeating: "— a b\n", count: WitnessedCheckpoint.maximumBytes))
        for text in ["", "halo", "situs.example\n20\n", checkpoint.text, checkpoint.text + "\n", honest + "x\n"] {
            expect(.unreadable, text)
        }
        expect(.unreadable, honest.replacing("\n20\n", with: "\n020\n"))
        expect(.unreadable, honest.replacing("\n20\n", with: "\n9223372036854775808\n"))
        expect(.unreadable, honest.replacing("\n20\n", with: "\n0\n"))
        let dated = Checkpoint(origin: Self.origin, size: 20, root: checkpoint.root, at: now)
        expect(.unreadable, try note(dated, by: [keys[0]]))
        let elsewhere = Checkpoint(origin: "lain.example", size: 20, root: checkpoint.root)
        expect(.otherOrigin("lain.example"), try note(elsewhere, by: [keys[0]]))
        expect(.notOurs, try note(by: [keys[0]], site: Curve25519.Signing.PrivateKey()))
        expect(.notOurs, honest.replacing("\n20\n", with: "\n21\n"))
        expect(.noWitness(["auditor", "universitas"]), try note(by: []))
        let thief = try WitnessKey(witness: "auditor", bytes: Data(repeating: 8, count: 32))
        expect(.noWitness(["auditor", "universitas"]), try note(by: [thief]))
        let other = Checkpoint(origin: Self.origin, size: 21, root: checkpoint.root)
        let line = try #require(SignedNote.signatures(of: try note(other, by: [keys[0]])).last)
        expect(.wrongSignature("auditor"), try note(by: []) + line + "\n")
        let timeless = try #require(
            SignedNote.signatures(of: try keys[0].sign(checkpoint.text, at: nil)).last)
        #expect(throws: CosignatureRefusal.withoutTime("auditor")) {
            try WitnessedCheckpoint(
                note(by: []) + timeless + "\n", site: verifier, witnesses: [keys[0].earlierVerifier])
        }
    }

    @Test("witnessed checkpoint: no byte of a signature or of the text can be changed")
    func flipped() throws {
        let bytes = Array(try note(by: [keys[0]]).utf8)
        for place in bytes.indices where bytes[place] != UInt8(ascii: "\n") {
            var changed = bytes
            changed[place] ^= 1
            #expect(throws: CosignatureRefusal.self, "byte \(place)") {
                try read(String(decoding: changed, as: UTF8.self))
            }
        }
    }

    @Test("witnessed checkpoint: a time before the checkpoint or in the future is refused, by more than clocks differ")
    func times() throws {
        let signed = try read(note(by: [keys[0]]))
        let differ = WitnessedCheckpoint.clocksDiffer
        try signed.checkTimes(made: now + differ, now: now - differ)
        let second = Span.seconds(1)
        #expect(throws: CosignatureRefusal.wrongClock(now)) {
            try signed.checkTimes(made: now + differ + second, now: now + .hours(1))
        }
        #expect(throws: CosignatureRefusal.wrongClock(now)) {
            try signed.checkTimes(made: now - .hours(1), now: now - differ - second)
        }
    }
}
