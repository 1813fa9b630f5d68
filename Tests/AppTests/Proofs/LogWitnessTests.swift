import Crypto
import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Witnesses of the log", .timeLimit(.minutes(3)))
struct LogWitnessTests {
    @Test(
        "a witness's signature under the log's checkpoint is taken in, published with the checkpoint, and said on /bukti",
        .bug(
            id: "5.472",
            "What witnesses of the log signed was published nowhere, so no reader knew that they had seen the same log."
        ),
        arguments: Engine.tested)
    func published(engine: Engine) async throws {
        try await World.with(engine, edition: WitnessTests.watched) { world in
            try await world.writeHistory()
            try await world.sealEverything()
            let visitor = world.visitor()
            #expect(try await visitor.get(Paths.proofs).text.contains("Belum ada saksi yang menandatangani"))
            #expect(try await visitor.get(Paths.logWitnessed).status == .notFound)
            #expect(try await visitor.get(Paths.logWitness("auditor")).status == .notFound)

            let (auditor, university) = (DemoWitness.all[1], DemoWitness.all[2])
            let first = try await world.cosigned(by: auditor)
            #expect(try await world.handInCosignature(first).location == Paths.logWitnesses)
            #expect(try await world.handInCosignature(first).location == Paths.logWitnesses, "again changes nothing")
            let size = try world.checkpoint(first).size
            let second = try await world.cosigned(by: university)
            #expect(try await world.uploadCosignature(second).location == Paths.logWitnesses)

            // Every address gives the site's note with the signature lines of both below it.
            for path in [Paths.logCheckpoint, Paths.checkpoint, Paths.logWitnessed, Paths.logWitness("auditor")] {
                let note = try await visitor.get(path).body
                #expect(try world.checkpoint(note).size == size, "\(path)")
                #expect(SignedNote.signatures(of: note).count == 3, "\(path): \(note)")
                for witness in [auditor, university] {
                    let at = try SignedNote.opened(note, with: witness.key.verifier).at
                    #expect(at == Instant(milliseconds: world.dependencies.realNow().milliseconds / 1_000 * 1_000))
                }
            }
            let page = try await visitor.get(Paths.proofs).text
            #expect(page.contains("Terakhir disaksikan oleh") && page.contains("sampai catatan ke-\(size)"), "\(page)")
            #expect(try await visitor.get(Paths.logWitnesses).text.contains("Belum pernah"), "the third witness")
            #expect(try await world.trail(of: "log").filter { $0 == "log.cosigned" }.count == 2)

            // The log grows: its newest checkpoint has no signature yet, and the witnessed one stays published.
            try await world.sealEverything()
            let newest = try await visitor.get(Paths.logCheckpoint).body
            #expect(try world.checkpoint(newest).size > size && SignedNote.signatures(of: newest).count == 1)
            #expect(try world.checkpoint(await visitor.get(Paths.logWitnessed).body).size == size)
        }
    }

    @Test("the newest few signatures of a witness are kept, and an older one that is handed in again removes none")
    func bounded() async throws {
        try await World.with(.sqlite, edition: WitnessTests.watched) { world in
            let most = ProofQueries.cosignaturesKept
            var notes: [String] = []
            for round in 0..<most + 3 {
                try await world.writeHistory("uji-\(round)")
                try await world.sealEverything()
                notes.append(try await world.cosigned(by: DemoWitness.all[1]))
                #expect(try await world.handInCosignature(notes[round]).location == Paths.logWitnesses)
            }
            let sizes = try notes.map { try world.checkpoint($0).size }
            #expect(try await world.keptSizes() == sizes.suffix(most).reversed())
            for note in notes.reversed() { try await world.handInCosignature(note) }
            #expect(try await world.keptSizes() == sizes.suffix(most).reversed())
        }
    }

    @Test(
        "what is no witness's signature under a checkpoint of ours is refused with the reason, and stores nothing",
        arguments: Engine.tested)
    func hostile(engine: Engine) async throws {
        try await World.with(engine, edition: WitnessTests.watched) { world in
            try await world.writeHistory()
            try await world.sealEverything()
            let honest = try await world.cosigned(by: DemoWitness.all[1])
            let known = try world.checkpoint(honest)
            func refused(_ note: String, _ says: String, _ status: HTTPResponse.Status) async throws {
                let answer = try await world.handInCosignature(note)
                #expect(answer.status == status && answer.text.contains(says), "\(says): \(answer.text)")
                #expect(try await world.keptSizes() == [])
            }
            let unusable = HTTPResponse.Status.unprocessableContent
            try await refused("", "bukan titik bertanda tangan yang utuh", unusable)
            try await refused("<script>alert(1)</script>", "bukan titik bertanda tangan yang utuh", unusable)
            try await refused(String(repeating: honest, count: 40), "terlalu panjang", unusable)
            try await refused(honest.replacing("\n\(known.size)\n", with: "\n\(known.size + 1)\n"), "situs", unusable)
            let note = try await world.visitor().get(Paths.logCheckpoint).body
            try await refused(note, "Tidak ada tanda tangan saksi", unusable)
            let thief = try WitnessKey(witness: "auditor", bytes: Data(repeating: 9, count: 32))
            try await refused(world.cosigned(note, by: thief), "Tidak ada tanda tangan saksi", unusable)
            let stranger = try WitnessKey(witness: "orang", bytes: Data(repeating: 9, count: 32))
            try await refused(world.cosigned(note, by: stranger), "kantor, auditor, universitas", unusable)
            for away in [Span.days(-1), .hours(1)] {
                let at = world.dependencies.realNow() + away
                try await refused(
                    world.cosigned(note, by: DemoWitness.all[1].key, at: at), "Betulkan jam komputer Anda", .conflict)
            }
            // Signed by the site's own key: other numbers of records, and another root, which is proof of two logs.
            for (size, root, says) in [
                (known.size + 500, known.root, "tidak pernah menerbitkan"),
                (known.size, Data(repeating: 3, count: 32), "ini bukti dua log"),
            ] {
                let other = Checkpoint(origin: known.origin, size: size, root: root)
                let forged = try world.dependencies.seal.note(other)
                try await refused(world.cosigned(forged, by: DemoWitness.all[1].key), says, .conflict)
            }
            #expect(try await world.handInCosignature(honest).location == Paths.logWitnesses)
            // A line that SQL changed, or put under another checkpoint, is not shown.
            try await world.vandalise("UPDATE log_cosignature SET line = '— auditor AAAA'")
            #expect(try await world.visitor().get(Paths.logWitness("auditor")).status == .notFound)
            #expect(try await world.visitor().get(Paths.logWitnessed).status == .notFound)
            #expect(try await world.visitor().get(Paths.logWitnesses).text.contains("Belum pernah"))
        }
    }

    @Test("an edition without witnesses takes in no signature and says so")
    func unwatched() async throws {
        try await World.with(.sqlite) { world in
            try await world.writeHistory()
            try await world.sealEverything()
            let page = try await world.visitor().get(Paths.logWitnesses)
            #expect(page.status == .ok && page.text.contains("Edisi ini tidak memakai saksi"))
            let answer = try await world.visitor().post(
                Paths.logWitnesses, [(LogWitnessPage.field, "x")], seeing: Paths.proofs)
            #expect(answer.status == .conflict && answer.text.contains("tidak memakai saksi"))
            #expect(!(try await world.visitor().get(Paths.proofs).body.contains(Paths.logWitnesses)))
        }
    }
}

extension World {
    /// What `prakerja witness checkpoint` writes of the continuation that the site gives.
    fileprivate func cosigned(by witness: DemoWitness) async throws -> String {
        let tool = CheckpointWitness(key: witness.key, site: dependencies.seal.verifier)
        let continuation = try await visitor().get(Paths.logContinuation).body
        return try tool.cosign(continuation, after: nil, at: dependencies.realNow())
    }

    /// The note with a signature of this key, which the tool would refuse to make.
    fileprivate func cosigned(_ note: String, by key: WitnessKey, at: Instant? = nil) throws -> String {
        let hex = try #require(key.file.split(separator: "\n").last?.split(separator: " ").last)
        let bytes = try #require(Data(hex: String(hex)))
        let signed = try SignedNote.cosign(
            SignedNote.text(of: note), as: key.witness, with: .init(rawRepresentation: bytes),
            at: at ?? dependencies.realNow())
        return note + SignedNote.signatures(of: signed).map { $0 + "\n" }.joined()
    }

    @discardableResult
    fileprivate func handInCosignature(_ note: String) async throws -> Answer {
        try await visitor().post(Paths.logWitnesses, [(LogWitnessPage.field, note)])
    }

    fileprivate func uploadCosignature(_ note: String) async throws -> Answer {
        try await visitor().upload(
            Paths.logWitnesses, files: [(LogWitnessPage.fileField, "titik.txt", Data(note.utf8))])
    }

    /// Opened with the site's key.
    fileprivate func checkpoint(_ note: String) throws -> Checkpoint {
        try Checkpoint(note: note, verifier: dependencies.seal.verifier)
    }

    fileprivate func keptSizes() async throws -> [Int] {
        try await dependencies.database.read { tx in
            try tx.rows("SELECT size FROM log_cosignature ORDER BY size DESC").map { try $0["size"] }
        }
    }
}
