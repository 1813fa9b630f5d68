import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The account of a wave's money")
struct WaveBooksTests {
    @Test(
        "neither a decree nor cards are paid by another account than the wave was planned with",
        .bug(
            id: "5.960",
            "SQL that gave a wave another one's account for the moment of a decree or an issue paid it with that wave's money."
        ),
        arguments: Engine.tested)
    func account(engine: Engine) async throws {
        try await World.with(engine) { world in
            let drawn = try await world.drawnForDecree()
            let decrees = DecreeActions(dependencies: world.dependencies)
            let own = try await world.wave().books.description
            try await world.vandalise("UPDATE wave SET books = '77' WHERE number = 1")
            await #expect(throws: RecordRefusal.waveChanged) { try await decrees.draft(1, by: drawn.ratna) }
            try await world.vandalise("UPDATE wave SET books = \(own) WHERE number = 1")
            try await world.decree(drawn)
            let wave = try await world.wave()
            world.clock.set(wave.announcesAt)
            try await WaveActions(dependencies: world.dependencies).announce(1, by: .system)
            try await world.vandalise("UPDATE wave SET books = '77' WHERE number = 1")
            await #expect(throws: RecordRefusal.waveChanged) {
                _ = try await IssueCards(wave: wave.id, decreedAt: wave.announcesAt).run(on: world.dependencies)
            }
            #expect(try await world.card(of: drawn.siti.id) == nil)
            try await world.vandalise("UPDATE wave SET books = \(own) WHERE number = 1")
            try await world.settle()
            #expect(try await world.card(of: drawn.siti.id) != nil)
            #expect(try await world.verifyRecords() == [])
        }
    }
}
