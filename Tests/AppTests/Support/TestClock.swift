import Programme
import Synchronization

/// The real clock of a test: stands still until it is moved.
final class TestClock: Sendable {
    private let time: Mutex<Instant>

    init(_ text: String) {
        guard let instant = Instant(text) else { preconditionFailure("\(text) is no instant") }
        time = Mutex(instant)
    }

    func now() -> Instant { time.withLock { $0 } }

    func advance(_ span: Span) {
        time.withLock { $0 = $0 + span }
    }

    func set(_ text: String) {
        guard let instant = Instant(text) else { preconditionFailure("\(text) is no instant") }
        set(instant)
    }

    func set(_ instant: Instant) {
        time.withLock { $0 = instant }
    }
}
