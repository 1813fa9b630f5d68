import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Waves that were changed by other means", .timeLimit(.minutes(3)))
struct ChangedWaveTests {
    @Test(
        "a wave whose quota or dates SQL changed is neither drawn, decreed nor announced, until it is right again",
        .bug(
            id: "3.646",
            "A wave's quota could be raised by SQL before its draw: more people were selected, and nothing found it."),
        arguments: Engine.tested)
    func quota(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            for _ in 1...3 { try await world.candidate().browser.join() }
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            try await world.bindEarlier()
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            try await world.expectStopped("quota", at: .closed) { try await ratna.browser.act(.draw) }
            try await ratna.browser.act(.draw)
            #expect(try await world.wave().state == .drawn)
            try await world.expectStopped("announces_at", at: .drawn) { try await ratna.browser.act(.draft) }
            try await ratna.browser.act(.draft)
            try await ratna.browser.act(.sign)
            try await world.expectStopped("quota", at: .drawn) { try await hendra.browser.act(.sign) }
            try await hendra.browser.act(.sign)
            #expect(try await world.wave().state == .decreed)
            world.clock.set(try await world.wave().announcesAt + .minutes(1))
            try await world.vandalise("UPDATE wave SET quota = quota + 1 WHERE number = 1")
            await #expect(throws: RecordRefusal.waveChanged) {
                try await WaveActions(dependencies: world.dependencies).announce(1, by: .system)
            }
            try await world.advanceWaves()
            #expect(try await world.wave().state == .decreed)
            try await world.vandalise("UPDATE wave SET quota = quota - 1 WHERE number = 1")
            try await world.advanceWaves()
            #expect(try await world.wave().state == .announced)
            #expect(try await world.verifyRecords() == [])
        }
    }
}

extension World {
    /// Expects that the act is refused while SQL has changed this column of the wave, and that audit verify names it.
    fileprivate func expectStopped(
        _ column: String, at state: Wave.State, _ act: () async throws -> Answer
    ) async throws {
        let (more, less) = (
            SQL(stringLiteral: "UPDATE wave SET \(column) = \(column) + 1 WHERE number = 1"),
            SQL(stringLiteral: "UPDATE wave SET \(column) = \(column) - 1 WHERE number = 1")
        )
        try await vandalise(more)
        let answer = try await act()
        #expect(
            answer.status == .conflict && answer.text.contains("diubah di luar aplikasi"), "\(state) \(answer.status)")
        try await advanceWaves()
        #expect(try await wave().state == state)
        #expect(try await verifyRecords().contains { $0.hasPrefix("plan of wave ") })
        try await vandalise(less)
    }
}
