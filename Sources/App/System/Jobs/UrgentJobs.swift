import NIOConcurrencyHelpers
import Programme

/// Passes urgent work from the commit that asked for it to the worker of the same process, without polling. A job also
/// has a row in the table that becomes due after `grace`: if the process dies, or its workers are busy for too long,
/// the job is run from there. An act has none: what it is to do is seen from the rows that were committed, and a job
/// looks for such rows that are older than `grace`.
final class UrgentJobs: Sendable {
    /// The most urgent jobs in flight. Further ones are due in the table at once.
    static let most = 2_000
    /// How long after the commit the row becomes due. Longer than any connector's timeout, so that a job is not leased
    /// from the table while it is running.
    static let grace = Span.seconds(60)
    /// A job that has waited longer than this for a free worker is left to the table.
    static let patience = Span.seconds(20)

    struct Entry: Sendable {
        let work: Work
        let takenIn: Instant
    }

    enum Work: Sendable {
        case job(StoredJob, run: @Sendable (Dependencies) async throws -> JobResult)
        case act(@Sendable (Dependencies) async throws -> Void)
    }

    private struct State {
        var listener: AsyncStream<Entry>.Continuation?
        var underWay = 0
        var longestWait = Span(milliseconds: 0)
    }

    private let state = NIOLockedValueBox(State())

    /// Whether a worker of this process listens and has room.
    var isOpen: Bool {
        state.withLockedValue { $0.listener != nil && $0.underWay < Self.most }
    }

    func take(_ entry: Entry) {
        state.withLockedValue { state in
            guard let listener = state.listener else { return }
            state.underWay += 1
            listener.yield(entry)
        }
    }

    /// One listener at a time. Until it ends, urgent jobs are sent to it.
    func listen() -> AsyncStream<Entry> {
        let (stream, continuation) = AsyncStream.makeStream(of: Entry.self)
        continuation.onTermination = { [weak self] _ in self?.close() }
        // The previous stream is finished outside the lock, because its termination handler takes the lock.
        let before = state.withLockedValue { state in
            defer { state = State(listener: continuation) }
            return state.listener
        }
        before?.finish()
        return stream
    }

    /// Records how long a job enqueued at `takenIn` waited for a free worker.
    func begins(_ takenIn: Instant, at now: Instant) {
        state.withLockedValue { $0.longestWait = max($0.longestWait, now - takenIn) }
    }

    /// The longest wait of any job for a free worker since the last call.
    func takeLongestWait() -> Span {
        state.withLockedValue { state in
            defer { state.longestWait = Span(milliseconds: 0) }
            return state.longestWait
        }
    }

    func isOver() {
        state.withLockedValue { $0.underWay -= 1 }
    }

    /// Finishes the stream. Jobs already in it are still delivered.
    func end() {
        state.withLockedValue { $0.listener }?.finish()
    }

    private func close() {
        _ = state.withLockedValue { state in
            defer { state.listener = nil }
            return state.listener
        }
    }
}
