import NIOConcurrencyHelpers
import Programme

/// The one access token in use. Two callers who miss it at once both fetch one, and either will do.
final class SNAPTokens: Sendable {
    /// A token this close to its end could expire on the way.
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

    /// The rail refused it. A newer one that somebody else fetched meanwhile stays.
    func drop(_ token: String) {
        current.withLockedValue { current in
            if current?.token == token { current = nil }
        }
    }
}
