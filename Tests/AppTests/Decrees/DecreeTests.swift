import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Decree of a wave", .timeLimit(.minutes(2)))
struct DecreeTests {
    @Test("a decree above the budget is refused as a whole", arguments: Engine.tested)
    func aboveBudget(engine: Engine) async throws {
        let poor: @Sendable (String) -> String = { $0.replacing("budget: 20000000000000", with: "budget: 3549999") }
        try await World.with(engine, edition: poor) { world in
            try await world.advanceWaves()
            try await world.candidate().browser.join()
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            for act in [WaveAction.close, .draw, .draft, .sign] {
                #expect(try await ratna.browser.act(act).location == Paths.officeWave(1))
            }
            let refused = try await hendra.browser.act(.sign)
            #expect(refused.status == .conflict)
            #expect(refused.text.contains("Rp3.550.000") && refused.text.contains("Rp3.549.999"))
            #expect(try await world.wave().state == .drawn)
            #expect(try await world.available() == Rupiah(3_549_999))
            let (decree, trail) = try await world.dependencies.database.read { tx in
                let wave = try tx.waves.require(1, of: world.dependencies.edition.id).wave
                return (try tx.decrees.of(wave.id), try tx.audit.latest(subject: "wave:1", before: nil, limit: 1))
            }
            #expect(decree?.signatures.count == 1 && decree?.signedAt == nil)
            #expect(trail.first?.action == "decree.refused")
        }
    }
}
