import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

/// What an attacker sends to the public pages of proofs. Each is answered clearly, and none as a fault of the server.
@Suite("Forged requests to the pages of proofs", .timeLimit(.minutes(3)))
struct ForgedRequestTests {
    @Test("tiles, bundles and continuations: an address that is none, beyond the log or huge is not found")
    func addresses() async throws {
        try await World.with(.sqlite) { world in
            try await world.writeHistory()
            try await world.sealEverything()
            let visitor = world.visitor()
            let size = try Checkpoint(
                note: await visitor.get(Paths.logCheckpoint).body, verifier: world.dependencies.seal.verifier
            ).size
            for tile in [
                "0/999", "0/x999/x999/x999/999", "0/x999/x999/x999/x999/999", "5/000", "5/x999/999.p/1", "6/000",
                "-1/000",
                "9223372036854775807/000", "0/9223372036854775808", "0/000.p/0", "0/000.p/256", "0/000.p/\(size + 1)",
                "0/000.p/9223372036854775808", "0/000.p/-1", "0/000.p/1/2", "0/%2e%2e/000", "0/%00", "0/000%0a",
                "00/000",
                "0/0", "entries/999", "entries/000.p/\(size + 1)", "entries/000.p/256", "entries/x000/000",
                "entries/-01",
                "entries/%2e%2e", "entries/9223372036854775808", "entries/000.p/99999999999999999999",
            ] {
                let answer = try await visitor.get(Paths.logTiles + tile)
                #expect(answer.status == .notFound || answer.status == .badRequest, "\(tile): \(answer.status)")
            }
            for from in [
                "-1", "+1", "1e1", "0x1", "1.0", "satu", "%D9%A1", "\(size + 1)", "1000000000001",
                "9223372036854775807",
                "9223372036854775808", "99999999999999999999999999", "%00", "1,2",
            ] {
                let answer = try await visitor.get("\(Paths.logContinuation)?dari=\(from)")
                #expect(answer.status == .notFound || answer.status == .badRequest, "\(from): \(answer.status)")
            }
            for witness in ["", "%00", "..", "%2e%2e%2fcheckpoint", String(repeating: "a", count: 3_000)] {
                let answer = try await visitor.get("/bukti/log/saksi/\(witness)")
                #expect((400..<500).contains(answer.status.code), "\(witness.prefix(20)): \(answer.status)")
            }
            // What the site does give verifies: from each size to the latest, and from the latest to itself.
            for old in [0, 1, 2, size - 1, size] {
                let text = try await visitor.get("\(Paths.logContinuation)?dari=\(old)").body
                let read = try LogContinuation(text: text)
                #expect(read.old == old && read.path.isEmpty == (old == 0 || old == size))
            }
        }
    }

    @Test(
        "receipts: one with our signature and no record is called so, and not said to be sealed in a moment",
        .bug(
            id: "5.865",
            """
            A receipt that the site had signed, and whose act was gone or never was, was called genuine and “sealed in a \
            moment” for ever.
            """),
        arguments: Engine.tested)
    func receipts(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let siti = try await world.candidate()
            try await siti.browser.join()
            let page = try await siti.browser.get(Paths.myEntry(1)).text
            let honest = String(try #require(page.firstMatch(of: /PRK1-[\w-]+/)).output)
            func answer(_ receipt: String) async throws -> Answer {
                try await world.visitor().post(Paths.proofs, [(ProofPage.field, receipt)], seeing: Paths.proofs)
            }
            #expect(try await answer(honest).text.contains("Tanda terima ini asli"))

            let (seal, now) = (world.dependencies.seal, world.clock.now())
            let entry = Data(repeating: 9, count: 16)
            for wave in [1, 2, 9_999] {
                let stranger = try seal.text(of: JoinReceipt(wave: wave, arrivedAt: now, entry: entry))
                let found = try await answer(stranger)
                #expect(
                    found.status == .ok && found.text.contains("Catatan tanda terima ini tidak ada"), "\(found.text)")
                #expect(!found.text.contains("ini asli") && !found.text.contains("Sebentar lagi"))
                let proof = try await world.visitor().post(
                    Paths.receiptProof, [(ProofPage.field, stranger)], seeing: Paths.proofs)
                #expect(proof.status == .notFound)
            }
            for (wave, at) in [
                (0, now), (10_000, now), (4_294_967_295, now),
                (1, Instant(milliseconds: .min)), (1, Instant(milliseconds: -1)),
            ] {
                let impossible = try seal.text(of: JoinReceipt(wave: wave, arrivedAt: at, entry: entry))
                #expect(try await answer(impossible).status == .unprocessableContent, "\(wave), \(at.milliseconds)")
            }
            for forged in [
                "", "PRK1-", "PRK1", honest + honest, honest.lowercased(), honest + "=", String(honest.dropLast()),
                honest.replacing("PRK1-", with: "PRK2-"), "PRK1-" + String(repeating: "A", count: 123), "<b>PRK1-</b>",
                String(repeating: "PRK1-", count: 1_000),
            ] {
                let refused = try await answer(forged)
                #expect(refused.status == .unprocessableContent, "\(forged.prefix(30)): \(refused.status)")
                #expect(refused.text.contains("tanda terima"), "the field says what to do")
                let proof = try await world.visitor().post(
                    Paths.receiptProof, [(ProofPage.field, forged)], seeing: Paths.proofs)
                #expect(proof.status == .notFound, "\(forged.prefix(30))")
            }
        }
    }

    @Test(
        "/bukti/saksi: what another key, another log or a careless copy made is refused in words, and nothing is kept")
    func cosignatures() async throws {
        try await World.with(.sqlite, edition: WitnessTests.watched) { world in
            try await world.writeHistory()
            try await world.sealEverything()
            let note = try await world.visitor().get(Paths.logCheckpoint).body
            let witness = DemoWitness.all[1]
            let text = try SignedNote.text(of: note)
            let tool = CheckpointWitness(key: witness.key, site: world.dependencies.seal.verifier)
            let continuation = try await world.visitor().get(Paths.logContinuation).body
            let cosigned = try tool.cosign(continuation, after: nil, at: world.dependencies.realNow())
            let line = try #require(SignedNote.signatures(of: cosigned).last)
            let size = try Checkpoint(text: text).size
            let huge = try world.dependencies.seal.note(text.replacing("\n\(size)\n", with: "\n1000000000000\n"))
            let paper = try world.dependencies.seal.note("prakerja-draw-receipt-1\nedition 2020\nwave 1\n")
            let honest = "\(note)\(line)\n"
            for (name, forged) in [
                ("the signature alone", line), ("the text alone", text), ("two notes", honest + honest),
                ("a line between", honest.replacing(line, with: "catatan\n\(line)")),
                ("the text twice", text + honest),
                ("a size with a zero", honest.replacing("\n\(size)\n", with: "\n0\(size)\n")),
                ("a huge size", "\(huge)\(line)\n"),
                ("a size that no number holds", honest.replacing("\n\(size)\n", with: "\n9223372036854775808\n")),
                ("a negative size", honest.replacing("\n\(size)\n", with: "\n-\(size)\n")),
                ("a time of its own", honest.replacing("\n\n", with: "\nat 2020-04-16T09:00:00.000Z\n\n")),
                ("no signature of the site", "\(text)\n\(line)\n"), ("no line feed", honest.replacing("\n", with: " ")),
                ("a byte order mark", "\u{FEFF}" + honest),
                ("a draw's paper", paper),
            ] {
                let answer = try await world.visitor().post(Paths.logWitnesses, [(LogWitnessPage.field, forged)])
                #expect(
                    answer.status == .unprocessableContent || answer.status == .conflict, "\(name): \(answer.status)")
                #expect(try await world.keptCosignatures() == 0, "\(name)")
            }
            // The same signature twice below one text, or in a file with CRLF, is one signature.
            let twice = honest + line + "\n"
            for right in [twice, honest.replacing("\n", with: "\r\n")] {
                let answer = try await world.visitor().post(Paths.logWitnesses, [(LogWitnessPage.field, right)])
                #expect(answer.location == Paths.logWitnesses, "\(answer.status)")
            }
            #expect(try await world.keptCosignatures() == 1)
        }
    }

    @Test("a paper that stands elsewhere in another form: each of the two is told apart by its signature or its digest")
    func copies() async throws {
        try await World.with(.sqlite, edition: World.witnessesLost) { world in
            try await world.failForDays()
            let (visitor, seal) = (world.visitor(), world.dependencies.seal)
            let statement = try await visitor.get(Paths.drawStatement(1)).body
            // A second list under the site's own signature: both together are proof.
            let root = try DrawStatement(text: SignedNote.text(of: statement)).root.hex
            let other = try SignedNote.text(of: statement).replacing(root, with: String(repeating: "0", count: 64))
            let why = try SignedStatement.contradiction(
                DrawStatement(text: SignedNote.text(of: statement)), DrawStatement(text: other))
            #expect(why?.contains("root ") == true)
            // The annex: one character more, and its signature does not fit.
            let annex = try await visitor.get(Paths.drawAnnex(1)).body
            #expect(try Annex(note: annex).digest == world.edition.annex?.digest)
            for changed in [
                annex.replacing("en State auditor", with: "en State Auditor"), annex + "\n", annex + "x\n",
                "\u{FEFF}" + annex, annex.replacing("\n", with: "\r\n"),
            ] {
                #expect(changed != annex && (try? Annex(note: changed)) == nil)
            }
            // A receipt that the site signs a second time without what the first one had: the tool names it.
            let path = Paths.witnessReceipt(1, "auditor")
            let kept = try await visitor.get(path).body
            let full = try WitnessReceipt(text: SignedNote.only(kept, with: seal.verifier))
            let auditor = DemoWitness.all[1]
            let signer = try WitnessSigner(key: auditor.key, edition: world.edition)
            // The tool's memory has the attempt that it signed; one without it is an older copy, or the key is stolen.
            let older = WitnessMemory(of: "auditor")
            let received = try #require(full.papers.first { $0.kind == .signature }).at
            #expect(throws: WitnessFault.notOwn(attempt: 1, received)) {
                try signer.receipt(kept, after: kept, memory: older)
            }
            let first = try await visitor.get(Paths.attemptStatement(1, 1)).body
            let sealed = try DrawStatement(text: SignedNote.text(of: first)).times.sealed
            var acted = older
            _ = try signer.cosign(
                auditor.note(of: 1, edition: world.edition), statement: first, at: sealed, memory: &acted)
            let memory = acted
            #expect(try signer.receipt(kept, after: kept, memory: memory) == full)
            let lost: [(WitnessReceipt.Paper.Kind, String)] = [
                (.commitment, "its secret is not the one of its commitment"),
                (.secret, "an earlier receipt had your secret"),
                (.signature, "it does not have your signature of attempt 1"),
            ]
            for (kind, why) in lost {
                let poor = WitnessReceipt(
                    edition: full.edition, wave: full.wave, witness: full.witness,
                    papers: full.papers.filter { $0.kind != kind })
                let note = try seal.note(poor.text)
                #expect {
                    try signer.receipt(note, after: kept, memory: memory)
                } throws: { error in
                    "\(error)".contains(why)
                }
            }
            #expect(throws: WitnessFault.self) { try signer.receipt(kept + kept, after: nil, memory: memory) }
        }
    }
}

extension World {
    fileprivate func keptCosignatures() async throws -> Int {
        try await dependencies.database.read { try $0.rows("SELECT size FROM log_cosignature").count }
    }
}
