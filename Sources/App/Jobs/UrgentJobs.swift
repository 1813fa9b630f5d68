import NIOConcurrencyHelpers
import Programme

/// Jobs somebody waits for, on their way from the commit that took them in to the worker of the same process, which then
/// need not look for them. Their rows lie in the table all the same and fall due after `grace`: should the process die,
/// or its hands be full for too long, they are found there.
final class UrgentJobs: Sendable {
    /// How many may be on their way; whatever comes on top falls due in the table at once.
    static let most = 2_000
    /// Longer than any connector's deadline, so that nothing is found in the table while it runs.
    static let grace = Span.seconds(60)
    /// A hand that becomes free later than this leaves the job to the table.
    static let patience = Span.seconds(20)

    struct Entry: Sendable {
        let job: StoredJob
        let run: @Sendable (Platform) async throws -> Verdict
        let takenIn: Instant
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

    /// One listener at a time; until it ends, jobs come this way.
    func listen() -> AsyncStream<Entry> {
        let (stream, continuation) = AsyncStream.makeStream(of: Entry.self)
        continuation.onTermination = { [weak self] _ in self?.close() }
        // Whatever listened before is let go outside the lock, because its end calls back.
        let before = state.withLockedValue { state in
            defer { state = State(listener: continuation) }
            return state.listener
        }
        before?.finish()
        return stream
    }

    /// A hand has what was taken in then.
    func begins(_ takenIn: Instant, at now: Instant) {
        state.withLockedValue { $0.longestWait = max($0.longestWait, now - takenIn) }
    }

    /// The longest that any waited for a hand since this was last asked.
    func takeLongestWait() -> Span {
        state.withLockedValue { state in
            defer { state.longestWait = Span(milliseconds: 0) }
            return state.longestWait
        }
    }

    func isOver() {
        state.withLockedValue { $0.underWay -= 1 }
    }

    /// What is on its way is still handed over.
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
