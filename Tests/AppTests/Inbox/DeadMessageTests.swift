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
            let platform = world.platform
            try await platform.database.transaction { tx in
                let jobs = try tx.jobs.claim(limit: 9, owner: "a", now: platform.realNow(), lease: .minutes(5))
                #expect(jobs.count == 1)
            }
            let broken = JobRunner(platform: platform, jobs: [BrokenSend.self], recurring: [])
            for _ in 1...BrokenSend.maxAttempts {
                world.clock.advance(.hours(2))
                try await platform.database.transaction { _ = try $0.jobs.rescue(now: platform.realNow()) }
                try await broken.drain()
            }
            #expect(try await world.states(of: siti) == [.failed])
            try await world.tell(siti, InboxTests.TestNotice(name: "Kedua"))
            try await world.settle()
            #expect(try await world.states(of: siti).sorted { $0.rawValue < $1.rawValue } == [.failed, .handedOver])
            let dead = try #require(try await platform.database.read { try $0.jobs.dead(limit: 1) }.first)
            #expect(try await platform.database.transaction { try $0.jobs.revive(dead.id, on: platform) })
            try await world.settle()
            #expect(try await world.states(of: siti) == [.handedOver, .handedOver])
        }
    }

    @Test("a buried code is never sent: its text is deleted", arguments: Engine.tested)
    func buriedCode(engine: Engine) async throws {
        try await World.with(engine) { world in
            let platform = world.platform
            let id: ID<Delivery> = try await platform.database.transaction { tx in
                try tx.inbox.sendCode(
                    InboxTests.TestNotice(), .signIn, subject: "x", to: try contact("siti@example.id"), on: platform)
                let id: ID<Delivery>? = try tx.row("SELECT id FROM delivery")?["id"]
                let job = SendMessage(delivery: try #require(id))
                try job.isBuried(because: "its worker met trouble", in: tx, on: platform)
                try job.isRevived(in: tx, on: platform)
                return job.delivery
            }
            try await world.settle()
            let found = try await platform.database.read { try $0.deliveries.find(id, vault: platform.vault) }
            #expect(found?.state == .failed)
            #expect(try await world.received().isEmpty)
        }
    }
}

/// Fails on every attempt, before it sends.
private struct BrokenSend: Job {
    static let name = SendMessage.name
    static let maxAttempts = SendMessage.maxAttempts

    let delivery: ID<Delivery>

    func run(on platform: Platform) async throws -> JobResult { throw StorageFault.contended }

    func isBuried(because reason: String, in tx: Transaction, on platform: Platform) throws {
        try SendMessage(delivery: delivery).isBuried(because: reason, in: tx, on: platform)
    }
}
