import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Urgent jobs")
struct UrgentJobsTests {
    @Test("the worker of the same process hands a code over at the commit, without a job", arguments: Engine.tested)
    func ahead(engine: Engine) async throws {
        try await World.with(engine) { world in
            let worker = Task { try await JobRunner(dependencies: world.dependencies).run() }
            while !world.dependencies.jobSignal.urgent.isOpen { await Task.yield() }
            let browser = world.visitor()
            try await browser.post(Paths.signUp, [("kontak", "siti@contoh.id")])
            while try await world.unsentCodes() > 0 { try await Task.sleep(for: .milliseconds(20)) }
            #expect(try await world.jobs(named: SendCode.name) == 0)
            let code = try await world.code(to: "siti@contoh.id")
            #expect(try await browser.post(Paths.signUpCode, [("kode", code)]).location == Paths.signUpDone)
            worker.cancel()
            try? await worker.value
            #expect(!world.dependencies.jobSignal.urgent.isOpen)
        }
    }

    @Test("the longest wait for a worker slot is reported once")
    func waits() {
        let urgent = UrgentJobs()
        let now = Instant(milliseconds: 1_000_000)
        for wait in [20, 900, 300] as [Int64] {
            urgent.begins(now - Span(milliseconds: wait), at: now)
        }
        #expect(urgent.takeLongestWait() == Span(milliseconds: 900))
        #expect(urgent.takeLongestWait() == Span(milliseconds: 0))
    }

    @Test(
        "after a crash of the process, workers find codes that were not handed over a minute later",
        arguments: Engine.tested)
    func afterwards(engine: Engine) async throws {
        try await World.with(engine) { world in
            let nobody = world.dependencies.jobSignal.urgent.listen()
            let browser = world.visitor()
            try await browser.post(Paths.signUp, [("kontak", "siti@contoh.id")])
            try await world.tick()
            #expect(try await world.letters(to: "siti@contoh.id").isEmpty)
            world.clock.advance(UrgentJobs.grace)
            for _ in 1...2 {
                try await world.tick()
                #expect(try await world.letters(to: "siti@contoh.id").count == 1)
            }
            #expect(try await world.jobs(named: SendCode.name) == 1)
            _ = nobody
        }
    }

    @Test(
        "jobs that end together are finished in one transaction, and one that fails rolls no other back",
        arguments: Engine.tested)
    func notes(engine: Engine) async throws {
        try await World.with(engine) { world in
            let dependencies = world.dependencies
            try await dependencies.database.transaction { tx in
                for number in 1...40 { try tx.jobs.enqueue(SendMessage(delivery: ID(Int64(number))), on: dependencies) }
            }
            let jobs = try await dependencies.database.transaction { tx in
                try tx.jobs.claim(limit: 40, owner: "a", now: dependencies.realNow(), lease: .minutes(5))
            }
            let notes = JobCompletionWriter(
                database: dependencies.database, owner: "a", realNow: dependencies.realClock)
            let failed = await withTaskGroup(of: Bool.self) { group in
                for (number, job) in jobs.enumerated() {
                    group.addTask {
                        do {
                            try await notes.finish(job) { tx in
                                if number == 7 { throw StorageFault.contended }
                                try tx.jobs.prune(before: Instant(milliseconds: 0))
                            }
                            return false
                        } catch { return true }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(failed == 1)
            #expect(try await world.unfinished() == 1)
        }
    }
}

extension World {
    fileprivate func jobs(named name: String) async throws -> Int {
        try await dependencies.database.read { tx in
            try tx.row("SELECT COUNT(*) AS number FROM job WHERE name = \(name)")?["number"] ?? -1
        }
    }

    fileprivate func unfinished() async throws -> Int {
        try await dependencies.database.read { tx in
            try tx.row("SELECT COUNT(*) AS waiting FROM job WHERE state IN ('available', 'running')")?["waiting"] ?? 0
        }
    }
}
