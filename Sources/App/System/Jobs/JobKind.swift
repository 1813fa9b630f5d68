import Foundation
import Storage

/// The operations on one type of job, working on its stored JSON payload.
struct JobKind: Sendable {
    /// Notifies a job that it was buried or revived, in the transaction that does it.
    typealias Tell = @Sendable (_ payload: String, Transaction, Dependencies) throws -> Void

    let run: @Sendable (String, Dependencies) async throws -> JobResult
    let bury: @Sendable (_ reason: String) -> Tell
    let revive: Tell
    let mayBeGivenUp: Bool

    init<Work: Job>(_ kind: Work.Type) {
        @Sendable func read(_ payload: String) throws -> Work {
            try JSONDecoder().decode(Work.self, from: Data(payload.utf8))
        }
        run = { payload, dependencies in try await read(payload).run(on: dependencies) }
        bury = { reason in { try read($0).isBuried(because: reason, in: $1, on: $2) } }
        mayBeGivenUp = Work.mayBeGivenUp
        revive = { try read($0).isRevived(in: $1, on: $2) }
    }

    /// All job types, keyed by `Job.name`.
    static let all = named(allJobs)

    /// Whether an officer may end a dead job of this name. One of a kind that the programme no longer has cannot run.
    static func mayBeGivenUp(_ name: String) -> Bool { all[name]?.mayBeGivenUp ?? true }

    static func named(_ jobs: [any Job.Type]) -> [String: JobKind] {
        Dictionary(uniqueKeysWithValues: jobs.map { ($0.name, JobKind($0)) })
    }
}

/// A job that is enqueued on every round of the worker's housekeeping; its unique key keeps copies from piling up.
struct Recurring: Sendable {
    let enqueue: @Sendable (Transaction, Dependencies) throws -> Void

    init(_ job: some Job) {
        precondition(job.uniqueKey != nil, "a recurring job needs a unique key")
        enqueue = { tx, dependencies in try tx.jobs.enqueue(job, on: dependencies) }
    }
}
