import Programme
import Storage

/// A background job: enqueued in the transaction that records the facts it follows from, run by a worker after the
/// commit, and retried until it succeeds.
///
/// It may run more than once (a worker can die after the effect and before the result is recorded), so every outside
/// effect carries an id of ours that the other system recognises.
protocol Job: Codable, Sendable {
    /// Stored in the database: never change it while jobs of that name may be queued.
    static var name: String { get }
    /// After this many failed attempts the job is dead and waits for an officer.
    static var maxAttempts: Int { get }
    /// While a job of this name and key is queued, enqueuing another is a no-op. Two of the same key never run at once.
    var uniqueKey: String? { get }
    /// A person waits for its effect: the worker of this process, if there is one, runs it straight after the commit
    /// instead of finding it by polling. Has no effect on jobs with a unique key.
    static var isUrgent: Bool { get }
    /// An officer may end a dead job of this kind without running it, because what depends on it has an end of its own:
    /// `isBuried` has set one, or the job only tells or counts. False where money, a card, a right or a deletion would
    /// be left hanging: such a job can only be run again.
    static var mayBeGivenUp: Bool { get }

    func run(on dependencies: Dependencies) async throws -> JobResult

    /// Called in the transaction that marks the job dead, so that records which depend on it do not wait for ever.
    func isBuried(because reason: String, in tx: Transaction, on dependencies: Dependencies) throws

    /// Called in the transaction in which an officer, who has fixed the cause, queues the dead job again.
    func isRevived(in tx: Transaction, on dependencies: Dependencies) throws
}

extension Job {
    static var maxAttempts: Int { 12 }
    var uniqueKey: String? { nil }
    static var isUrgent: Bool { false }
    static var mayBeGivenUp: Bool { false }

    func isBuried(because reason: String, in tx: Transaction, on dependencies: Dependencies) throws {}

    func isRevived(in tx: Transaction, on dependencies: Dependencies) throws {}
}

/// How a job ended. A thrown error counts as a failure and is tried again after `Backoff`.
enum JobResult: Sendable {
    case done
    /// Done, with writes that are committed together with the job's result. The transaction is shared with the results
    /// of other jobs, so the closure must only write.
    case noting(@Sendable (Transaction) throws -> Void)
    /// Not a failure: there is nothing to do yet. `isDue` is asked in the transaction that puts the job back: what the
    /// job waits for may have happened since it looked, and its signal found the job still running.
    case again(after: Span, isDue: (@Sendable (Transaction) throws -> Bool)? = nil)
    /// Retrying would not help: the job is dead at once and officers see the reason.
    case giveUp(String)
}

/// Delay before the next attempt: 2 s, doubling up to one hour, plus up to a quarter of jitter so that jobs which
/// failed together are not retried together.
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
