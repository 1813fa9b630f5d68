import Logging
import Programme
import ServiceLifecycle
import Storage

/// Leases due jobs and runs them concurrently. Runs in `prakerja serve` or alone with `--only worker`.
struct JobRunner: Service {
    let dependencies: Dependencies
    let kinds: [String: JobKind]
    let recurring: [Recurring]
    let owner: String
    private let notes: JobCompletionWriter
    private let slots = JobSlots(Self.concurrency)

    /// Jobs leased from the table that run concurrently. They spend most of their time waiting for outside systems.
    static let concurrency = 16
    /// Urgent jobs that run concurrently, in addition to `concurrency`.
    static let urgentAtOnce = 256
    static let poll = Duration.seconds(1)
    /// Renewed by every round of housekeeping, so that only a lost worker's lease runs out, however long its job takes.
    static let lease = Span.minutes(1)
    static let keepDone = Span.days(7)
    /// Grace period for running jobs at shutdown, longer than any outside call: a call that is cut off may already have
    /// had its effect and would be made again.
    static let gracePeriod = Duration.seconds(32)

    private let gracePeriod: Duration

    init(
        dependencies: Dependencies, jobs: [any Job.Type] = allJobs, recurring: [Recurring] = Schedule.all,
        gracePeriod: Duration = Self.gracePeriod
    ) {
        self.dependencies = dependencies
        self.recurring = recurring
        self.gracePeriod = gracePeriod
        kinds = JobKind.named(jobs)
        owner = dependencies.random.token(9)
        notes = JobCompletionWriter(database: dependencies.database, owner: owner, realNow: dependencies.realClock)
    }

    /// On graceful shutdown it leases no more jobs and returns when the running ones have ended, at the latest after
    /// `gracePeriod`. On cancellation it returns at once.
    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await work() }
            group.addTask {
                try? await gracefulShutdown()
                try? await Task.sleep(for: gracePeriod)
            }
            await group.next()
            group.cancelAll()
        }
    }

    private func work() async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                let signals = dependencies.jobSignal.listen()
                await withGracefulShutdownHandler {
                    await serve(signals)
                } onGracefulShutdown: {
                    dependencies.jobSignal.end()
                }
            }
            group.addTask {
                let urgent = dependencies.jobSignal.urgent.listen()
                await withGracefulShutdownHandler {
                    await serve(urgent)
                } onGracefulShutdown: {
                    dependencies.jobSignal.urgent.end()
                }
            }
            group.addTask { await cancelWhenGracefulShutdown { await runHousekeeping() } }
        }
    }

    /// Runs all due jobs and those they enqueue until none is due; for tests and the demo's set-up.
    func drain() async throws {
        while try await runDue() > 0 {}
    }

    private func serve(_ signals: AsyncStream<Void>) async {
        let ticker = Task { [jobSignal = dependencies.jobSignal] in
            while !Task.isCancelled {
                try await Task.sleep(for: Self.poll)
                jobSignal.notify()
            }
        }
        defer { ticker.cancel() }
        await withDiscardingTaskGroup { group in
            for await _ in signals {
                do {
                    while !Task.isShuttingDownGracefully, case let claimed = try await claim(slots.free),
                        !claimed.isEmpty
                    {
                        for job in claimed {
                            slots.take(job.id)
                            group.addTask {
                                await attempt(job)
                                if slots.giveBack(job.id) { dependencies.jobSignal.notify() }
                            }
                        }
                    }
                } catch {
                    dependencies.logger.error("the job queue cannot be read", metadata: ["error": "\(error)"])
                }
            }
        }
    }

    /// Runs the urgent jobs that transactions of this process enqueue.
    private func serve(_ urgent: AsyncStream<UrgentJobs.Entry>) async {
        await withTaskGroup(of: Void.self) { group in
            var busy = 0
            for await entry in urgent {
                if busy == Self.urgentAtOnce {
                    await group.next()
                    busy -= 1
                }
                busy += 1
                group.addTask {
                    defer { dependencies.jobSignal.urgent.isOver() }
                    dependencies.jobSignal.urgent.begins(entry.takenIn, at: dependencies.realNow())
                    guard dependencies.realNow() - entry.takenIn < UrgentJobs.patience else { return }
                    switch entry.work {
                    case .job(let job, let run): await attempt(job, run)
                    case .act(let act): await attempt(act)
                    }
                }
            }
        }
    }

    /// Leases up to `concurrency` jobs, runs them and returns how many there were.
    private func runDue() async throws -> Int {
        let claimed = try await claim(Self.concurrency)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for job in claimed { group.addTask { try await perform(job) } }
            try await group.waitForAll()
        }
        return claimed.count
    }

    private func claim(_ limit: Int) async throws -> [StoredJob] {
        guard limit > 0 else { return [] }
        let now = dependencies.realNow()
        return try await dependencies.database.transaction { [owner] tx in
            try tx.jobs.claim(limit: limit, owner: owner, now: now, lease: Self.lease)
        }
    }

    private func attempt(_ act: @Sendable (Dependencies) async throws -> Void) async {
        do {
            try await act(dependencies)
        } catch is CancellationError {
            // Shutdown: the job that looks for what was left does it.
        } catch {
            dependencies.logger.error("an urgent act failed", metadata: ["error": "\(error)"])
        }
    }

    private func attempt(_ job: StoredJob, _ run: (@Sendable (Dependencies) async throws -> JobResult)? = nil) async {
        do {
            try await perform(job, run)
        } catch {
            dependencies.logger.error("the result of a job cannot be recorded", metadata: ["error": "\(error)"])
        }
    }

    /// - Parameter run: the job's work; nil: decoded from its payload.
    private func perform(
        _ job: StoredJob, _ run: (@Sendable (Dependencies) async throws -> JobResult)? = nil
    ) async throws {
        let logger = dependencies.logger
        guard let kind = kinds[job.name] else {
            return try await bury(job, "no job is called \(job.name)")
        }
        do {
            let verdict =
                if let run { try await run(dependencies) } else { try await kind.run(job.payload, dependencies) }
            try await note(verdict, of: job)
        } catch is CancellationError {
            // Shutdown: a running worker starts the job again at once.
            try await note(.again(after: .zero), of: job)
        } catch  where job.attempt >= job.maxAttempts {
            logger.error("job \(job.name) \(job.id) is dead", metadata: ["error": "\(error)"])
            try await bury(job, "\(error)")
        } catch {
            let delay = Backoff.delay(afterAttempt: job.attempt, jitter: .random(in: 0..<1))
            logger.warning("job \(job.name) \(job.id) failed", metadata: ["error": "\(error)"])
            let (owner, at) = (owner, dependencies.realNow() + delay)
            let text = "\(error)"
            try await dependencies.database.transaction { tx in
                try tx.jobs.retry(job, owner: owner, at: at, error: text, countsAsAttempt: true)
            }
        }
    }

    private func note(_ verdict: JobResult, of job: StoredJob) async throws {
        let (owner, now) = (owner, dependencies.realNow())
        switch verdict {
        case .done: try await notes.finish(job)
        case .noting(let write): try await notes.finish(job, writing: write)
        case .again(let span, let isDue):
            try await dependencies.database.transaction { tx in
                let at = try isDue?(tx) == true ? now : now + span
                try tx.jobs.retry(job, owner: owner, at: at, error: nil, countsAsAttempt: false)
            }
        case .giveUp(let reason):
            try await bury(job, reason)
        }
    }

    private func bury(_ job: StoredJob, _ reason: String) async throws {
        let (owner, now) = (owner, dependencies.realNow())
        try await dependencies.database.transaction { tx in
            guard try tx.jobs.bury(job, owner: owner, error: reason, now: now) else { return }
            try notifyDead(job, reason, in: tx)
        }
    }

    /// Queues the jobs of lost workers again, and buries those that were lost too often.
    func rescue(_ tx: Transaction, now: Instant) throws {
        for job in try tx.jobs.buryLost(now: now) {
            dependencies.logger.error(
                "job \(job.name) \(job.id) is dead", metadata: ["error": "\(JobQueries.lostTooOften)"])
            try notifyDead(job, JobQueries.lostTooOften, in: tx)
        }
        _ = try tx.jobs.rescue(now: now)
    }

    private func notifyDead(_ job: StoredJob, _ reason: String, in tx: Transaction) throws {
        do {
            try kinds[job.name]?.bury(reason)(job.payload, tx, dependencies)
        } catch is DecodingError {
            // A payload that cannot be decoded is itself the reason for burying it.
        }
    }

    /// Every `Schedule.interval`: renews the leases of running jobs, frees those of lost workers, records that this
    /// worker is alive, prunes done jobs and enqueues the recurring ones.
    private func runHousekeeping() async {
        while !Task.isCancelled {
            do {
                let now = dependencies.realNow()
                let held = slots.held
                try await dependencies.database.transaction { [dependencies, recurring, owner] tx in
                    try tx.jobs.renew(held, owner: owner, until: now + Self.lease)
                    try rescue(tx, now: now)
                    try tx.workers.isSeen(owner, at: now)
                    try tx.jobs.prune(before: now - Self.keepDone)
                    for entry in recurring { try entry.enqueue(tx, dependencies) }
                }
                try await Task.sleep(for: Schedule.interval)
            } catch is CancellationError {
                return
            } catch {
                dependencies.logger.error("housekeeping failed", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: Schedule.interval)
            }
        }
    }
}
