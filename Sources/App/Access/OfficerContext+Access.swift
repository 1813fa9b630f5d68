import Programme
import Storage

extension OfficerContext {
    /// Records that this officer reads data of these persons. Called in the transaction that reads it: when the record
    /// cannot be written, the page is not answered.
    func records(
        _ what: AccessKind, of people: [ID<Account>], because reason: AccessReason, in tx: Transaction
    ) throws {
        try tx.access.record(
            what, of: people, by: officer.id, as: officer.reading(what), why: reason, from: address,
            at: dependencies.moment(),
            ids: dependencies.ids)
    }
}
