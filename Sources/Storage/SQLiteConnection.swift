import GRDB

/// A connection in the hands of its thread: what it has prepared stays prepared.
///
/// The library keeps statements too, but looks each up through checks of its own, and makes the names of its columns
/// anew for every answer.
final class SQLiteConnection {
    struct Prepared {
        let statement: SQLiteStatement
        let columns: Columns
        /// Keeps the statement alive.
        fileprivate let owner: Statement
    }

    private let database: GRDB.Database
    private var known: [String: Prepared] = [:]

    /// Texts differ by the length of their lists alone, and such lists are short; more than this are let go together.
    private static let most = 2_000

    init(_ database: GRDB.Database) {
        self.database = database
    }

    var isInsideTransaction: Bool { database.isInsideTransaction }

    /// How many rows were ever inserted, changed or deleted here.
    var changes: Int { database.totalChangesCount }

    /// Throws `DatabaseError` when the text is no statement of this schema.
    func prepared(_ sql: SQL) throws -> Prepared {
        if let prepared = known[sql.text] { return prepared }
        // To SQLite `$2` is a name, numbered at first sight, and not the second place. An `SQL` numbers its binds in the
        // order in which they stand, so the two agree.
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

    /// A statement without binds or rows.
    func step(_ sql: SQL) throws {
        try prepared(sql).statement.run([])
    }

    /// Any number of statements, of which nothing is kept.
    func script(_ text: String) throws {
        try database.execute(sql: text)
    }

    private static func isAscending(_ sql: SQL) -> Bool {
        guard !sql.binds.isEmpty else { return true }
        return sql.text.matches(of: /\$(\d+)/).compactMap { Int($0.1) } == Array(1...sql.binds.count)
    }
}
