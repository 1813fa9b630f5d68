import Foundation
import Storage

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
