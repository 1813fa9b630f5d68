/// What follows from the answer to an attempt to deliver an event.
package enum WebhookOutcome: Sendable, Equatable {
    case delivered
    /// 410: the partner has closed the endpoint.
    case gone
    case retry(after: Span)
    /// The last attempt failed.
    case failed
}

/// When an event that was not taken is tried again: soon at first, then over three days.
package enum WebhookRetry {
    /// The pauses after the first attempt, the second and so on.
    package static let pauses: [Span] = [
        .seconds(5), .minutes(5), .minutes(30), .hours(2), .hours(5), .hours(10), .hours(14), .hours(20), .hours(24),
    ]
    package static let mostAttempts = pauses.count + 1
    /// The longest `Retry-After` that is obeyed.
    package static let longestPause = Span.hours(24)

    /// - Parameters:
    ///   - status: of the answer; nil where none came.
    ///   - retryAfter: the header in seconds; a date and what is no number count as absent, a negative
    ///     number as none.
    ///   - attempt: how many were made with this one, from 1.
    ///   - jitter: 0 ..< 1; up to a tenth of the pause, so that events that failed together do not come together.
    package static func outcome(
        status: Int?, retryAfter: String?, attempt: Int, jitter: Double
    ) -> WebhookOutcome {
        if let status, (200..<300).contains(status) { return .delivered }
        if status == 410 { return .gone }
        guard attempt >= 1, attempt <= pauses.count else { return .failed }
        let pause = pauses[attempt - 1]
        let spread = Span(milliseconds: Int64(Double(pause.milliseconds) / 10 * min(max(jitter, 0), 1)))
        let asked = retryAfter.flatMap { Int64(clamping: $0, to: 0...longestPause.seconds) }.map {
            Span(milliseconds: $0 * 1_000)
        }
        return .retry(after: max(Span(milliseconds: pause.milliseconds + spread.milliseconds), asked ?? .zero))
    }
}
