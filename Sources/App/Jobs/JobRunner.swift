import Foundation
import Logging
import Programme
import ServiceLifecycle
import Storage

/// Takes due jobs and runs them, several at a time. Runs in `prakerja serve` or alone with `--only worker`.
struct JobRunner: Service {
    let platform: Platform
    let kinds: [String: JobKind]
    let recurring: [Recurring]
    let owner: String

    static let concurrency = 4
    static let poll = Duration.seconds(1)
    /// Renewed by every round of housekeeping, so that only a lost worker's lease runs out, however long its job takes.
    static let lease = Span.minutes(1)
    static let keepDone = Span.days(7)

    init(platform: Platform, jobs: [any Job.Type] = allJobs, recurring: [Recurring] = Schedule.all) {
        self.platform = platform
        self.recurring = recurring
        kinds = Dictionary(uniqueKeysWithValues: jobs.map { ($0.name, JobKind($0)) })
        owner = platform.random.token(9)
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await serve() }
                group.addTask { await keepHouse() }
            }
        }
    }

    /// Runs everything that is due now, and what that brings about, until nothing is; for tests and the demo's set-up.
    func drain() async throws {
        while try await runDue() > 0 {}
    }

    private func serve() async {
        let bell = platform.jobBell.listen()
        let ticker = Task { [jobBell = platform.jobBell] in
            while !Task.isCancelled {
                try await Task.sleep(for: Self.poll)
                jobBell.ring()
            }
        }
        defer { ticker.cancel() }
        for await _ in bell {
            do {
                while try await runDue() > 0, !Task.isCancelled {}
            } catch {
                platform.logger.error("the job queue cannot be read", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Claims as many as may run at once, runs them together and answers how many there were.
    private func runDue() async throws -> Int {
        let now = platform.realNow()
        let claimed = try await platform.database.transaction { [owner] tx in
            try tx.jobs.claim(limit: Self.concurrency, owner: owner, now: now, lease: Self.lease)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for job in claimed { group.addTask { try await perform(job) } }
            try await group.waitForAll()
        }
        return claimed.count
    }

    private func perform(_ job: StoredJob) async throws {
        let logger = platform.logger
        guard let kind = kinds[job.name] else {
            return try await bury(job, "no job is called \(job.name)")
        }
        do {
            let verdict = try await kind.run(job.payload, platform)
            try await note(verdict, of: job)
        } catch is CancellationError {
            // We are told to stop: whoever runs next begins it again at once.
            try await note(.again(after: .zero), of: job)
        } catch  where job.attempt >= job.maxAttempts {
            logger.error("job \(job.name) \(job.id) is dead", metadata: ["error": "\(error)"])
            try await bury(job, "\(error)")
        } catch {
            let delay = Backoff.delay(afterAttempt: job.attempt, jitter: .random(in: 0..<1))
            logger.warning("job \(job.name) \(job.id) failed", metadata: ["error": "\(error)"])
            let (owner, at) = (owner, platform.realNow() + delay)
            let text = "\(error)"
            try await platform.database.transaction { tx in
                try tx.jobs.retry(job, owner: owner, at: at, error: text, countsAsAttempt: true)
            }
        }
    }

    private func note(_ verdict: Verdict, of job: StoredJob) async throws {
        let (owner, now) = (owner, platform.realNow())
        switch verdict {
        case .done:
            try await platform.database.transaction { tx in
                _ = try tx.jobs.finish(job, owner: owner, now: now)
            }
        case .again(let span):
            try await platform.database.transaction { tx in
                try tx.jobs.retry(job, owner: owner, at: now + span, error: nil, countsAsAttempt: false)
            }
        case .giveUp(let reason):
            try await bury(job, reason)
        }
    }

    private func bury(_ job: StoredJob, _ reason: String) async throws {
        let (owner, now) = (owner, platform.realNow())
        try await platform.database.transaction { tx in
            try tx.jobs.bury(job, owner: owner, error: reason, now: now)
        }
    }

    /// Renews what is running here and frees what lost workers held; the pruner, and the recurring jobs.
    private func keepHouse() async {
        while !Task.isCancelled {
            do {
                let now = platform.realNow()
                try await platform.database.transaction { [platform, recurring, owner] tx in
                    try tx.jobs.renew(owner: owner, until: now + Self.lease)
                    _ = try tx.jobs.rescue(now: now)
                    try tx.jobs.prune(before: now - Self.keepDone)
                    for entry in recurring { try entry.enqueue(tx, platform) }
                }
                try await Task.sleep(for: Schedule.interval)
            } catch is CancellationError {
                return
            } catch {
                platform.logger.error("housekeeping failed", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: Schedule.interval)
            }
        }
    }
}

/// A job's name and how to run one from its stored text.
struct JobKind: Sendable {
    let run: @Sendable (String, Platform) async throws -> Verdict

    init<Work: Job>(_ kind: Work.Type) {
        run = { payload, platform in
            try await JSONDecoder().decode(Work.self, from: Data(payload.utf8)).run(on: platform)
        }
    }
}

/// A job that is taken in again and again; its unique key keeps it from piling up.
struct Recurring: Sendable {
    let enqueue: @Sendable (Transaction, Platform) throws -> Void

    init(_ job: some Job) {
        precondition(job.uniqueKey != nil, "a recurring job needs a unique key")
        enqueue = { tx, platform in try tx.jobs.enqueue(job, on: platform) }
    }
}
