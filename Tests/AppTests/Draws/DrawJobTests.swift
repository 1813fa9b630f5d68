import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The job that draws a large wave", .timeLimit(.minutes(2)))
struct DrawJobTests {
    @Test(
        "a job that SQL put in seals and draws no wave in an officer's name",
        .bug(
            id: "5.839",
            """
            The job that draws a large wave named the officer in its own row: one that SQL put in had the wave sealed and \
            drawn, and the log said for ever that this officer had done it.
            """),
        arguments: Engine.tested)
    func job(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.closedWave(leaving: true)
            let ratna = try await world.officer("Ratna", .operations)
            let job = DrawWave(wave: 1, officer: ratna.id)
            guard case .giveUp = try await job.run(on: world.dependencies) else {
                Issue.record("a wave was drawn for which no officer asked")
                return
            }
            #expect(try await !world.auditedActions().contains("wave.sealed"))
            try await world.vandalise(
                """
                INSERT INTO audit_event (id, at, programme_at, actor_kind, actor_id, action, subject, detail)
                VALUES (\(Int64.max - 5), 1, 1, 'officer', \(ratna.id), \(DrawWave.asked), 'wave:1', '{}')
                """)
            guard case .giveUp = try await job.run(on: world.dependencies) else {
                Issue.record("a wave was drawn by an event that SQL put in")
                return
            }
            try await world.vandalise("DELETE FROM audit_event WHERE id = \(Int64.max - 5)")
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                let wave = try tx.waves.require(1, of: dependencies.edition.id).wave
                try tx.audit.record(
                    AuditEvent(DrawWave.asked, subject: wave.subject), by: .officer(ratna.id),
                    at: dependencies.moment(), ids: dependencies.ids)
            }
            _ = try await job.run(on: world.dependencies)
            #expect(try await world.auditedActions().contains("wave.sealed"))
        }
    }
}
