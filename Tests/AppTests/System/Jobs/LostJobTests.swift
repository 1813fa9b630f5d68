import NIOConcurrencyHelpers
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// Stands for a job that ends its process: the test never runs it, but lets the lease of its worker expire.
private struct Trapping: Job {
    static let name = "test.trapping"
    static let buried = NIOLockedValueBox<[String]>([])

    func run(on dependencies: Dependencies) async throws -> JobResult { .done }

    func isBuried(because reason: String, in tx: Transaction, on dependencies: Dependencies) throws {
        Self.buried.withLockedValue { $0.append(reason) }
    }
}

private struct Harmless: Job {
    static let name = "test.harmless"
    let number: Int

    func run(on dependencies: Dependencies) async throws -> JobResult { .done }
}

@Suite("Jobs whose worker is lost", .serialized)
struct LostJobTests {
    @Test(
        "a job that ends its process is buried after too many losses, and the jobs claimed with it are done",
        .bug(
            id: "1.4",
            """
            A job that ended the process was freed and started again after every start, for ever: its attempts were \
            checked only when it failed with an error.
            """),
        arguments: Engine.tested)
    func buried(engine: Engine) async throws {
        try await World.with(engine) { world in
            Trapping.buried.withLockedValue { $0 = [] }
            let dependencies = world.dependencies
            let worker = JobRunner(dependencies: dependencies, jobs: [Trapping.self, Harmless.self])
            try await dependencies.database.transaction { tx in
                for number in 1...5 { try tx.jobs.enqueue(Harmless(number: number), on: dependencies) }
                try tx.jobs.enqueue(Trapping(), on: dependencies)
            }
            var rounds: [[String]] = []
            while try await world.count("test.trapping", "dead") == 0, rounds.count < 20 {
                let taken = try await world.lifeOfOneProcess()
                rounds.append(taken)
                world.clock.advance(JobRunner.lease + .seconds(1))
                let now = dependencies.realNow()
                try await dependencies.database.transaction { tx in try worker.rescue(tx, now: now) }
            }
            // All six were claimed together once; after that each runs alone.
            #expect(rounds.first?.count == 6)
            #expect(rounds.count == JobQueries.mostLost)
            #expect(Trapping.buried.withLockedValue { $0 } == [JobQueries.lostTooOften])
            #expect(try await world.count("test.harmless", "done") == 5)
            let dead = try await dependencies.database.read { try $0.jobs.dead(limit: 9) }
            #expect(dead.map(\.name) == ["test.trapping"])
        }
    }

    @Test(
        "a job that was claimed before the clock was set back runs again at once",
        .bug(
            id: "5.210",
            """
            A server whose clock was a month ahead was killed, and the clock set right: the jobs it ran stayed its own for \
            a month, and a recurring one among them kept every other of its kind away.
            """),
        arguments: Engine.tested)
    func clockSetBack(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (dependencies, right) = (world.dependencies, world.clock.now())
            world.clock.advance(.days(30))
            try await dependencies.database.transaction { tx in
                try tx.jobs.enqueue(Harmless(number: 1), on: dependencies)
            }
            #expect(try await world.claim().count == 1)
            world.clock.set(right)
            #expect(try await world.claim().isEmpty)
            #expect(try await dependencies.database.transaction { tx in try tx.jobs.rescue(now: right) } == 1)
            #expect(try await world.claim().count == 1)
        }
    }

    @Test("a retry resets the number of losses of a job that is not at fault", arguments: Engine.tested)
    func unlucky(engine: Engine) async throws {
        try await World.with(engine) { world in
            let dependencies = world.dependencies
            try await dependencies.database.transaction { tx in
                try tx.jobs.enqueue(Harmless(number: 1), on: dependencies)
            }
            for _ in 1...JobQueries.mostLost * 2 {
                let jobs = try await world.claim()
                #expect(jobs.count == 1)
                world.clock.advance(JobRunner.lease + .seconds(1))
                let now = dependencies.realNow()
                let (buried, freed) = try await dependencies.database.transaction { tx in
                    (try tx.jobs.buryLost(now: now).count, try tx.jobs.rescue(now: now))
                }
                #expect(buried == 0 && freed == 1)
                let again = try await world.claim()
                try await dependencies.database.transaction { tx in
                    for job in again {
                        try tx.jobs.retry(job, owner: "one", at: now, error: nil, countsAsAttempt: false)
                    }
                }
            }
        }
    }
}

extension World {
    fileprivate func claim() async throws -> [StoredJob] {
        let now = dependencies.realNow()
        return try await dependencies.database.transaction { tx in
            try tx.jobs.claim(limit: 16, owner: "one", now: now, lease: JobRunner.lease)
        }
    }

    /// Simulates a process that claims jobs until the trapping one ends it: earlier batches are finished, and jobs
    /// claimed together with the trapping one are lost. Returns the names of the claimed jobs.
    fileprivate func lifeOfOneProcess() async throws -> [String] {
        var taken: [String] = []
        while true {
            let jobs = try await claim()
            taken += jobs.map(\.name)
            guard !jobs.isEmpty, !jobs.contains(where: { $0.name == Trapping.name }) else { return taken }
            let now = dependencies.realNow()
            try await dependencies.database.transaction { tx in try tx.jobs.finish(jobs, owner: "one", now: now) }
        }
    }

    fileprivate func count(_ name: String, _ state: String) async throws -> Int {
        try await dependencies.database.read { tx in
            try tx.row("SELECT COUNT(*) AS found FROM job WHERE name = \(name) AND state = \(state)")?["found"] ?? 0
        }
    }
}
