import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// An officer with the database's password looks at a person and deletes the trace before anything has read it.
@Suite("Traces deleted at once", .timeLimit(.minutes(2)))
struct DeletedTraceTests {
    @Test(
        "a reading that SQL deletes before it is sealed is recorded again, and `audit verify` names it",
        .bug(
            id: "5.432",
            """
            A reading that was deleted within the second before the sealer read it left no trace, and neither did an \
            officer's act.
            """),
        arguments: Engine.tested)
    func deleted(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted(1)
            let person = try await world.id(of: siti)
            let photo = try await world.firstPhoto()
            let wulan = try await world.officer(.verifier, "wulan")
            try await wulan.browser.get(Paths.photoReviewImage(photo))
            try await world.sealEverything()
            #expect(try await world.lookForTraces() == 0)
            #expect(try await world.verifyRecords() == [])

            world.clock.advance(AccessWindow.span)
            try await wulan.browser.get(Paths.photoReviewImage(photo))
            try await world.vandalise("DELETE FROM access_reading WHERE at = \(world.dependencies.realNow())")
            #expect(try await world.lookForTraces() > 0)
            // The event goes the same way, as often as it is deleted.
            for _ in 1...2 {
                try await world.vandalise("DELETE FROM audit_event WHERE action = 'log.row-gone'")
                #expect(try await world.lookForTraces() > 0)
            }
            try await world.sealEverything()
            #expect(try await world.lookForTraces() == 0)
            #expect(try await world.verifyLog().findings == [])
            let found = try await world.verifyRecords()
            let told = ["table reading", "officer \(wulan.id)", "person \(person)", "photo:\(photo)"]
            #expect(found.contains { finding in told.allSatisfy(finding.contains) }, "\(found)")
        }
    }

    @Test(
        "a forged reading that takes the place of the true one does not stand for it",
        .bug(
            id: "5.433",
            "SQL put in a reading of the same ten minutes: the true one was not written, and the forged one was deleted."
        ),
        arguments: Engine.tested)
    func displaced(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.submitted(1)
            let photo = try await world.firstPhoto()
            let wulan = try await world.officer(.verifier, "wulan")
            try await wulan.browser.get(Paths.photoReviewImage(photo))
            try await world.sealEverything()
            try await world.keep("access_reading")
            world.clock.advance(AccessWindow.span)
            for isDeleted in [false, true] {
                let slot = AccessWindow.number(of: world.dependencies.realNow())
                try await world.vandalise(
                    """
                    INSERT INTO access_reading (id, at, programme_at, officer_id, account_id, kind, work, reason, address,
                        slot, role, code)
                    SELECT id - \(slot), at, programme_at, officer_id, account_id, kind, work, reason, address, \(slot),
                        role, code
                    FROM kept_access_reading
                    """)
                try await wulan.browser.get(Paths.photoReviewImage(photo))
                if isDeleted { try await world.putBack("access_reading") }
                #expect(try await world.lookForTraces() > 0, "\(isDeleted)")
                try await world.putBack("access_reading")
                world.clock.advance(AccessWindow.span)
            }
            try await world.sealEverything()
            #expect(try await world.lookForTraces() == 0)
            let found = try await world.verifyRecords()
            #expect(
                found.count { $0.contains("officer \(wulan.id)") && $0.contains("photo:\(photo)") } >= 2, "\(found)")
        }
    }

    @Test(
        "an officer's act and its digest that SQL takes back before they are sealed are named", arguments: Engine.tested
    )
    func act(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            let person = try await world.id(of: siti)
            let rini = try await world.officer([.helpdesk], "rini")
            try await world.sealEverything()
            #expect(try await world.lookForTraces() == 0)
            try await world.open(person, by: rini)
            let cause = [("sebab", PersonActCause.paymentInDoubt.rawValue)]
            _ = try world.proposal(try await world.propose(.suspension, on: person, by: rini, cause))
            try await world.vandalise(
                "DELETE FROM audit_event WHERE action = 'suspension.proposed'", "DELETE FROM person_proposal",
                "DELETE FROM bound_record WHERE kind = 'person-proposal'")
            #expect(try await world.lookForTraces() == 2)
            try await world.sealEverything()
            let found = try await world.verifyRecords()
            #expect(found.contains { $0.contains("action suspension.proposed") && $0.contains("officer \(rini.id)") })
            #expect(found.contains { $0.contains("kind person-proposal") && $0.contains("table record") }, "\(found)")
        }
    }

    @Test(
        "an act that SQL takes back is named although a leaf of the log that SQL put in stands for its rows",
        .bug(
            id: "5.503",
            "A row of `log_leaf` that SQL put in let a deleted row count as sealed: it was not looked for any more."
        ),
        arguments: Engine.tested)
    func forgedLeaf(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            let person = try await world.id(of: siti)
            let rini = try await world.officer([.helpdesk], "rini")
            try await world.open(person, by: rini)
            try await world.sealEverything()
            #expect(try await world.lookForTraces() == 0)
            let cause = [("sebab", PersonActCause.paymentInDoubt.rawValue)]
            _ = try world.proposal(try await world.propose(.suspension, on: person, by: rini, cause))
            let hash = Data(repeating: 7, count: 32)
            try await world.vandalise(
                """
                INSERT INTO log_leaf (sequence, kind, row_id, hash)
                VALUES (9000001, 'record', (SELECT MAX(id) FROM bound_record WHERE kind = 'person-proposal'), \(hash))
                """,
                """
                INSERT INTO log_leaf (sequence, kind, row_id, hash)
                SELECT 9000002, 'audit', MAX(id), \(hash) FROM audit_event WHERE action = 'suspension.proposed'
                """,
                "DELETE FROM audit_event WHERE action = 'suspension.proposed'", "DELETE FROM person_proposal",
                "DELETE FROM bound_record WHERE kind = 'person-proposal'")
            #expect(try await world.lookForTraces() == 2)
            let found = try await world.verifyRecords()
            #expect(found.contains { $0.contains("action suspension.proposed") && $0.contains("officer \(rini.id)") })
            #expect(found.contains { $0.contains("kind person-proposal") && $0.contains("table record") }, "\(found)")
        }
    }

    @Test(
        "a log that SQL cuts back to an earlier state, with a reading of since then, is named",
        .bug(
            id: "5.434",
            """
            With the rights of the tables' owner SQL took the last leaves and checkpoints away with the rows: what was \
            left fitted together.
            """),
        arguments: Engine.tested)
    func cutBack(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.submitted(1)
            let photo = try await world.firstPhoto()
            let wulan = try await world.officer(.verifier, "wulan")
            try await world.sealEverything()
            let tables = ["access_reading", "log_leaf", "log_head", "checkpoint", "audit_event"]
            for table in tables { try await world.keep(table) }
            try await wulan.browser.get(Paths.photoReviewImage(photo))
            try await world.sealEverything()
            #expect(try await world.lookForTraces() == 0)
            let file = KeptCheckpoint(world.dependencies.configuration)
            let newest = try #require(try file.read(signedBy: world.dependencies.seal.verifier))
            for table in tables { try await world.putBack(table) }
            #expect(try await world.verifyLog().findings == [], "what is left fits together")
            #expect(try await world.verifyLog(beside: newest).findings != [])
            // The server itself sees it, also one that was started since, and goes on.
            let log = RecordedLog()
            let restarted = world.dependencies.logging(to: log)
            try await Sealer(dependencies: restarted).seal(thoroughly: true)
            #expect(
                log.lines.count == 1 && log.lines[0].contains("does not have the newest checkpoint"), "\(log.lines)")
            try await world.sealEverything()
            #expect(
                try await world.verifyRecords().contains {
                    $0.hasPrefix("the log had lost its checkpoint of \(newest.size) leaves")
                })
            let kept = try file.read(signedBy: world.dependencies.seal.verifier)
            #expect(kept == newest)
            #expect(try await world.verifyLog(beside: newest).findings != [], "also after it has grown again")
        }
    }
}

extension World {
    /// As the watch of this process does a few seconds later.
    func lookForTraces() async throws -> Int {
        try await TraceWatch(dependencies: dependencies).look(until: dependencies.realNow() + .days(1))
    }
}
