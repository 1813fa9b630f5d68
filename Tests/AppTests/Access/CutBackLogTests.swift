import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A log cut back below a checkpoint that stays")
struct CutBackLogTests {
    @Test(
        "a log that SQL cuts back to an earlier head is named although the newest checkpoint stays in its table",
        .bug(
            id: "5.610",
            """
            The sealer asked only whether the newest checkpoint was there: cut back to an earlier signed head, with the \
            rows since then, the log was sealed and signed again from there, and the kept checkpoint replaced.
            """),
        arguments: Engine.tested)
    func checkpointStays(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.submitted(1)
            let photo = try await world.firstPhoto()
            let wulan = try await world.officer(.verifier, "wulan")
            try await world.sealEverything()
            let tables = ["access_reading", "log_leaf", "log_head", "checkpoint", "audit_event"]
            for table in tables { try await world.keep(table) }
            try await wulan.browser.get(Paths.photoReviewImage(photo))
            try await world.sealEverything()
            let (file, verifier) = (KeptCheckpoint(world.dependencies.configuration), world.dependencies.seal.verifier)
            let (newest, note) = (
                try #require(try file.read(signedBy: verifier)), try String(contentsOfFile: file.path, encoding: .utf8)
            )
            for table in tables { try await world.putBack(table) }
            try await world.vandalise(
                """
                INSERT INTO checkpoint (size, root, at, note)
                VALUES (\(newest.size), \(newest.root), \(world.dependencies.realNow()), \(note))
                """)
            let log = RecordedLog()
            try await Sealer(dependencies: world.dependencies.logging(to: log)).seal(thoroughly: true)
            #expect(log.lines.contains { $0.contains("does not have the newest checkpoint") }, "\(log.lines)")
            // More rows than were taken away, and the stale row is gone as well.
            for _ in 0..<5 {
                _ = try await wulan.browser.get(Paths.office)
                try await world.sealEverything()
            }
            try await world.vandalise("DELETE FROM checkpoint WHERE size = \(newest.size) AND note = \(note)")
            #expect(try file.read(signedBy: verifier) == newest, "what was kept is not replaced")
            #expect(try await world.verifyLog(beside: newest).findings != [])
            #expect(try await world.verifyRecords().contains { $0.hasPrefix("the log had lost its checkpoint of") })
        }
    }

    @Test(
        "a row that SQL deletes before it is sealed is named although the leaf of another row is lent to it",
        .bug(id: "5.611", "A leaf that SQL gave the id of a deleted row let that row count as sealed."),
        arguments: Engine.tested)
    func lentLeaf(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.submitted(1)
            let photo = try await world.firstPhoto()
            let wulan = try await world.officer(.verifier, "wulan")
            try await world.sealEverything()
            #expect(try await world.lookForTraces() == 0)
            try await wulan.browser.get(Paths.photoReviewImage(photo))
            try await world.keep("log_leaf")
            try await world.vandalise(
                """
                UPDATE log_leaf SET kind = 'reading', row_id = (SELECT MAX(id) FROM access_reading)
                WHERE sequence = 0
                """,
                "DELETE FROM access_reading WHERE id = (SELECT MAX(id) FROM access_reading)")
            #expect(try await world.lookForTraces() == 1)
            try await world.putBack("log_leaf")
            try await world.sealEverything()
            #expect(try await world.verifyRecords().contains { $0.contains("table reading") })
        }
    }
}
