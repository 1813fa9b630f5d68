import Crypto
import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("What a sealed list was made from", .timeLimit(.minutes(3)))
struct DrawOriginTests {
    @Test(
        "the statement says how many joined, left and were removed, by province, and the site signs it",
        .bug(
            id: "2.676",
            "Entries taken out between closing and sealing were invisible: no figure said how many had joined."),
        arguments: Engine.tested)
    func figures(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            for number in 0..<5 {
                let person = try await world.candidate(priority: number == 0)
                try await person.browser.join()
                if number == 4 {
                    #expect(
                        try await person.browser.post(Paths.leaveWave(1), [], seeing: Paths.myEntry(1)).location != nil)
                }
            }
            try await world.closeAndSeal()
            let edition = world.dependencies.edition
            let note = try await world.statement()
            let text = try SignedNote.open(note, with: world.dependencies.seal.verifier)
            let statement = try DrawStatement(text: text)
            let origin = try #require(statement.origin)
            #expect(origin.joined == 5 && origin.withdrawn == 1 && origin.removed.isEmpty && statement.entries == 4)
            #expect(origin.edition == edition.digest && origin.annex == nil && origin.order != nil)
            #expect(origin.people == [.init(province: 82, entries: 4)])
            #expect(throws: Never.self) { try statement.check(edition: edition) }
            // What the verifier without our code reads.
            let canonical = try await world.visitor().get(Paths.editionCanonical(edition.id)).body
            #expect(Data(SHA256.hash(data: Data(canonical.utf8))) == edition.digest)
            #expect(try await world.visitor().get(Paths.drawChecker).body.contains("docs/draw.md"))
        }
    }

    @Test(
        "a server without the verifier that visitors download does not start",
        .bug(id: "5.354", "Where the file of the independent verifier was missing, its address answered 404, silently.")
    )
    func checker() throws {
        #expect(try WitnessPages.readChecker().contains("docs/draw.md"))
        let fault = #expect(throws: BootFault.self) {
            try WitnessPages.readChecker(FileManager.default.temporaryDirectory.appending(path: "tidak-ada"))
        }
        #expect(try #require(fault).description.contains("Public/periksa.py cannot be read"))
    }

    @Test(
        "auditors are shown the second secret after the draw, and any ticket or salt that does not follow from it",
        arguments: Engine.tested)
    func order(engine: Engine) async throws {
        let limited: @Sendable (String) -> String = {
            $0.replacing("onceInALifetime: true", with: "onceInALifetime: true\n  beneficiariesPerFamilyCard: 2")
        }
        for edition in [{ $0 }, limited] as [@Sendable (String) -> String] {
            try await World.with(engine, edition: edition) { world in
                try await world.advanceWaves()
                for _ in 0..<3 { try await world.candidate(household: 7).browser.join() }
                for _ in 0..<2 { try await world.candidate().browser.join() }
                let acts = DrawActions(dependencies: world.dependencies)
                await #expect(throws: WaveRefusal.wrongState(is: .open, expected: .drawn)) {
                    try await acts.showOrder(1, by: .system)
                }
                try await world.closeAndSeal()
                let shown = try #require(try await acts.showOrder(1, by: .system))
                #expect(shown.difference == nil)
                let board = try await world.board()
                #expect(board.statement?.origin?.order == shown.commitment)
                #expect(shown.secret.commitment(edition: board.edition, wave: 1) == shown.commitment)
            }
        }
    }
}
