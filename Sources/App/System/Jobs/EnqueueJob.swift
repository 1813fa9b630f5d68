import Foundation
import Programme
import Storage

/// Enqueueing and reviving: the row in the caller's transaction, and after the commit the signal that wakes the worker.
extension JobQueries {
    /// Enqueues a job to run at `at` (real clock; nil: at once). While a job of the same name and unique key is queued,
    /// this is a no-op. While one is running, it is not: the running job may have read before these facts were
    /// committed.
    ///
    /// - Parameter id: given by a caller that stores it in another row too; nil: a new one.
    func enqueue<Work: Job>(
        _ job: Work, on dependencies: Dependencies, at: Instant? = nil, id: ID<StoredJob>? = nil
    ) throws {
        let payload = String(decoding: try JSONEncoder.sorted.encode(job), as: UTF8.self)
        let now = dependencies.realNow()
        let urgent = dependencies.jobSignal.urgent
        let goesAhead = Work.isUrgent && job.uniqueKey == nil && at == nil && urgent.isOpen
        let id = id ?? dependencies.ids.next()
        let new = NewJob(
            id: id, name: Work.name, payload: payload, uniqueKey: job.uniqueKey, maxAttempts: Work.maxAttempts,
            runAt: goesAhead ? now + UrgentJobs.grace : at ?? now)
        try insert([new], at: now)
        guard goesAhead else { return tx.afterCommit { dependencies.jobSignal.notify() } }
        let stored = StoredJob(urgent: id, name: Work.name, payload: payload, maxAttempts: Work.maxAttempts)
        tx.afterCommit { urgent.take(.init(work: .job(stored, run: { try await job.run(on: $0) }), takenIn: now)) }
    }

    /// Enqueues jobs that are due now and not urgent, in one statement.
    func enqueue<Work: Job>(all jobs: [Work], on dependencies: Dependencies) throws {
        guard !jobs.isEmpty else { return }
        let now = dependencies.realNow()
        try insert(
            jobs.map { job in
                NewJob(
                    id: dependencies.ids.next(), name: Work.name,
                    payload: String(decoding: try JSONEncoder.sorted.encode(job), as: UTF8.self),
                    uniqueKey: job.uniqueKey, maxAttempts: Work.maxAttempts, runAt: now)
            }, at: now)
        tx.afterCommit { dependencies.jobSignal.notify() }
    }

    /// Queues a dead job again, with all its attempts, after an officer has fixed the cause. False when it was not
    /// dead.
    func revive(_ id: ID<StoredJob>, on dependencies: Dependencies) throws -> Bool {
        guard let job = try revived(id, at: dependencies.realNow()) else { return false }
        try JobKind.all[job.name]?.revive(job.payload, tx, dependencies)
        tx.afterCommit { dependencies.jobSignal.notify() }
        return true
    }
}
