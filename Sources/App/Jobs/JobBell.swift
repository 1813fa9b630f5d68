import NIOConcurrencyHelpers

/// Wakes the runner when a job was taken in, so that nobody waits for the next look at the table.
final class JobBell: Sendable {
    let urgent = UrgentJobs()
    private let listener = NIOLockedValueBox<AsyncStream<Void>.Continuation?>(nil)

    func ring() {
        _ = listener.withLockedValue { $0?.yield() }
    }

    /// Whoever listens hears the end; what is asked for from now on waits in the table.
    func end() {
        listener.withLockedValue { $0 }?.finish()
    }

    /// One listener at a time; rings while it is busy are kept as one.
    func listen() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        listener.withLockedValue { $0 = continuation }
        return stream
    }
}
