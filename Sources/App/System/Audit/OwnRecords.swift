import Logging
import Programme
import Storage

/// Before a person reads data as their own: SQL could give another person's rows to an account for a moment.
extension Dependencies {
    /// Throws `refusal`, with an error in the server's log, unless each record is as its last act left it.
    ///
    /// - Parameters:
    ///   - due: what an act must have bound.
    ///   - free: what no act need have bound: compared where one has.
    func requireOwn<Entity>(
        _ kind: BoundKind, due: [ID<Entity>], free: [ID<Entity>] = [], or refusal: RecordRefusal, in tx: Transaction
    ) throws {
        let changed = try tx.records.changed(kind, due: due, free: free, vault: vault)
        for record in changed { reportChanged(kind, record) }
        guard changed.isEmpty else { throw refusal }
    }

    /// As `requireOwn`, where each act binds the records, and the first start of a version bound those from before.
    ///
    /// - Parameter before: of the records that no act has bound since.
    func requireOwn<Entity>(
        _ kind: BoundKind, before: BoundKind, _ records: [ID<Entity>], or refusal: RecordRefusal, in tx: Transaction
    ) throws {
        let bound = try tx.records.everBound(kind, among: records)
        try requireOwn(kind, due: bound.sorted(), or: refusal, in: tx)
        try requireOwn(before, due: Set(records).subtracting(bound).sorted(), or: refusal, in: tx)
    }

    /// Throws `RecordRefusal.heldBack` where a sealed value is another person's, or was changed by other means.
    func openOwn<Value>(_ read: () throws -> Value) throws -> Value {
        do {
            return try read()
        } catch VaultFault.unreadable {
            logger.error(
                "a page is held back: a sealed value is another person's or was changed; run `prakerja audit verify`")
            throw RecordRefusal.heldBack
        }
    }
}
