import Programme
import Storage

/// Whether an account is suspended, for acts: by rows that are as the acts of the office left them.
extension Dependencies {
    /// True also where SQL ended, changed or deleted a suspension: it goes on until its row is put back.
    func isSuspended(_ person: ID<Account>, in tx: Transaction) throws -> Bool {
        guard let rows = try whole(.personSuspensions, person, in: tx) else { return true }
        return try rows.contains(where: Self.isRunning)
    }

    /// Throws `SuspendedRefusal` while the account is suspended, and `RecordRefusal.heldBack` where SQL changed that.
    func requireNotSuspended(_ person: ID<Account>, in tx: Transaction) throws {
        guard let rows = try whole(.personSuspensions, person, in: tx) else { throw RecordRefusal.heldBack }
        guard try !rows.contains(where: Self.isRunning) else { throw SuspendedRefusal.suspended }
    }

    private static func isRunning(_ row: Row) throws -> Bool {
        let end: Instant? = try row["ended_at"]
        return end == nil
    }
}
