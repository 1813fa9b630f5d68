import Programme
import Storage

/// A record whose rows no other connection can change until the transaction ends. An act that decides by a record can
/// compare only one that it holds.
struct HeldRecord: Sendable {
    let kind: BoundKind
    let record: Int64

    fileprivate init(_ kind: BoundKind, _ record: Int64) {
        (self.kind, self.record) = (kind, record)
    }
}

/// Keeping a record as it is until the transaction ends.
extension RecordQueries {
    /// Locks the rows of a record, before the act reads them: otherwise another connection could change them on
    /// PostgreSQL between reading, comparing and binding. A row that another table's rows refer to is locked against new
    /// ones of those too. On SQLite the transaction is alone.
    ///
    /// An act that holds several records holds the proposal first, then what it is about.
    func hold(_ kind: BoundKind, _ record: ID<some Any>) throws -> HeldRecord {
        if tx.engine == .postgres, let lock = kind.lock(record.rawValue) { try tx.send(lock) }
        return HeldRecord(kind, record.rawValue)
    }

    /// Holds a record whose id is known only by reading it, and reads it again. Nil for none, also for one that another
    /// record has replaced since the first reading.
    func findHeld<Value, Entity>(
        _ kind: BoundKind, by id: KeyPath<Value, ID<Entity>>, _ find: () throws -> Value?
    ) throws -> (value: Value, held: HeldRecord)? {
        guard let first = try find() else { return nil }
        let held = try hold(kind, first[keyPath: id])
        guard tx.engine == .postgres else { return (first, held) }
        guard let present = try find(), present[keyPath: id] == first[keyPath: id] else { return nil }
        return (present, held)
    }
}

extension BoundKind {
    /// One statement that locks the rows of a record, in the order of `content`; nil where there are none to lock.
    func lock(_ record: Int64) -> SQL? {
        let locks = content([record]).filter(\.isLockable).map { statement -> SQL in
            "(SELECT COUNT(*) FROM (\(statement) FOR UPDATE) AS held)"
        }
        guard let first = locks.first else { return nil }
        return locks.dropFirst().reduce("SELECT \(first)") { "\($0), \($1)" }
    }
}

extension SQL {
    /// Whether the application's own user may lock the rows that the statement reads. Those of a table to which it can
    /// only add need no lock, and PostgreSQL would refuse it; it also refuses rows that a LEFT JOIN may lack.
    fileprivate var isLockable: Bool {
        let words = Set(text.split { !$0.isLetter && $0 != "_" }.map(String.init))
        return !words.contains("LEFT") && words.isDisjoint(with: AppendOnly.tables)
    }
}
