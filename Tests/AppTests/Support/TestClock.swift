import NIOConcurrencyHelpers
import Programme

/// The real clock of a test: stands still until the test sets it.
final class TestClock: Sendable {
    private let time: NIOLockedValueBox<Instant>

    init(_ text: String) {
        guard let instant = Instant(text) else { preconditionFailure("\(text) is no instant") }
        time = NIOLockedValueBox(instant)
    }

    func now() -> Instant { time.withLockedValue { $0 } }

    func advance(_ span: Span) {
        time.withLockedValue { $0 = $0 + span }
    }

    func set(_ text: String) {
        guard let instant = Instant(text) else { preconditionFailure("\(text) is no instant") }
        set(instant)
    }

    func set(_ instant: Instant) {
        time.withLockedValue { $0 = instant }
    }
}
