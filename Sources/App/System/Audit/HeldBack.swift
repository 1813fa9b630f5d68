import Logging
import Programme
import Storage

extension Dependencies {
    /// Throws `RecordRefusal.heldBack`, with an error in the server's log, for a record that is not as its last act left
    /// it: by a record that was changed by other means no money moves.
    func requireAsBound(_ held: HeldRecord, in tx: Transaction) throws {
        guard try !tx.records.isAsBound(held, vault: vault) else { return }
        reportChanged(held.kind, ID<HeldRecord>(held.record))
        throw RecordRefusal.heldBack
    }

    /// Before an act that changes a record, and that must not wait for what came before: records that these were changed
    /// by other means, so that `audit verify` names it for ever.
    ///
    /// - Returns: those that were changed. The act does not bind them again: what SQL put into them would pass with what
    ///   the act did.
    @discardableResult
    func noteIfChanged<Entity>(
        _ kind: BoundKind, _ records: [ID<Entity>], in tx: Transaction
    ) throws -> Set<ID<Entity>> {
        let changed = Set(records).subtracting(try tx.records.asBound(kind, of: records, vault: vault))
        for record in changed.sorted() { try noteChanged(kind, record, in: tx) }
        return changed
    }

    /// Records that a record was changed by other means, so that `audit verify` names it for ever.
    func noteChanged(_ kind: BoundKind, _ record: ID<some Any>, in tx: Transaction) throws {
        heldNotes.note(HeldNote(.record, kind.name, row: record.rawValue))
        logger.error(
            "a record was changed by other means than an act; run `prakerja audit verify`",
            metadata: ["record": "\(kind.title) \(record)"])
        let event = AuditEvent(
            "record.changed", subject: "records", detail: ["kind": kind.name, "record": record.description])
        try tx.audit.record(event, by: .system, at: moment(), ids: ids)
    }

    func reportChanged(_ kind: BoundKind, _ record: ID<some Any>) {
        heldNotes.note(HeldNote(.record, kind.name, row: record.rawValue))
        logger.error(
            "an act is held back: a record was changed by other means than an act; run `prakerja audit verify`",
            metadata: ["record": "\(kind.title) \(record)"])
    }
}
