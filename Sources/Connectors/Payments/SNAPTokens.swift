import NIOConcurrencyHelpers
import Programme

/// The current access token. Concurrent callers without one both fetch one, and either is valid.
final class SNAPTokens: Sendable {
    /// A token this close to its end could expire in transit.
    private static let margin = Span.seconds(30)

    private let current = NIOLockedValueBox<(token: String, until: Instant)?>(nil)

    func valid(at now: Instant) -> String? {
        current.withLockedValue { current in
            guard let current, now + Self.margin < current.until else { return nil }
            return current.token
        }
    }

    func keep(_ token: String, until: Instant) {
        current.withLockedValue { $0 = (token, until) }
    }

    /// Drops a token that the rail refused. A newer one from another caller is kept.
    func drop(_ token: String) {
        current.withLockedValue { current in
            if current?.token == token { current = nil }
        }
    }
}
