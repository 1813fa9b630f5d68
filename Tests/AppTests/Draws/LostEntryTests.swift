import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("An entry that no copy has", .timeLimit(.minutes(3)))
struct LostEntryTests {
    @Test(
        "its wave is not sealed by any officer, who reads why and what to do; its holder's receipt still has its record",
        arguments: Engine.tested)
    func waits(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let (siti, budi) = (try await world.candidate(), try await world.candidate())
            for person in [siti, budi] { try await person.browser.join() }
            let mine = try await budi.browser.get(Paths.myEntry(1)).text
            let receipt = String(try #require(mine.firstMatch(of: /PRK1-[\w-]+/)).output)
            try await world.sealEverything()
            try await world.vandalise("DELETE FROM entry WHERE person_id = \(budi.id)")
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            let ratna = try await world.officer("Ratna", .operations)
            for _ in 0..<2 {
                let refused = try await ratna.browser.act(.draw)
                #expect(refused.status == .conflict, "\(refused.status)")
                #expect(refused.text.contains("Keikutsertaan yang diubah di luar aplikasi"), "\(refused.text)")
                #expect(refused.text.contains("memulihkannya dari cadangan"))
                #expect(try await world.wave().state == .closed)
            }
            let checked = try await world.visitor().post(
                Paths.proofs, [(ProofPage.field, receipt)], seeing: Paths.proofs)
            #expect(checked.text.contains("Tanda terima ini asli"))
            #expect(checked.body.contains(Paths.missingEntry(1)), "it can be reported before the draw")
            let found = try await world.verifyRecords()
            #expect(found.contains { $0.contains("is gone, although its person joined") }, "\(found)")
        }
    }
}
