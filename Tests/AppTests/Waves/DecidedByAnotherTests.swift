import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Proposals about a wave, decided by another officer")
struct DecidedByAnotherTests {
    private static let nik = "8271015203950009"

    @Test(
        "the statement that approves a postponement or an end leaves out the proposer, their twin and their duty",
        .bug(
            id: "5.523",
            """
            The statements that approve a postponement and an end without a draw did not ask whether the second officer \
            was another one; only the rule before them did.
            """),
        arguments: Engine.tested)
    func approved(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let wave = try await world.wave()
            let (ratna, twin, rini) = (
                try await world.officer("Ratna", .operations), try await world.officer("Rani", .operations),
                try await world.officer("Rini", .operations)
            )
            for officer in [ratna.id, twin.id] { try await world.state(Self.nik, of: officer) }
            let proposer = Signatory(officer: ratna.id, duty: .waveManager)
            let refused = [
                Signatory(officer: ratna.id, duty: .programmeManager),
                Signatory(officer: twin.id, duty: .programmeManager), Signatory(officer: rini.id, duty: .waveManager),
            ]
            let right = Signatory(officer: rini.id, duty: .programmeManager)
            let now = world.dependencies.clock.now()
            try await world.dependencies.database.transaction { [ids = world.dependencies.ids] tx in
                let (later, ending): (ID<PostponementProposal>, ID<AbandonmentProposal>) = (ids.next(), ids.next())
                let postponement = PostponementProposal(
                    id: later, wave: wave.id, was: wave.announcesAt, becomes: wave.announcesAt + .days(1),
                    reason: "Server pengundi rusak", by: proposer, at: now)
                let end = AbandonmentProposal(
                    id: ending, wave: wave.id, reason: "Kunci saksi hilang", by: proposer, at: now)
                let areProposed = (try tx.postponements.propose(postponement), try tx.abandonments.propose(end))
                #expect(areProposed.0 && areProposed.1)
                for second in refused {
                    let isPostponed = try tx.postponements.decide(later, approved: true, by: second, at: now)
                    let isEnded = try tx.abandonments.decide(ending, approved: true, by: second, at: now)
                    #expect(!isPostponed && !isEnded)
                }
                let isPostponed = try tx.postponements.decide(later, approved: true, by: right, at: now)
                // The author may withdraw, because that changes nothing.
                let isWithdrawn = try tx.abandonments.decide(ending, approved: false, by: proposer, at: now)
                #expect(isPostponed && isWithdrawn)
            }
        }
    }
}
