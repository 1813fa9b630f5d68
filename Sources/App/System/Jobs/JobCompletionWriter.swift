import NIOConcurrencyHelpers
import Programme
import Storage

/// Records the results of finished jobs in batches, so that hundreds of messages a second need only dozens of commits.
final class JobCompletionWriter: Sendable {
    /// The most results written in one transaction.
    static let together = 128

    private let database: Database
    private let work: RecordJobResults
    private let leader = BatchLeader<RecordJobResults>(most: together, takesLists: false)

    init(database: Database, owner: String, realNow: @escaping @Sendable () -> Instant) {
        self.database = database
        work = RecordJobResults(owner: owner, realNow: realNow)
    }

    /// Returns once the result is committed.
    func finish(_ job: StoredJob, writing write: (@Sendable (Transaction) throws -> Void)? = nil) async throws {
        try await leader.carryOut(RecordJobResults.Note(job: job, write: write), by: work, on: database)
    }
}

/// The results of jobs that ended, each with the writes that belong to it.
private struct RecordJobResults: BatchWork {
    struct Note: Sendable {
        let job: StoredJob
        let write: (@Sendable (Transaction) throws -> Void)?
    }

    let owner: String
    let realNow: @Sendable () -> Instant
    /// A job that is done already stays done.
    let mayRepeat = true

    func subjects(of note: Note) -> [String] { [] }

    func carryOut(_ notes: [Note], in tx: Transaction) throws -> [Result<Void, any Error>] {
        for note in notes { try note.write?(tx) }
        try tx.jobs.finish(notes.map(\.job), owner: owner, now: realNow())
        return notes.map { _ in .success(()) }
    }
}

/// The jobs a worker is running, and how many more it may lease.
final class JobSlots: Sendable {
    private let count: Int
    private let jobs = NIOLockedValueBox<Set<ID<StoredJob>>>([])

    init(_ count: Int) {
        self.count = count
    }

    var free: Int { count - jobs.withLockedValue { $0.count } }
    var held: [ID<StoredJob>] { jobs.withLockedValue { Array($0) } }

    func take(_ job: ID<StoredJob>) {
        _ = jobs.withLockedValue { $0.insert(job) }
    }

    /// True when all slots were in use before: due jobs may be waiting for one.
    func giveBack(_ job: ID<StoredJob>) -> Bool {
        jobs.withLockedValue { jobs in
            defer { jobs.remove(job) }
            return jobs.count == count
        }
    }
}
