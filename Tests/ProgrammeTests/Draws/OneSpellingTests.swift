import Crypto
import Foundation
import Testing

@testable import Programme

/// Published files with something added, doubled or written in another way, by an author who has the keys that sign them.
@Suite("One spelling of every published file")
struct OneSpellingTests {
    /// A text, and what reads it.
    private struct File {
        let name: String
        let text: String
        let read: (String) throws -> Void
    }

    private static let hash = String(repeating: "ab", count: 32)
    private let site = Curve25519.Signing.PrivateKey()
    private let simulation: DrawSimulation
    private let bundle: DrawBundle

    init() throws {
        simulation = try DrawBundleTests.simulate(entries: 60, quota: 12)
        let list = simulation.seal(simulation.joined())
        bundle = try simulation.draw(simulation.statement(of: list, from: simulation.joined()), list)
    }

    private var verifier: NoteVerifier { NoteVerifier(name: "situs.example", key: site.publicKey) }

    private var files: [File] {
        get throws {
            let edition = simulation.edition
            let at = edition.waves.dates()[0].closes
            let bytes = try #require(Data(hex: Self.hash))
            let ended = DrawAbandonment(
                edition: edition.id, editionDigest: bytes, annex: bytes, wave: 1, root: bytes,
                attempts: [.init(number: 1, chain: 1, round: 5, signed: ["kantor"])], endedAt: at)
            let receipt = WitnessReceipt(
                edition: edition.id, wave: 1, witness: "auditor",
                papers: [.init(.commitment, value: bytes, at: at), .init(.secret, value: bytes, at: at)])
            func note(_ kind: WitnessNote.Kind) -> String {
                WitnessNote(kind, edition: edition.id, wave: 1, witness: "auditor", value: bytes).text
            }
            let changes = DrawChanges(
                edition: edition.id, wave: 1, root: bytes, seed: bytes, steps: [.out(1), .up(10), .out(12), .empty])
            return [
                File(name: "statement", text: try SignedNote.text(of: bundle.head.statement)) {
                    _ = try DrawStatement(text: $0)
                },
                File(name: "changes", text: changes.text) { _ = try DrawChanges(text: $0) },
                File(name: "end without a draw", text: ended.text) { _ = try DrawAbandonment(text: $0) },
                File(name: "receipt", text: receipt.text) { _ = try WitnessReceipt(text: $0) },
                File(name: "commitment", text: note(.commitment)) { _ = try WitnessNote(text: $0) },
                File(name: "secret", text: note(.secret)) { _ = try WitnessNote(text: $0) },
                File(name: "annex", text: try SignedNote.text(of: simulation.annexNote)) { _ = try Annex(text: $0) },
                File(name: "checkpoint", text: checkpoint(of: 40).text) { [verifier, site] in
                    let note = try SignedNote.sign($0, as: verifier.name, with: site)
                    _ = try Checkpoint(note: note, verifier: verifier)
                },
                try continuation, try proof,
            ]
        }
    }

    private let leaf = LogLeaf(kind: .audit, id: 1, fields: ["1", "wave.opened"])
    private var leaves: [Data] {
        [leaf.hash] + (1..<40).map { Data(SHA256.hash(data: Data([UInt8($0)]))) }
    }

    private func checkpoint(of size: Int) -> Checkpoint {
        Checkpoint(
            origin: verifier.name, size: size, root: MerkleTree(leafHashes: Array(leaves.prefix(size))).root)
    }

    private func signed(_ text: String) throws -> String { try SignedNote.sign(text, as: verifier.name, with: site) }

    private var continuation: File {
        get throws {
            let kept = checkpoint(of: 32)
            // The earlier log is a whole subtree, so the one hash is that of what was added.
            let rest = MerkleTree(leafHashes: Array(leaves.suffix(8))).root
            let text = LogContinuation(old: 32, path: [rest], note: try signed(checkpoint(of: 40).text)).text
            return File(name: "continuation", text: text) { [verifier] in
                _ = try LogContinuation(text: $0).verify(verifier, after: kept)
            }
        }
    }

    private var proof: File {
        get throws {
            let path = MerkleTree(leafHashes: leaves).inclusionProof(of: 0)
            let text = LogProof(leaf: leaf.bytes, index: 0, path: path, note: try signed(checkpoint(of: 40).text)).text
            return File(name: "log proof", text: text) { [verifier] in _ = try LogProof(text: $0).verify(verifier) }
        }
    }

    /// Other forms of a text, by what was done to it.
    private func forms(of text: String) -> [(String, String)] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        func line(_ place: Int, _ change: (String) -> [String]) -> String {
            (lines[..<place] + change(lines[place]) + lines[(place + 1)...]).joined(separator: "\n")
        }
        let number = /(?m)^(?:wave|attempt|period|index|old|out|up)[ ]/
        return [
            ("a letter behind it", text + "x"), ("a line feed behind it", text + "\n"),
            ("a blank behind it", text + " "),
            ("a zero byte behind it", text + "\0"), ("a line behind it", text + "warna hijau\n"),
            ("cut by a byte", String(text.dropLast())), ("a line feed before it", "\n" + text),
            ("a byte order mark", "\u{FEFF}" + text), ("CRLF", text.replacing("\n", with: "\r\n")),
            ("the first line twice", line(0) { [$0, $0] }), ("the second line twice", line(1) { [$0, $0] }),
            ("the third line twice", line(2) { [$0, $0] }), ("an unknown line", line(1) { [$0, "warna hijau"] }),
            ("a merge key", line(1) { [$0, "<< 1"] }), ("an empty line", line(0) { [$0, ""] }),
            ("a blank at the end of a line", line(1) { [$0 + " "] }), ("a blank before a line", line(1) { [" " + $0] }),
            ("a tab", line(1) { [$0.replacing(" ", with: "\t") + "\t"] }),
            ("two blanks", line(1) { [$0.contains(" ") ? $0.replacing(" ", with: "  ") : $0 + "  "] }),
            ("capitals", line(1) { [$0.uppercased() + ($0 == $0.uppercased() ? "A" : "")] }),
            ("a line left out", line(2) { _ in [] }), ("two lines in the other order", line(1) { [lines[2], $0] }),
            ("a digit of another script", text.replacing(/[0-9]/, maxReplacements: 1) { _ in "٣" }),
            ("hexadecimal in capitals", text.replacing(/[0-9a-f]{64}/) { $0.output.uppercased() }),
            ("a number with a zero", text.replacing(number) { "\($0.output)0" }),
            ("a number with a sign", text.replacing(number) { "\($0.output)+" }),
            (
                "a huge number",
                text.replacing(number) {
                    "\($0.output)99999999999999999999"
                }
            ),
        ]
    }

    @Test(
        "published files: nothing can be added to one, left out of it or written in another way",
        .bug(
            id: "5.861",
            """
            A participant's proof was read with further keys, keys twice, and hashes that were left away because they were \
            none; a checkpoint's root and an annex's key had several spellings; below a receipt any lines could stand.
            """))
    func texts() throws {
        for file in try files {
            try file.read(file.text)
            for (name, other) in forms(of: file.text) where Data(other.utf8) != Data(file.text.utf8) {
                #expect(throws: (any Error).self, "\(file.name): \(name)") { try file.read(other) }
            }
        }
    }

    @Test("checkpoint: the spare bits of its root's base64 are no second spelling, also where the site signed it")
    func base64() throws {
        let text = checkpoint(of: 40).text
        let line = text.split(separator: "\n")[2]
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let last = try #require(line.dropLast().last)
        let place = try #require(alphabet.firstIndex(of: last))
        for spare in 1...3 {
            let other = line.dropLast(2) + "\(alphabet[place + spare])="
            let note = try signed(text.replacing(line, with: other))
            #expect(throws: ProofFault.self) { try Checkpoint(note: note, verifier: verifier) }
        }
    }

    @Test("annex: the site's key is written as it is printed, without blanks around it")
    func siteKey() throws {
        let text = try SignedNote.text(of: simulation.annexNote)
        for other in [text.replacing(/(?m)^site .*$/) { "\($0.output) " }, text.replacing("site ", with: "site  ")] {
            expectRefusal("is not written as the key is") { try Annex(text: other) }
        }
    }

    @Test(
        "signed papers with one signature: a line, a second signature or the same one twice below it is refused",
        arguments: ["x\n", "\n", " ", "— lain AAAA\n", "— \n", "TWICE", "STRANGER"])
    func below(added: String) throws {
        let text = try #require(try files.first { $0.name == "end without a draw" }).text
        let note = try signed(text)
        #expect(try SignedNote.only(note, with: verifier) == text)
        let stranger = try SignedNote.sign(text, as: "lain", with: Curve25519.Signing.PrivateKey())
        let lines =
            switch added {
            case "TWICE": SignedNote.signatures(of: note)[0] + "\n"
            case "STRANGER": SignedNote.signatures(of: stranger)[0] + "\n"
            default: added
            }
        #expect(throws: ProofFault.self) { try SignedNote.only(note + lines, with: verifier) }
        #expect(throws: ProofFault.self) { try SignedNote.only(String(note.dropLast()), with: verifier) }
    }

    @Test("participant's proof: the file has one form")
    func participant() throws {
        let lines = (1...60).map { bundle.list[$0] }
        let proof = try #require(DrawProof(wave: 1, ticket: 5, entries: 60, piece: lines, pieces: bundle.list.pieces))
        let file = String(decoding: try proof.file(), as: UTF8.self)
        #expect(try DrawProof(file: Data(file.utf8)) == proof)
        let compact = file.replacing(/\s/, with: "")
        for (name, other) in [
            ("a key more", file.replacing("{\n", with: "{\n  \"arti\" : 1,\n", maxReplacements: 1)),
            ("a key twice", file.replacing("\"wave\" :", with: "\"wave\" : 2,\n  \"wave\" :")),
            ("nothing between", compact), ("a line feed more", file + "\n"), ("a second object", file + file),
            ("a letter behind it", file + "x"), ("a zero byte", file + "\0"), ("a byte order mark", "\u{FEFF}" + file),
            ("CRLF", file.replacing("\n", with: "\r\n")), ("a fraction", file.replacing(": 5,", with: ": 5.0,")),
            ("an exponent", file.replacing(": 60,", with: ": 6e1,")),
            ("an escape", file.replacing("prakerja-draw", with: "\\u0070rakerja-draw")),
            ("too long", file.replacing("{\n", with: "{\n" + String(repeating: " ", count: 20_000))),
        ] {
            try #require(other != file, "\(name)")
            #expect(throws: DrawFault.malformed("proof"), "\(name)") { try DrawProof(file: Data(other.utf8)) }
        }
        let statement = try DrawStatement(text: SignedNote.text(of: bundle.head.statement))
        func forged(_ change: (String) -> String) throws {
            let other = try DrawProof(file: Data(change(file).utf8))
            expectRefusal("the proof is not as it is written") { try other.verify(statement) }
        }
        try forged { $0.replacing(/[0-9a-f]{64}/, maxReplacements: 1) { _ in "zz" } }
        try forged { $0.replacing(/[0-9a-f]{64}/, maxReplacements: 1) { $0.output.dropLast(2) } }
        try forged { $0.replacing(/[0-9a-f]{64}/) { $0.output.uppercased() } }
        try forged { $0.replacing(": 5,", with: ": 9223372036854775807,") }
        try forged { $0.replacing(": 5,", with: ": -5,") }
    }
}
