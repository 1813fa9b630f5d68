import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Dead messages")
struct DeadMessageTests {
    @Test(
        "a dead message does not block later ones, and is sent when the office revives it after the repair",
        arguments: Engine.tested)
    func deadAndRevived(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.person("siti@example.id")
            try await world.tell(siti, InboxTests.TestNotice(name: "Pertama"))
            // The job's worker fails again and again before the gateway is ever called.
            let dependencies = world.dependencies
            try await dependencies.database.transaction { tx in
                let jobs = try tx.jobs.claim(limit: 9, owner: "a", now: dependencies.realNow(), lease: .minutes(5))
                #expect(jobs.count == 1)
            }
            let broken = JobRunner(dependencies: dependencies, jobs: [BrokenSend.self], recurring: [])
            for _ in 1...BrokenSend.maxAttempts {
                world.clock.advance(.hours(2))
                try await dependencies.database.transaction { _ = try $0.jobs.rescue(now: dependencies.realNow()) }
                try await broken.drain()
            }
            #expect(try await world.states(of: siti) == [.failed])
            try await world.tell(siti, InboxTests.TestNotice(name: "Kedua"))
            try await world.settle()
            #expect(try await world.states(of: siti).sorted { $0.rawValue < $1.rawValue } == [.failed, .handedOver])
            let dead = try #require(try await dependencies.database.read { try $0.jobs.dead(limit: 1) }.first)
            #expect(try await dependencies.database.transaction { try $0.jobs.revive(dead.id, on: dependencies) })
            try await world.settle()
            #expect(try await world.states(of: siti) == [.handedOver, .handedOver])
        }
    }

    @Test("a buried code is never sent: its text is deleted", arguments: Engine.tested)
    func buriedCode(engine: Engine) async throws {
        try await World.with(engine) { world in
            let dependencies = world.dependencies
            try await world.sendCode(InboxTests.TestNotice(), to: "siti@example.id")
            try await dependencies.database.transaction { tx in
                let id: ID<OneTimeCode>? = try tx.row("SELECT id FROM one_time_code")?["id"]
                let job = SendCode(code: try #require(id))
                try job.isBuried(because: "its worker met trouble", in: tx, on: dependencies)
                try job.isRevived(in: tx, on: dependencies)
            }
            #expect(try await world.unsentCodes() == 0)
            try await world.settle()
            let reason: String? = try await dependencies.database.read { tx in
                try tx.row("SELECT reason FROM one_time_code")?["reason"]
            }
            #expect(reason == "its worker met trouble")
            #expect(try await world.received().isEmpty)
        }
    }
}

/// Fails on every attempt, before it sends.
private struct BrokenSend: Job {
    static let name = SendMessage.name
    static let maxAttempts = SendMessage.maxAttempts

    let delivery: ID<Delivery>

    func run(on dependencies: Dependencies) async throws -> JobResult { throw StorageFault.contended }

    func isBuried(because reason: String, in tx: Transaction, on dependencies: Dependencies) throws {
        try SendMessage(delivery: delivery).isBuried(because: reason, in: tx, on: dependencies)
    }
}
