import Storage

/// What several callers want at one moment, carried out as one transaction whose statements take lists. A single caller
/// is a list of one.
protocol BatchWork: Sendable {
    associatedtype Intent: Sendable
    associatedtype Answer: Sendable

    /// What no two intents of one batch may share, such as a destination or a browser: the second waits for the next
    /// batch.
    func subjects(of intent: Intent) -> [String]

    /// Carries out `intents` and returns one result for each, in their order. An intent whose result is a failure has
    /// left nothing behind but what its refusal records, because the transaction commits. May run several times, as
    /// every transaction.
    ///
    /// Throws `BatchConflict` when a statement changed fewer rows than it should have. That and every other error roll
    /// the whole list back; the leader then carries out each intent alone.
    func carryOut(_ intents: [Intent], in tx: Transaction) throws -> [Result<Answer, any Error>]

    /// Whether intents are carried out again when the connection was lost during their commit, which may have
    /// happened. Only where a second time changes nothing.
    var mayRepeat: Bool { get }
}

/// Another transaction has changed a row since the list was read. Alone, an intent that meets this is carried out again.
struct BatchConflict: Error {}
