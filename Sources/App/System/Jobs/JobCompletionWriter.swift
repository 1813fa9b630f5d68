import NIOConcurrencyHelpers
import Programme
import Storage

/// Records the results of finished jobs in batches: results that arrive while a transaction is under way share the next
/// one, so that hundreds of messages a second need only dozens of commits.
final class JobCompletionWriter: Sendable {
    /// The most results written in one transaction.
    static let together = 128

    private struct Note: Sendable {
        let job: StoredJob
        let write: (@Sendable (Transaction) throws -> Void)?
        let writer: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var waiting: [Note] = []
        var isWriting = false
    }

    private let database: Database
    private let owner: String
    private let realNow: @Sendable () -> Instant
    private let state = NIOLockedValueBox(State())

    init(database: Database, owner: String, realNow: @escaping @Sendable () -> Instant) {
        self.database = database
        self.owner = owner
        self.realNow = realNow
    }

    /// Returns once the result is committed.
    func finish(_ job: StoredJob, writing write: (@Sendable (Transaction) throws -> Void)? = nil) async throws {
        try await withCheckedThrowingContinuation { writer in
            let isFirst = state.withLockedValue { state in
                state.waiting.append(Note(job: job, write: write, writer: writer))
                defer { state.isWriting = true }
                return !state.isWriting
            }
            if isFirst { Task { await writeAll() } }
        }
    }

    private func writeAll() async {
        while let notes = next() { await write(notes) }
    }

    private func next() -> [Note]? {
        state.withLockedValue { state in
            let notes = Array(state.waiting.prefix(Self.together))
            state.waiting.removeFirst(notes.count)
            state.isWriting = !notes.isEmpty
            return notes.isEmpty ? nil : notes
        }
    }

    /// When the batch fails, each result is written in its own transaction, so that one failing write does not affect
    /// the other jobs.
    private func write(_ notes: [Note]) async {
        do {
            try await database.transaction { [owner, realNow] tx in
                for note in notes { try note.write?(tx) }
                try tx.jobs.finish(notes.map(\.job), owner: owner, now: realNow())
            }
            for note in notes { note.writer.resume() }
        } catch {
            guard notes.count > 1 else { return notes[0].writer.resume(throwing: error) }
            for note in notes { await write([note]) }
        }
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
