/// Why a transaction or a read failed. `isPassing` distinguishes a state of the database, after which the caller may
/// try again, from a mistake in a statement or a stored row.
package enum StorageFault: Error, Sendable {
    /// No connection, no room on the disk, or the server is going down. Nothing was committed.
    case unavailable(String)
    /// The connection was lost during the commit, so it may or may not have happened. Repeat with the same idempotency
    /// key.
    case outcomeUnknown(String)
    /// Serialisation failures or deadlocks on each of `Limits.attempts` attempts.
    case contended
    /// More callers are waiting than `Limits.waiting`: the closure was not run.
    case overloaded
    /// A statement ran for longer than `Limits.statementSeconds`. Nothing was committed.
    case timedOut(statement: String)
    /// A statement failed: its text (which holds no values) and the engine's message.
    case failed(statement: String, message: String)
    /// A stored row holds a value that this version does not know, or lacks one it needs. The operation fails and
    /// nothing is committed; the process continues. The text names the column, the kind of row or the statement, and
    /// holds no values.
    case unreadable(String)
    /// The database has triggers, rules, views or the like that no migration made: nothing is written until they are
    /// gone, because what they write would count as ours. Nothing was committed.
    case unknownObjects([String])

    /// Whether the same request may succeed in a moment: a passing fault is not a mistake of the caller or of ours.
    package var isPassing: Bool {
        switch self {
        case .failed, .unreadable: false
        case .unavailable, .outcomeUnknown, .contended, .overloaded, .timedOut, .unknownObjects: true
        }
    }
}
