import Foundation
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Stored public randomness", .timeLimit(.minutes(3)))
struct StoredBeaconTests {
    @Test(
        "public randomness that was put into the database by SQL draws no wave",
        .bug(
            id: "3.331",
            "A person who could write to the database chose a draw's outcome by inserting a value of public randomness."
        ),
        arguments: Engine.tested)
    func inserted(engine: Engine) async throws {
        try await World.with(engine, edition: WitnessTests.watched) { world in
            try await world.advanceWaves()
            try await world.candidate().browser.join()
            for witness in DemoWitness.all { try await world.handIn(world.lock(of: witness)) }
            try await world.closeAndSeal()
            for witness in DemoWitness.all { #expect(try await world.show(witness).accepted) }
            for witness in DemoWitness.all { #expect(try await world.sign(witness).accepted) }
            let board = try await world.board()
            let attempt = try #require(board.attempt)
            world.clock.set(attempt.roundAt)
            let key = BLS12381.SigningKey(seed: Data("orang lain".utf8), suite: .shortSignatures)
            let signature = key.signature(of: BeaconScheme.unchained.message(round: attempt.round, previous: nil))
            let value = BeaconValue(
                round: attempt.round, randomness: BeaconKey.randomness(of: signature).hex, signature: signature.hex)
            let database = world.dependencies.database
            let isStored = try await database.transaction { tx in
                try tx.witnesses.note(value, in: board.wave.id, at: attempt.roundAt)
            }
            #expect(isStored)
            await #expect(throws: Inconsistency.self) {
                try await DrawActions(dependencies: world.dependencies).drawSealed(1, by: .system)
            }
            #expect(try await world.wave().state == .sealed)
            let deleted = try await database.transaction { tx in try tx.run("DELETE FROM draw_beacon") }
            #expect(deleted == 1)
            try await world.tick()
            #expect(try await world.wave().state == .drawn)
        }
    }
}
