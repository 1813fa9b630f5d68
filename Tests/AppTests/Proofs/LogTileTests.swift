import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The log as tiles")
struct PublishedLogTests {
    @Test(
        "the tiles recompute the root of the signed checkpoint, and a tile that is not whole yet is not found",
        .bug(
            id: "2.689",
            "No reader could compute that a checkpoint continues an earlier one: the log's hashes were not published."),
        arguments: Engine.tested)
    func tiles(engine: Engine) async throws {
        try await World.with(engine) { world in
            for number in 0..<22 { try await world.writeHistory("uji\(number)") }
            try await world.sealEverything()
            let visitor = world.visitor()
            let note = try await visitor.get(Paths.logCheckpoint).body
            let checkpoint = try Checkpoint(note: note, verifier: world.dependencies.seal.verifier)
            #expect(checkpoint.at == nil && checkpoint.size > LogTile.widest && checkpoint.size < 2 * LogTile.widest)
            func hashes(_ tile: String) async throws -> [Data] {
                let bytes = Data(try await visitor.get(Paths.logTiles + tile).bytes)
                return stride(from: 0, to: bytes.count, by: 32).map { Data(bytes.dropFirst($0).prefix(32)) }
            }
            let rest = checkpoint.size - LogTile.widest
            let (whole, part) = (try await hashes("0/000"), try await hashes("0/001.p/\(rest)"))
            #expect(whole.count == LogTile.widest && part.count == rest)
            #expect(MerkleTree(leafHashes: whole + part).root == checkpoint.root)
            for _ in 0..<2 {
                #expect(try await hashes("1/000.p/1") == [MerkleTree(leafHashes: whole).root], "also where it is kept")
            }
            for tile in [
                "0/001", "0/001.p/\(rest + 1)", "1/000", "0/002.p/1", "0/x000/000", "9/000", "0/a", "entries/001",
                "entries/0", "entries/x000/000", "entries/001.p/\(rest + 1)",
            ] {
                #expect(try await visitor.get(Paths.logTiles + tile).status == .notFound, "\(tile)")
            }
        }
    }

    @Test(
        "the holder of a receipt gets the proof as a file, and checks it with the key alone",
        .bug(id: "2.690", "A receipt could be checked only by asking the site that had issued it."),
        arguments: Engine.tested)
    func receipt(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let siti = try await world.candidate()
            try await siti.browser.join()
            try await world.candidate().browser.join()
            let page = try await siti.browser.get(Paths.myEntry(1)).text
            let receipt = String(try #require(page.firstMatch(of: /PRK1-[\w-]+/)).output)
            try await world.sealEverything()
            let answer = try await world.visitor().post(
                Paths.proofs, [(ProofPage.field, receipt)], seeing: Paths.proofs)
            #expect(answer.text.contains("Unduh buktinya sebagai berkas"))
            let file = try await world.visitor().post(
                Paths.receiptProof, [(ProofPage.field, receipt)], seeing: Paths.proofs)
            let verifier = world.dependencies.seal.verifier
            let proof = try LogProof(text: file.body)
            #expect(try proof.verify(verifier).size > proof.index)
            let changed = try await world.visitor().post(
                Paths.receiptProof, [(ProofPage.field, receipt + "A")], seeing: Paths.proofs)
            #expect(changed.status == .notFound)

            try await Shipped.inDirectory { directory in
                let path = directory.appending(path: "tanda-terima.tlog-proof")
                func checked(_ text: String, _ receipt: String) async throws -> Shipped {
                    try text.write(to: path, atomically: true, encoding: .utf8)
                    return try await Shipped.run([
                        "audit", "receipt", path.path, "--receipt", receipt, "--key", "\(verifier)",
                    ])
                }
                let right = try await checked(proof.text, receipt)
                #expect(
                    right.status == 0 && right.output.hasPrefix("✓ this receipt is the programme's"), "\(right.errors)")
                let other = try await checked(proof.text.replacing("index ", with: "index 1"), receipt)
                #expect(other.status != 0 && other.errors.contains("the leaf is not in the log"), "\(other.errors)")
                let stranger = JoinReceipt(wave: 1, arrivedAt: world.clock.now(), entry: Data(repeating: 9, count: 16))
                let foreign = try await checked(proof.text, world.dependencies.seal.text(of: stranger))
                #expect(foreign.status != 0 && foreign.errors.contains("the proof of another act"), "\(foreign.errors)")
            }
        }
    }
}
