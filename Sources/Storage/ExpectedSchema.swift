import GRDB

/// The tables, indexes and checks that migrations make: what a database is compared with.
package struct ExpectedSchema: Sendable {
    /// As SQLite stores them, by kind and name.
    private let objects: [String: StoredObject]
    /// As `PostgresSchema` names them.
    private let traits: Set<String>
    private let tables: Set<String>

    /// - Parameter connection: to a database that has been migrated, and nothing else.
    init(_ connection: SQLiteConnection) throws {
        let stored = try connection.storedObjects()
        objects = Dictionary(stored.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        tables = Set(stored.filter { $0.kind == "table" }.map(\.name))
        traits = try PostgresSchema.traits(of: stored, on: connection)
    }

    /// What a database on SQLite has beside these objects, has differently or lacks; one text each, for a person.
    /// Triggers and views are `UnknownObjects`' part.
    func differences(from stored: [StoredObject]) -> [String] {
        var (missing, found, pages): ([String: StoredObject], [String], [Int64: String]) = (objects, [], [:])
        for object in stored where !object.isOfSQLite && !["trigger", "view"].contains(object.kind) {
            if object.page > 0, let other = pages.updateValue(object.title, forKey: object.page) {
                found.append("pages of \(object.title), which are those of \(other)")
            }
            guard let expected = missing.removeValue(forKey: object.key) else {
                found.append(object.title)
                continue
            }
            if !expected.isDefined(as: object) { found.append("changed \(object.title)") }
        }
        return found + missing.values.map { "missing \($0.title)" }.sorted()
    }

    /// The same on PostgreSQL, of the tables that the migrations make.
    ///
    /// - Parameter rows: of `PostgresSchema.objects`.
    func differences(from rows: [Row]) throws -> [String] {
        var (present, found, seen): (Set<String>, [String], Set<String>) = ([], [], [])
        for row in rows {
            let (table, kind): (String, String) = (try row["relation"], try row["kind"])
            guard tables.contains(table) else { continue }
            if kind == "table" {
                if !seen.insert(table).inserted { found.append("second table \(table)") }
                continue
            }
            let trait = PostgresSchema.trait(kind, of: table, try row["definition"], isValid: try row["valid"])
            if let trait { present.insert(trait) }
        }
        found += present.subtracting(traits).sorted()
        found += tables.subtracting(seen).sorted().map { "missing table \($0)" }
        found += traits.subtracting(present).sorted().map { "missing \($0)" }
        return found
    }
}

/// A row of SQLite's schema.
struct StoredObject: Sendable {
    let kind: String
    let name: String
    let table: String
    /// Nil for the index of a key, which SQLite makes by itself.
    let sql: String?
    /// The first page of its content in the file.
    let page: Int64

    static let all: SQL = "SELECT type, name, tbl_name, sql, rootpage FROM sqlite_schema ORDER BY type, name"

    /// - Parameter values: of one row of `all`.
    init(_ values: [SQLValue]) {
        let texts = values.map { value -> String? in if case .text(let text) = value { text } else { nil } }
        func text(_ place: Int) -> String? { texts.indices.contains(place) ? texts[place] : nil }
        (kind, name, table) = (text(0) ?? "object", text(1) ?? "without a name", text(2) ?? "no table")
        sql = text(3)
        if case .integer(let page)? = values.last { self.page = page } else { page = 0 }
    }

    var key: String { "\(kind) \(name)" }

    var title: String { kind == "index" ? "index \(name) on \(table)" : key }

    /// What SQLite itself keeps for its planner and for counted keys.
    var isOfSQLite: Bool {
        kind == "table" && ["sqlite_sequence", "sqlite_stat1", "sqlite_stat3", "sqlite_stat4"].contains(name)
    }

    /// Versions of SQLite write a renamed table and an added column differently: quotes, spaces and comments do not
    /// count.
    func isDefined(as other: StoredObject) -> Bool {
        guard table == other.table else { return false }
        if sql == other.sql { return true }
        guard let sql, let text = other.sql else { return false }
        return SchemaWords.of(sql) == SchemaWords.of(text)
    }
}

extension SQLiteConnection {
    func storedObjects() throws -> [StoredObject] {
        try prepared(StoredObject.all).statement.rows([]).map(StoredObject.init)
    }
}

extension Migrator {
    /// The schema that these migrations make, from a database in memory. All migrations of the product take about a
    /// quarter of a second: once per process is enough.
    package func expectedSchema() throws -> ExpectedSchema {
        let scripts = try scripts()
        do {
            return try DatabaseQueue().write { database in
                let connection = SQLiteConnection(database, SchemaGuard())
                for script in scripts { try connection.script(SQLiteDialect.translated(script)) }
                return try ExpectedSchema(connection)
            }
        } catch {
            throw StorageFault(error)
        }
    }
}
