import Crypto
import Foundation
import Testing

@testable import Programme

@Suite("A witness of the log")
struct CheckpointWitnessTests {
    let site = Curve25519.Signing.PrivateKey()
    let witness: CheckpointWitness
    let now = Instant(milliseconds: 1_587_030_000_000)

    init() throws {
        witness = CheckpointWitness(
            key: try WitnessKey(witness: "auditor", bytes: Data(repeating: 5, count: 32)),
            site: NoteVerifier(name: "situs.example", key: site.publicKey))
    }

    private func tree(_ size: Int, from first: Int = 0) -> MerkleTree {
        MerkleTree(leafHashes: (first..<first + size).map { Data(SHA256.hash(data: Data("\($0)".utf8))) })
    }

    private func continuation(_ old: Int, _ new: Int, from first: Int = 0) throws -> String {
        let checkpoint = Checkpoint(origin: "situs.example", size: new, root: tree(new, from: first).root)
        let path = LogTree(size: new).continuationNodes(from: old).map { nodes in
            LogTree.hash(
                of: nodes.map { node in
                    let count = 1 << node.height
                    return tree(count, from: first + node.place * count).root
                })
        }
        return LogContinuation(
            old: old, path: path, note: try SignedNote.sign(checkpoint.text, as: "situs.example", with: site)
        ).text
    }

    @Test("witness of the log: each checkpoint that continues the last one is signed with the time, below the site's")
    func signs() throws {
        let first = try witness.cosign(continuation(0, 20), after: nil, at: now)
        let second = try witness.cosign(continuation(20, 33), after: first, at: now + .days(7))
        #expect(try SignedNote.opened(second, with: witness.key.verifier).at == now + .days(7))
        #expect(try Checkpoint(note: second, verifier: witness.site).size == 33)
        #expect(SignedNote.signatures(of: second).count == 2)
        let again = try witness.cosign(continuation(33, 33), after: second, at: now + .days(8))
        #expect(try Checkpoint(note: again, verifier: witness.site).size == 33)
    }

    @Test(
        "witness of the log: another log, a shorter one, a damaged record or a clock that went back gets no signature",
        .bug(id: "5.396", "No tool of a witness signed the log, so the site could show another one to each reader."))
    func refuses() throws {
        let kept = try witness.cosign(continuation(0, 20), after: nil, at: now)
        func why(_ text: String, after kept: String?, at now: Instant) -> String {
            do throws(WitnessFault) {
                _ = try witness.cosign(text, after: kept, at: now)
                return ""
            } catch {
                return "\(error)"
            }
        }
        let later = now + .days(1)
        #expect(try why(continuation(20, 33, from: 1), after: kept, at: later).contains("a record in it was changed"))
        #expect(try why(continuation(0, 33), after: kept, at: later).contains("download it from there"))
        #expect(try why(continuation(0, 20, from: 1), after: kept, at: later).contains("download it from there"))
        #expect(try why(continuation(20, 33), after: kept, at: now - .days(1)).contains("clock"))
        let damaged = kept.replacing("— auditor ", with: "— auditor A")
        #expect(try why(continuation(20, 33), after: damaged, at: later).contains("no signature of auditor"))
        let stranger = try SignedNote.sign(
            Checkpoint(origin: "situs.example", size: 33, root: tree(33).root).text, as: "situs.example",
            with: Curve25519.Signing.PrivateKey())
        let forged = LogContinuation(old: 0, path: [], note: stranger).text
        #expect(why(forged, after: nil, at: later).contains("situs.example"))
    }
}
