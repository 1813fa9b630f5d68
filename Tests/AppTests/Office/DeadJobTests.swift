import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Dead jobs of one kind")
struct DeadJobTests {
    private static let reason = ("alasan", "Pembayaran ini sudah diselesaikan dengan bank")

    @Test(
        "dead jobs are grouped by kind and cause, and all of a group run again at one press", arguments: Engine.tested)
    func again(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.bury([71, 72], "the rail did not answer")
            try await world.bury([73], "request refused: 4003801")
            let ratna = try await world.officer(.operations, "ratna").browser
            let list = try await ratna.get(Paths.officeJobs).text
            #expect(list.contains("Sistem luar tidak menjawab pada waktunya"))
            #expect(list.contains("Sistem luar menolak permintaan kami"))
            let group = Paths.officeJobGroup("payouts.send", .silent)
            let page = try await ratna.open(group)
            #expect(page.text.contains("Pembayaran 71") && page.text.contains("Jalankan lagi 2 pekerjaan"))
            let last = try #require(page.body.firstMatch(of: /name="sampai" value="(\d+)"/)).output.1

            let act = Paths.officeJobGroupAct("payouts.send", .silent, .again)
            let first = try await ratna.post(act, [("sampai", String(last))], token: page)
            #expect(try await ratna.follow(first).text.contains("2 pekerjaan dijalankan lagi"))
            let second = try await ratna.post(act, [("sampai", String(last))], token: page)
            #expect(try await ratna.follow(second).text.contains("0 pekerjaan dijalankan lagi"))
            let dead = try await world.dependencies.database.read { try $0.jobs.dead(limit: 10) }
            #expect(dead.map(\.error) == ["request refused: 4003801"])
            #expect(try await world.auditedActions().count { $0 == "jobs.run-again" } == 1)
        }
    }

    @Test("a group is given up only with a reason, and never runs", arguments: Engine.tested)
    func givenUp(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.bury([71, 72], "the rail did not answer", named: "inbox.send")
            let ratna = try await world.officer(.operations, "ratna").browser
            let group = Paths.officeJobGroup("inbox.send", .silent)
            let page = try await ratna.open(group)
            let last = try #require(page.body.firstMatch(of: /name="sampai" value="(\d+)"/)).output.1
            let act = Paths.officeJobGroupAct("inbox.send", .silent, .giveUp)
            let without = try await ratna.post(act, [("sampai", String(last)), ("alasan", "ya")], token: page)
            #expect(without.status == .unprocessableContent)
            #expect(try await world.dependencies.database.read { try $0.jobs.deadCount() } == 2)
            let done = try await ratna.post(act, [("sampai", String(last)), Self.reason], token: page)
            #expect(try await ratna.follow(done).text.contains("2 pekerjaan tidak dijalankan lagi"))
            #expect(try await world.dependencies.database.read { try $0.jobs.deadCount() } == 0)
            try await world.settle()
            #expect(try await world.auditedActions().contains("jobs.given-up"))
        }
    }

    @Test("a job that carries money or a right cannot be given up, only run again", arguments: Engine.tested)
    func onlyRunAgain(engine: Engine) async throws {
        for kind in [SendDisbursement.name, IssueCards.name, ExpireExports.name, CarryOutDisqualifications.name] {
            #expect(!JobKind.mayBeGivenUp(kind), "\(kind)")
        }
        try await World.with(engine) { world in
            try await world.bury([71], "the rail did not answer")
            let ratna = try await world.officer(.operations, "ratna").browser
            let page = try await ratna.open(Paths.officeJobGroup("payouts.send", .silent))
            #expect(page.text.contains("hanya dapat dijalankan lagi") && !page.text.contains("Jangan jalankan lagi"))
            let last = try #require(page.body.firstMatch(of: /name="sampai" value="(\d+)"/)).output.1
            let act = Paths.officeJobGroupAct("payouts.send", .silent, .giveUp)
            let answer = try await ratna.post(act, [("sampai", String(last)), Self.reason], token: page)
            #expect(answer.status == .conflict && answer.text.contains("jalankan lagi"))
            #expect(try await world.dependencies.database.read { try $0.jobs.deadCount() } == 1)
        }
    }

    @Test(
        "the cause is read from the error",
        arguments: [
            (JobQueries.lostTooOften, DeadJobCause.lost), ("timed out after 30 s", .silent),
            ("connection refused", .unreachable),
            ("the request was refused: 4003801", .refused), ("there is no card 7", .data),
            ("no job is called x", .data),
            ("unavailable", .unreachable), ("x", .other),
        ])
    func causes(error: String, cause: DeadJobCause) {
        #expect(DeadJobCause(error: error) == cause)
    }
}

extension World {
    /// Dead jobs that were to send these payments.
    fileprivate func bury(_ payments: [Int64], _ error: String, named name: String = "payouts.send") async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let now = dependencies.realNow()
            for payment in payments {
                let id: ID<StoredJob> = dependencies.ids.next()
                try tx.jobs.insert(
                    [
                        NewJob(
                            id: id, name: name, payload: "{\"disbursement\":\"\(payment)\"}", uniqueKey: nil,
                            maxAttempts: 1, runAt: now)
                    ], at: now)
                let job = try #require(try tx.jobs.claim(limit: 1, owner: "test", now: now, lease: .minutes(1)).first)
                _ = try tx.jobs.bury(job, owner: "test", error: error, now: now)
            }
        }
    }
}
