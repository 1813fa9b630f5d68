import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Rows that the log takes late")
struct LateRowTests {
    @Test(
        "rows written while no server runs wait for the sealer, and a row inserted behind it is still found",
        .bug(
            id: "5.200",
            "`audit verify` called every row tampered with that was written while no server had run for a minute."),
        arguments: Engine.tested)
    func unsealedYet(engine: Engine) async throws {
        try await World.with(engine) { world in
            let begun = world.clock.now()
            try await world.writeHistory()
            let before = try await world.verifyLog()
            #expect(before.findings == [] && before.waiting == WaitingRows(count: LogTests.rows, since: begun))
            let told = before.delay(at: begun + .minutes(1))
            #expect(told == "14 rows wait to be sealed since \(begun); start the server")
            #expect(before.delay(at: begun + .seconds(59)) == nil)

            world.clock.advance(.minutes(10))
            try await world.sealEverything()
            #expect(try await world.verifyLog().waiting == .none)
            try await world.writeHistory("lagi")
            let forged = IDSource.lowest(at: begun + .minutes(2))
            try await world.vandalise(
                """
                INSERT INTO audit_event (id, at, programme_at, actor_kind, actor_id, action, subject, detail)
                VALUES (\(forged), 1, 1, 'system', NULL, 'wave.opened', 'wave:1', '{}')
                """)
            let after = try await world.verifyLog()
            // Nothing newer is sealed, so its code shows it, and not its place.
            #expect(after.findings == [.withoutCode(.audit, forged)] && after.waiting.count == LogTests.rows)
            try await world.sealEverything()
            #expect(try await world.verifyLog().findings == [.withoutCode(.audit, forged)])
        }
    }

    @Test(
        "rows of a server whose clock is behind are sealed, and are no sign of tampering",
        .bug(
            id: "5.209",
            """
            A server whose clock was set back, or was five minutes behind another's, wrote rows with ids below the line \
            at which the log was closed: they were never sealed, and `audit verify` called them tampered with for ever.
            """),
        arguments: Engine.tested)
    func clockBehind(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.writeHistory()
            world.clock.advance(.minutes(30))
            try await world.sealEverything()
            let behind = world.clock.now() - .hours(24)
            let nodeLease = try await NodeLeaseService.lease(
                in: world.dependencies.database, mark: RowMark(world.dependencies.vault), realClock: { behind },
                logger: world.dependencies.logger)
            try await world.dependencies.database.transaction { tx in
                try tx.audit.record(
                    AuditEvent("wave.opened", subject: "wave:1"), by: .system,
                    at: Moment(programme: behind, real: behind), ids: nodeLease.ids)
            }
            try await world.sealEverything()
            let result = try await world.verifyLog()
            #expect(result.findings == [] && result.frontier.count == LogTests.rows + 1)
        }
    }
}
