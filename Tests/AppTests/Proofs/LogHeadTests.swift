import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The place where the sealer continues", .timeLimit(.minutes(2)))
struct LogHeadTests {
    @Test(
        "a head of the log that SQL changed neither stops the sealer nor hides a row, and is named and recorded",
        .bug(
            id: "3.600",
            """
            One UPDATE of log_head stopped the sealer: rows could be deleted without a trace meanwhile, honest rows \
            counted as inserted for ever, and nothing complained.
            """), arguments: Engine.tested)
    func changed(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.writeHistory()
            try await world.sealEverything()
            let changes: [SQL] = [
                "UPDATE log_head SET size = 0, frontier = ''", "UPDATE log_head SET size = 9000000000000000000",
                "UPDATE log_head SET frontier = 'bukan'",
                "UPDATE log_head SET frontier = \(String(repeating: "0", count: 192))",
            ]
            for (number, change) in changes.enumerated() {
                try await world.vandalise(change)
                #expect(try await world.verifyLog().findings.contains { "\($0)".contains("log's head") }, "\(number)")
                let ready = try await world.visitor().get(Paths.healthReady)
                #expect(ready.status == .ok && ready.body.hasPrefix("ok, but the log's head"), "\(ready.body)")
                let (events, _) = try await world.writeHistory("uji-\(number)")
                try await Sealer(dependencies: world.dependencies).seal(thoroughly: false)
                #expect(try await world.waiting() == 0)
                #expect(try await world.verifyLog().findings == [])
                #expect(try await world.visitor().get(Paths.healthReady).body == "ok\n")
                let last = try #require(events.last)
                let found = try await world.dependencies.database.read { try $0.proofs.sequence(of: .audit, last) }
                #expect(found != nil)
            }
            let recorded = try await world.dependencies.database.read { tx in
                try tx.audit.latest(subjects: ["log"], limit: 10).map(\.action)
            }
            #expect(recorded == changes.map { _ in "log.head-differed" })
        }
    }

    @Test(
        "leaves and checkpoints that SQL puts in the sealer's way are passed and named, and every row is sealed",
        .bug(id: "3.601", "A leaf inserted after the last one stopped the sealer for good."), arguments: Engine.tested)
    func inTheWay(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.writeHistory()
            try await world.sealEverything()
            let (begin, hash) = (LogTests.rows, Data(repeating: 7, count: 32))
            for place in [begin, begin + 5] {
                try await world.vandalise(
                    """
                    INSERT INTO log_leaf (sequence, kind, row_id, hash)
                    VALUES (\(place), 'audit', \(Int64.max - Int64(place)), \(hash))
                    """)
            }
            for size in [begin + 9, begin + 400] {
                try await world.vandalise(
                    "INSERT INTO checkpoint (size, root, at, note) VALUES (\(size), \(hash), 1, 'bukan')")
            }
            try await world.writeHistory("lagi")
            try await world.sealEverything()
            #expect(try await world.waiting() == 0)
            // What the public reads is the newest checkpoint of ours, and no tile is made of leaves that are not there.
            #expect(try await world.visitor().get(Paths.proofs).status == .ok)
            let shown = try await world.visitor().get(Paths.checkpoint)
            #expect(shown.status == .ok && !shown.body.contains("bukan"))
            let findings = try await world.verifyLog().findings
            let forged = [begin, begin + 5].map {
                LogFinding.deleted(.audit, Int64.max - Int64($0), sequence: $0)
            }
            #expect(forged.allSatisfy(findings.contains), "\(findings)")
            #expect(findings.contains { "\($0)".contains("checkpoint of \(begin + 9) leaves") })
            let others = findings.filter { finding in
                !forged.contains(finding) && !"\(finding)".contains("checkpoint") && !"\(finding)".contains("ends at")
            }
            #expect(others == [])
        }
    }

    @Test(
        "/health/ready says that rows wait for the sealer, and stays ready",
        .bug(id: "3.602", "While no row was sealed, nothing that monitoring asks said so."), arguments: Engine.tested)
    func stalled(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.writeHistory()
            #expect(try await world.visitor().get(Paths.healthReady).body == "ok\n")
            world.clock.advance(.minutes(2))
            let answer = try await world.visitor().get(Paths.healthReady)
            #expect(answer.status == .ok && answer.body.hasPrefix("ok, but the log is not sealed"), "\(answer.body)")
            try await world.sealEverything()
            #expect(try await world.visitor().get(Paths.healthReady).body == "ok\n")
        }
    }
}

extension World {
    /// Rows without a leaf.
    fileprivate func waiting() async throws -> Int {
        try await dependencies.database.read { try $0.proofs.unsealed(above: 0, limit: 1_000).count }
    }
}
