import NIOConcurrencyHelpers

/// Wakes the job runner when a job has been enqueued, so that the job need not wait for the next poll of the table.
final class JobSignal: Sendable {
    let urgent = UrgentJobs()
    private let listener = NIOLockedValueBox<AsyncStream<Void>.Continuation?>(nil)

    func notify() {
        _ = listener.withLockedValue { $0?.yield() }
    }

    /// Finishes the stream. Jobs enqueued after this are picked up by polling.
    func end() {
        listener.withLockedValue { $0 }?.finish()
    }

    /// One listener at a time. Signals that arrive while it is busy are merged into one.
    func listen() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        listener.withLockedValue { $0 = continuation }
        return stream
    }
}
