import Foundation
import NIOConcurrencyHelpers
import Programme
import Storage
import Testing
import TestSupport

@testable import App

/// Moves one rupiah under the id it was given; repeated runs move it once.
private struct MoveOne: Job {
    static let name = "test.move-one"
    static let runs = NIOLockedValueBox<[Int64: Int]>([:])

    let number: Int64

    func run(on dependencies: Dependencies) async throws -> JobResult {
        Self.runs.withLockedValue { $0[number, default: 0] += 1 }
        try await Task.sleep(for: .milliseconds(Int.random(in: 0...3)))
        try await dependencies.database.transaction { tx in
            try tx.ledger.post(
                JournalEntry(
                    id: dependencies.ids.next(), kind: .correction, subject: "satu \(number)", reason: "test",
                    postings: [Posting(from: .treasury, to: .sink(.returned), amount: Rupiah(1))],
                    at: dependencies.clock.now()), ids: dependencies.ids)
        }
        return .done
    }
}

private struct NumberedNotice: Notice {
    let number: Int

    func subject(_ t: Words) -> String { "Kabar \(number)" }
    func body(_ t: Words) -> String { "Kabar nomor \(number)." }
    func text(_ t: Words) -> String { "Kabar nomor \(number)." }
}

@Suite("Many workers on one queue", .serialized, .timeLimit(.minutes(3)))
struct ManyWorkersTests {
    @Test("every job runs once, on any worker", arguments: Engine.tested)
    func once(engine: Engine) async throws {
        try await World.with(engine) { world in
            MoveOne.runs.withLockedValue { $0 = [:] }
            let workers = (0..<3).map { _ in world.worker() }
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.ledger.open(.sink(.returned), ids: dependencies.ids)
                for number in 1...150 as ClosedRange<Int64> {
                    try tx.jobs.enqueue(MoveOne(number: number), on: dependencies)
                }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in workers { group.addTask { try await worker.drain() } }
                group.addTask {
                    for number in 151...300 as ClosedRange<Int64> {
                        try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                            try tx.jobs.enqueue(MoveOne(number: number), on: dependencies)
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await workers[0].drain()
            let runs = MoveOne.runs.withLockedValue { $0 }
            #expect(runs.count == 300 && runs.values.allSatisfy { $0 == 1 })
            #expect(try await world.moved() == Rupiah(300))
            #expect(try await world.jobs(in: "done") == 300)
        }
    }

    @Test(
        "another worker does a dead worker's jobs; the dead worker's late results change nothing",
        arguments: Engine.tested)
    func deadWorker(engine: Engine) async throws {
        try await World.with(engine) { world in
            MoveOne.runs.withLockedValue { $0 = [:] }
            let (dependencies, clock) = (world.dependencies, world.clock)
            try await dependencies.database.transaction { tx in
                try tx.ledger.open(.sink(.returned), ids: dependencies.ids)
                for number in 1...3 as ClosedRange<Int64> {
                    try tx.jobs.enqueue(MoveOne(number: number), on: dependencies)
                }
            }
            let now = dependencies.realNow()
            let held = try await dependencies.database.transaction { tx in
                try tx.jobs.claim(limit: 3, owner: "dead", now: now, lease: JobRunner.lease)
            }
            #expect(held.count == 3)
            // Its effect is committed, but not that the job is done.
            _ = try await MoveOne(number: 1).run(on: dependencies)

            clock.advance(JobRunner.lease)
            #expect(try await world.rescue() == 0)
            clock.advance(Span(milliseconds: 1))
            #expect(try await world.rescue() == 3)
            try await world.worker().drain()
            #expect(MoveOne.runs.withLockedValue { $0 } == [1: 2, 2: 1, 3: 1])
            #expect(try await world.moved() == Rupiah(3))

            let later = dependencies.realNow()
            try await dependencies.database.transaction { tx in
                for job in held {
                    try tx.jobs.retry(job, owner: "dead", at: later, error: "late", countsAsAttempt: true)
                    try tx.jobs.bury(job, owner: "dead", error: "late", now: later)
                }
                try tx.jobs.finish(held, owner: "dead", now: later - .hours(1))
            }
            #expect(try await world.jobs(in: "available") + world.jobs(in: "dead") == 0)
            #expect(try await world.jobs(in: "done") == 3)
        }
    }

    @Test("a lease taken over cannot be renewed; a renewed lease does not expire", arguments: Engine.tested)
    func renewal(engine: Engine) async throws {
        try await World.with(engine) { world in
            let dependencies = world.dependencies
            try await dependencies.database.transaction { tx in
                for number in 1...2 as ClosedRange<Int64> {
                    try tx.jobs.enqueue(MoveOne(number: number), on: dependencies)
                }
            }
            var held: [String: [ID<StoredJob>]] = [:]
            for owner in ["slow", "dead"] {
                let now = dependencies.realNow()
                held[owner] = try await dependencies.database.transaction { tx in
                    try tx.jobs.claim(limit: 1, owner: owner, now: now, lease: JobRunner.lease).map(\.id)
                }
                #expect(held[owner]?.count == 1)
            }
            for _ in 0..<4 {
                world.clock.advance(.seconds(30))
                try await world.renew(held["slow"] ?? [], "slow")
                // Leased to a worker that no longer renews it.
                try await world.renew([], "dead")
            }
            #expect(try await world.rescue() == 1)
            try await world.renew(held["dead"] ?? [], "dead")
            #expect(try await world.jobs(in: "running") == 1)
        }
    }

    @Test("two jobs of one key never run at once, with any number of workers", arguments: Engine.tested)
    func twins(engine: Engine) async throws {
        try await World.with(engine) { world in
            let dependencies = world.dependencies
            Exclusive.inside.withLockedValue { $0 = Exclusive.Count() }
            let workers = (0..<3).map { _ in world.worker() }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in workers {
                    group.addTask {
                        for number in 0..<20 {
                            try await dependencies.database.transaction { tx in
                                try tx.jobs.enqueue(Exclusive(number: number), on: dependencies)
                            }
                            try await worker.drain()
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(Exclusive.inside.withLockedValue { $0.most } == 1)
        }
    }

    @Test("notices to one address arrive in order, with any number of workers", arguments: Engine.tested)
    func order(engine: Engine) async throws {
        try await World.with(engine) { world in
            // The gateway answers "later" a few times for the last one.
            let addresses = ["siti@example.id", "budi@example.id", "081234560006"]
            for address in addresses {
                let person = try await world.person(address)
                for number in 1...12 { try await world.tell(person, NumberedNotice(number: number)) }
            }
            let workers = [world.worker(), world.worker()]
            for _ in 0..<40 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for worker in workers { group.addTask { try await worker.drain() } }
                    try await group.waitForAll()
                }
                world.clock.advance(.minutes(1))
            }
            for address in addresses {
                let canonical = try world.contact(address).canonical
                let numbers = try await world.received().filter { $0.to == canonical }.compactMap { letter in
                    letter.text.firstMatch(of: /nomor (\d+)/).flatMap { Int($0.1, in: 0...1_000_000) }
                }
                #expect(numbers == Array(1...12), "\(address)")
            }
        }
    }
}

/// A job whose unique key prevents concurrent runs.
private struct Exclusive: Job {
    struct Count: Sendable {
        var now = 0
        var most = 0
    }

    static let name = "test.exclusive"
    static let inside = NIOLockedValueBox(Count())

    let number: Int
    var uniqueKey: String? { "the one" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        Self.inside.withLockedValue { inside in
            inside.now += 1
            inside.most = max(inside.most, inside.now)
        }
        try await Task.sleep(for: .milliseconds(2))
        Self.inside.withLockedValue { $0.now -= 1 }
        return .done
    }
}

extension World {
    /// A worker with a name of its own, as in another process.
    fileprivate func worker() -> JobRunner {
        JobRunner(dependencies: dependencies, jobs: allJobs + [MoveOne.self, Exclusive.self])
    }

    fileprivate func rescue() async throws -> Int {
        let now = dependencies.realNow()
        return try await dependencies.database.transaction { tx in try tx.jobs.rescue(now: now) }
    }

    fileprivate func renew(_ jobs: [ID<StoredJob>], _ owner: String) async throws {
        let until = dependencies.realNow() + JobRunner.lease
        try await dependencies.database.transaction { tx in try tx.jobs.renew(jobs, owner: owner, until: until) }
    }

    fileprivate func jobs(in state: String) async throws -> Int {
        try await dependencies.database.read { tx in
            try tx.row("SELECT COUNT(*) AS number FROM job WHERE state = \(state) AND name LIKE 'test.%'")?["number"]
                ?? 0
        }
    }

    fileprivate func moved() async throws -> Rupiah {
        try await dependencies.database.read { try $0.ledger.balance(.sink(.returned)) }.posted
    }
}
