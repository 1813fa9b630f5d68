/// Indexes, keys and checks of PostgreSQL in the same words as those that the migrations make on SQLite. What is not
/// compared: the types of columns, `NOT NULL`, to which row a foreign key leads, and where a condition's parentheses are.
enum PostgresSchema {
    /// One row for each table that our statements can name, and for each index and check of one.
    static let objects = SQL(
        stringLiteral: """
            WITH \(UnknownObjects.relations)
            SELECT CAST(relname AS TEXT) AS relation, 'table' AS kind, '' AS definition, TRUE AS valid
            FROM relation
            WHERE relkind IN ('r', 'p', 'f')
            UNION ALL
            SELECT CAST(relname AS TEXT), CASE WHEN EXISTS (
                    SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u')
                ) THEN 'key' ELSE 'index' END, pg_get_indexdef(indexrelid),
                indisvalid AND indisready AND indislive AND indimmediate
            FROM pg_index
            JOIN relation ON relation.oid = indrelid
            UNION ALL
            SELECT CAST(relname AS TEXT), 'check', pg_get_constraintdef(pg_constraint.oid), convalidated
            FROM pg_constraint
            JOIN relation ON relation.oid = conrelid
            WHERE contype = 'c'
            """)

    /// How an object is named, for comparing it and for a person. Nil for the check of a flag, which only SQLite needs.
    ///
    /// - Parameter definition: as PostgreSQL prints it.
    static func trait(_ kind: String, of table: String, _ definition: String, isValid: Bool) -> String? {
        let words = SchemaWords.of(definition)
        let trait =
            kind == "check" ? check(words.dropFirst(), of: table) : index(words, of: table, isKey: kind == "key")
        return trait.map { isValid ? $0 : "\($0) (not valid)" }
    }

    /// The same objects of a database on SQLite.
    static func traits(of stored: [StoredObject], on connection: SQLiteConnection) throws -> Set<String> {
        var traits: Set<String> = []
        for table in stored where table.kind == "table" && !table.isOfSQLite {
            let words = SchemaWords.of(table.sql ?? "")
            traits.formUnion(checks(in: words).compactMap { check($0, of: table.name) })
            let keys = try connection.rows(
                "SELECT name FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk", table.name)
            if !keys.isEmpty { traits.insert(key(keys.map { $0[0] }, of: table.name)) }
        }
        for index in stored where index.kind == "index" {
            let columns = try connection.rows(
                """
                SELECT COALESCE(name, 'expression') || CASE WHEN "desc" = 1 THEN ' desc' ELSE '' END
                FROM pragma_index_xinfo($1)
                WHERE "key" = 1
                ORDER BY seqno
                """, index.name
            ).map { $0[0] }
            guard let sql = index.sql else {
                traits.insert(key(columns, of: index.table))
                continue
            }
            let words = SchemaWords.of(sql)
            let condition = words.firstIndex(of: "where").map { words[($0 + 1)...] } ?? []
            traits.insert(
                title(
                    index.name, of: index.table, columns, isUnique: words.starts(with: ["create", "unique"]),
                    Array(condition)))
        }
        return traits
    }

    private static let isFlag = " in 0 1"

    private static func check(_ words: some Collection<String>, of table: String) -> String? {
        let condition = SchemaWords.condition(Array(words))
        if condition.hasSuffix(isFlag), !condition.dropLast(isFlag.count).contains(" ") { return nil }
        return "check of \(table): \(condition)"
    }

    private static func key(_ columns: [String], of table: String) -> String {
        "key of \(table) (\(columns.joined(separator: ", ")))"
    }

    private static func title(
        _ name: String, of table: String, _ columns: [String], isUnique: Bool, _ condition: [String]
    ) -> String {
        "\(isUnique ? "unique " : "")index \(name) on \(table) (\(columns.joined(separator: ", ")))"
            + (condition.isEmpty ? "" : " where \(SchemaWords.condition(condition))")
    }

    /// - Parameter words: of `CREATE UNIQUE INDEX name ON schema.table USING btree (…) WHERE (…)`. Anything else in it,
    ///   such as another method or a collation, stays in what is returned, and so differs.
    private static func index(_ words: [String], of table: String, isKey: Bool) -> String {
        let isUnique = words.starts(with: ["create", "unique"])
        guard let name = words.firstIndex(of: "index").map({ words.index(after: $0) }), words.indices.contains(name),
            let using = words.firstIndex(of: "using"), words[using...].starts(with: ["using", "btree", "("]),
            let end = words[using...].firstIndex(of: ")")
        else { return words.joined(separator: " ") }
        let columns = words[(using + 3)..<end].split(separator: ",").map { $0.joined(separator: " ") }
        let rest = words[(end + 1)...]
        guard rest.isEmpty || rest.first == "where" else { return words.joined(separator: " ") }
        if isKey, isUnique, rest.isEmpty { return key(columns, of: table) }
        return title(words[name], of: table, columns, isUnique: isUnique, Array(rest.dropFirst()))
    }

    /// The conditions of all checks in the definition of a table.
    private static func checks(in words: [String]) -> [[String]] {
        var (found, rest): ([[String]], ArraySlice<String>) = ([], words[...])
        while let start = rest.firstIndex(of: "check") {
            rest = rest[(start + 1)...]
            var (depth, condition): (Int, [String]) = (0, [])
            while let word = rest.popFirst() {
                if word == "(" { depth += 1 }
                if word == ")" { depth -= 1 }
                condition.append(word)
                if depth == 0 { break }
            }
            found.append(condition)
        }
        return found
    }
}

extension SQLiteConnection {
    /// The texts of the first column of a statement with one bind.
    fileprivate func rows(_ statement: String, _ bind: String) throws -> [[String]] {
        try prepared(SQL(stringLiteral: statement)).statement.rows([.text(bind)]).map { row in
            row.map { value in if case .text(let text) = value { text } else { "" } }
        }
    }
}
