import Programme
import Storage

/// Keeping a record as it is until the transaction ends.
extension RecordQueries {
    /// Locks the rows of a record before an act reads, compares and changes them. On PostgreSQL another connection could
    /// otherwise change them between the comparison and the act; on SQLite the transaction is alone. No act calls it yet.
    func hold(_ kind: BoundKind, _ record: ID<some Any>) throws {
        guard tx.engine == .postgres else { return }
        for statement in kind.content([record.rawValue]) { _ = try tx.rows("\(statement) FOR UPDATE") }
    }
}
