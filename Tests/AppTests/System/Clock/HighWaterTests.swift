import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Ids of the future")
struct HighWaterTests {
    @Test("a high water that no node can have reached is not followed, and no id is ever negative")
    func source() {
        let now = Instant(milliseconds: 1_600_000_000_000)
        for strange in [Int64.max, -1, IDSource.ceiling(at: now)] {
            let ids = IDSource(node: 1, highWater: strange) { now }
            ids.advance(beyond: strange)
            let id: ID<Account> = ids.next()
            #expect(IDSource.instant(of: id.rawValue) == now, "\(strange)")
        }
        let ahead = IDSource.lowest(at: now + .hours(30))
        let ids = IDSource(node: 1) { now }
        ids.advance(beyond: ahead)
        #expect((ids.next() as ID<Account>).rawValue > ahead, "a clock that was wrong for a day")
    }

    @Test(
        "a node's row with an id of the far future leaves readings to be found, and `doctor` names it",
        .bug(
            id: "3.733",
            """
            A row of `node` with the highest number made every later id negative: readings and acts after it were on no \
            page, and were neither sealed nor missed.
            """),
        arguments: Engine.tested)
    func node(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (database, now) = (world.dependencies.database, world.clock.now())
            try await world.vandalise(
                """
                INSERT INTO node (number, owner, fence, high_water, leased_until)
                VALUES (900, 'x', 1, \(Int64.max), 0)
                """)
            let lease = try await NodeLeaseService.lease(
                in: database, realClock: world.clock.now, logger: world.dependencies.logger)
            let id: ID<Account> = lease.ids.next()
            #expect(IDSource.instant(of: id.rawValue) - now < .hours(1))
            #expect(try await database.read { try $0.nodes.incredible(at: now) } == [900])
        }
    }

    @Test(
        "a process that stops while it renews its node number ends well and releases the number",
        .bug(
            id: "5.797",
            """
            A site or worker that was stopped in the moment in which it renewed its node number ended with status 1, and \
            kept the number for two minutes.
            """),
        arguments: Engine.tested)
    func stopped(engine: Engine) async throws {
        try await World.with(engine) { world in
            let database = world.dependencies.database
            var numbers: Set<Int64> = []
            for milliseconds in 1...20 {
                var lease = try await NodeLeaseService.lease(
                    in: database, realClock: world.clock.now, logger: world.dependencies.logger)
                let id: ID<Account> = lease.ids.next()
                numbers.insert(id.rawValue >> 12 & 1_023)
                lease.interval = .zero
                let running = Task { [lease] in try await lease.run() }
                try await Task.sleep(for: .milliseconds(milliseconds))
                running.cancel()
                try await running.value
                world.clock.advance(.seconds(1))
            }
            #expect(numbers.count == 1, "\(numbers)")
        }
    }

    @Test("a row with a negative id is named by the verification of the log", arguments: Engine.tested)
    func negative(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.writeHistory()
            world.clock.advance(.minutes(10))
            try await world.sealEverything()
            try await world.vandalise(
                """
                INSERT INTO audit_event (id, at, programme_at, actor_kind, actor_id, action, subject, detail)
                VALUES (-5, 1, 1, 'system', NULL, 'wave.opened', 'wave:1', '{}')
                """)
            #expect(try await world.verifyLog().findings.contains(.unlogged(.audit, -5)))
        }
    }

    @Test("the real clock of an installation follows no lead that the database names")
    func lead() async throws {
        try await World.with(.sqlite) { world in
            let (database, now) = (world.dependencies.database, world.clock.now)
            try await database.transaction { try $0.clock.setLead(.days(40), since: now(), was: nil) }
            let installation = try await ProgrammeClock.restored(
                from: database, start: nil, isMovable: false, realNow: now)
            #expect(installation.lead == .zero)
            let demo = try await ProgrammeClock.restored(from: database, start: nil, realNow: now)
            #expect(demo.lead == .days(40))
        }
    }

    @Test(
        "a reading of an unknown kind is shown as such, to the person and to auditors",
        .bug(
            id: "3.734",
            "One inserted reading that cannot be deleted answered the auditors' and the person's pages with an error."),
        arguments: Engine.tested)
    func unknownKind(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            let wayan = try await world.officer([.auditor], "wayan")
            let id = IDSource.lowest(at: world.clock.now())
            try await world.vandalise(
                """
                INSERT INTO access_reading (id, at, programme_at, officer_id, account_id, kind, work, reason, address,
                    slot)
                VALUES (\(id), \(world.clock.now()), 1, \(wayan.id), \(siti.person), 'zzz', 'photo:5', '', '::1', 1)
                """)
            let own = try await world.browser(of: siti.person).get(Paths.whoLooked)
            #expect(own.status == .ok && own.text.contains("Tidak dikenal versi ini"), "\(own.text)")
            #expect(try await wayan.browser.get(Paths.officeAccess).status == .ok)
        }
    }
}
