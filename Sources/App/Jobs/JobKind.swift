import Foundation
import Storage

/// A job's name and what can be done with one from its stored text.
struct JobKind: Sendable {
    /// Tells a job what has become of it.
    typealias Tell = @Sendable (_ payload: String, Transaction, Platform) throws -> Void

    let run: @Sendable (String, Platform) async throws -> Verdict
    let bury: @Sendable (_ reason: String) -> Tell
    let revive: Tell

    init<Work: Job>(_ kind: Work.Type) {
        @Sendable func read(_ payload: String) throws -> Work {
            try JSONDecoder().decode(Work.self, from: Data(payload.utf8))
        }
        run = { payload, platform in try await read(payload).run(on: platform) }
        bury = { reason in { try read($0).isBuried(because: reason, in: $1, on: $2) } }
        revive = { try read($0).isRevived(in: $1, on: $2) }
    }

    /// By name.
    static let all = named(allJobs)

    static func named(_ jobs: [any Job.Type]) -> [String: JobKind] {
        Dictionary(uniqueKeysWithValues: jobs.map { ($0.name, JobKind($0)) })
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
