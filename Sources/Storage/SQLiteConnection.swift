import GRDB

/// A connection, used by its thread only, with a cache of prepared statements.
///
/// GRDB caches statements too, but checks each at lookup and builds the column names again for every result.
final class SQLiteConnection {
    struct Prepared {
        let statement: SQLiteStatement
        let columns: Columns
        /// Keeps the statement alive.
        fileprivate let owner: Statement
    }

    let schema: SchemaGuard
    private let database: GRDB.Database
    /// For which schema `unknown` was found.
    private var checked: (version: SQLValue, changes: Int)?
    private var unknown: [String] = []
    private var known: [String: Prepared] = [:]

    /// Size limit of the cache. Statements differ only by the length of short lists; when the limit is reached, all are
    /// dropped.
    private static let most = 2_000

    init(_ database: GRDB.Database, _ schema: SchemaGuard) {
        (self.database, self.schema) = (database, schema)
    }

    var isInsideTransaction: Bool { database.isInsideTransaction }

    /// How many rows were inserted, changed or deleted since the connection was opened.
    var changes: Int { database.totalChangesCount }

    /// Throws `DatabaseError` when the text is not a valid statement of this schema.
    func prepared(_ sql: SQL) throws -> Prepared {
        if let prepared = known[sql.text] { return prepared }
        // SQLite treats `$2` as a name, numbered at its first occurrence, not as the second position. `SQL` numbers its
        // binds in the order in which they occur, so the two agree; this checks it.
        guard Self.isAscending(sql) else {
            throw StorageFault.failed(statement: sql.text, message: "its binds are not numbered in their order")
        }
        guard let connection = database.sqliteConnection else {
            throw StorageFault.unavailable("the database is closed")
        }
        let owner = try database.makeStatement(sql: sql.text)
        let prepared = Prepared(
            statement: SQLiteStatement(owner.sqliteStatement, on: connection), columns: Columns(owner.columnNames),
            owner: owner)
        if known.count == Self.most { known.removeAll() }
        known[sql.text] = prepared
        return prepared
    }

    /// Runs a statement without binds or rows.
    func step(_ sql: SQL) throws {
        try prepared(sql).statement.run([])
    }

    /// Called at the beginning of a write transaction, which no other connection can disturb. The number of the schema's
    /// version stands in the header of the file, so that looking whether it has changed costs next to nothing.
    func checkSchema() throws {
        let version = try prepared("PRAGMA schema_version").statement.rows([]).first?.first ?? .null
        let changes = schema.changes
        if let checked, checked == (version, changes) { return }
        let statement = try prepared(UnknownObjects.named(on: .sqlite, defaults: schema.defaults)).statement
        unknown = try statement.rows([]).map { row in
            guard case .text(let name)? = row.first else { return "an object without a name" }
            return name
        }
        if let expected = schema.expected { unknown += expected.differences(from: try storedObjects()) }
        checked = (version, changes)
    }

    /// Why a transaction of this kind is not carried out; nil where it is.
    func refusal(of kind: QueuedTransaction.Kind) -> StorageFault? {
        unknown.isEmpty || kind == .upkeep ? nil : .unknownObjects(unknown)
    }

    /// Runs any number of statements without caching them.
    func script(_ text: String) throws {
        try database.execute(sql: text)
    }

    /// Byte by byte: with a regular expression this took longer than preparing the statement.
    private static func isAscending(_ sql: SQL) -> Bool {
        guard !sql.binds.isEmpty else { return true }
        let (mark, zero) = (UInt8(ascii: "$"), UInt8(ascii: "0"))
        var text = sql.text
        return text.withUTF8 { bytes in
            var (place, last) = (0, 0)
            while place < bytes.count {
                place += 1
                guard bytes[place - 1] == mark else { continue }
                let start = place
                var number = 0
                while place < bytes.count, bytes[place] >= zero, bytes[place] <= zero + 9, number < 1_000_000 {
                    number = number * 10 + Int(bytes[place] - zero)
                    place += 1
                }
                guard place > start else { continue }
                guard number == last + 1 else { return false }
                last = number
            }
            return last == sql.binds.count
        }
    }
}
