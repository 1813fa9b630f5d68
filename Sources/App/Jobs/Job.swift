import Programme
import Storage

/// Work that follows from facts and is done after their commit: told to the same transaction, tried until it succeeds.
///
/// It may run more than once (a worker can die after the effect and before it is noted), so its effect carries an id of
/// ours that the other side recognises.
protocol Job: Codable, Sendable {
    /// Stored in the database: never change it while jobs of that name may wait.
    static var name: String { get }
    /// After so many failures it is dead and waits for the office.
    static var maxAttempts: Int { get }
    /// While a job of this name and key waits, another is not taken in; two never run at once.
    var uniqueKey: String? { get }
    /// Somebody waits for it now: the worker of this process, if it has one, takes it over at the commit. Not for jobs
    /// with a unique key.
    static var isUrgent: Bool { get }

    func run(on platform: Platform) async throws -> Verdict

    /// It is dead now, in the same transaction: what waits for it must not wait for ever.
    func isBuried(because reason: String, in tx: Transaction, on platform: Platform) throws

    /// The office has mended the cause and lets it run again, in the same transaction.
    func isRevived(in tx: Transaction, on platform: Platform) throws
}

extension Job {
    static var maxAttempts: Int { 12 }
    var uniqueKey: String? { nil }
    static var isUrgent: Bool { false }

    func isBuried(because reason: String, in tx: Transaction, on platform: Platform) throws {}

    func isRevived(in tx: Transaction, on platform: Platform) throws {}
}

/// How a job ended. A thrown error counts as a failure and is tried again after `Backoff`.
enum Verdict: Sendable {
    case done
    /// Done, with what is to be noted of it in one transaction with that: once for many jobs, so it must write only.
    case noting(@Sendable (Transaction) throws -> Void)
    /// Not a failure: there is nothing to do yet.
    case again(after: Span)
    /// Trying again would not help; the office sees it with the reason.
    case giveUp(String)
}

/// How long to wait before the next attempt: 2 s doubling to an hour, with up to a quarter of jitter so that what
/// failed
/// together does not return together.
enum Backoff {
    static let longest = Span.hours(1)

    /// - Parameters:
    ///   - attempt: how many attempts have failed, from 1.
    ///   - jitter: 0 ..< 1.
    static func delay(afterAttempt attempt: Int, jitter: Double) -> Span {
        let base = min(longest.milliseconds, 2_000 << Int64(min(max(attempt, 1) - 1, 20)))
        return Span(milliseconds: base + Int64(Double(base) / 4 * jitter))
    }
}
