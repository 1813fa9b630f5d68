/// When an institution's reports of completions are pointed out to the office. No regulation names a figure: each is an
/// assumption of this project, chosen so that honest institutions are rarely named.
package enum CompletionPace {
    /// A training that ended within this part of its hours after its first attendance: one tenth.
    package static let leastPart = 10
    /// Completions of one institution in one clock hour: the largest webinars end with fewer.
    package static let mostInAnHour = 300
    /// For how long the office sees it.
    package static let lookBack = Span.hours(24)
}
