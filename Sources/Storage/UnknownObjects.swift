/// Objects of the database that run code or fill in values inside our own transactions: triggers, rules, views, defaults
/// of columns, actions of foreign keys, functions. No migration makes any but defaults, so every other one was put in by
/// SQL: what it wrote would be bound as if our own act had written it.
enum UnknownObjects {
    /// One text per object in the column `name`, for a person.
    ///
    /// - Parameter defaults: those that the migrations give, as `SchemaGuard.defaults`; nil where they are not known, and
    ///   no default is judged.
    static func named(on engine: Engine, defaults: Set<String>?) -> SQL {
        switch engine {
        case .sqlite: SQL(stringLiteral: sqlite(defaults))
        case .postgres: SQL(stringLiteral: "WITH \(relations) \(quick(defaults)) UNION ALL \(thorough)")
        }
    }

    /// For PostgreSQL: fails, and with it the transaction, when there are any. It is sent before `COMMIT`, and waits for
    /// nothing: a trigger or a rule that has acted in this transaction cannot be dropped before its end, because both
    /// take a lock on the table. A rule could drop itself, but `relhasrules` stays.
    ///
    /// - Parameter thoroughly: also what is read in whole catalogues of functions, constraints and columns, which takes
    ///   about five times as long.
    static func refusal(defaults: Set<String>?, thoroughly: Bool) -> SQL {
        let all = thoroughly ? "\(quick(defaults)) UNION ALL \(thorough)" : quick(defaults)
        return SQL(
            stringLiteral: """
                \(refusalBegins) WITH \(relations)
                SELECT CAST('\(opening)' || string_agg(name, ', ' ORDER BY name) || '\(closing)' AS BIGINT) AS none
                FROM (\(all)) AS unknown
                """)
    }

    /// By which a refusal is known where it fails.
    static let refusalBegins = "/* objects that no migration made */"

    /// The names in the message with which PostgreSQL ends `refusal`.
    static func names(in message: String) -> [String] {
        guard let begin = message.firstRange(of: opening), let end = message.ranges(of: closing).last,
            begin.upperBound <= end.lowerBound
        else { return [message] }
        return message[begin.upperBound..<end.lowerBound].split(separator: ", ").map(String.init)
    }

    /// Around the names, because the server's language decides what else the message says.
    private static let opening = "unknown objects: "
    private static let closing = " (end)"

    /// Literals and no binds: a statement without binds is planned once per connection.
    private static func list(_ defaults: Set<String>) -> String {
        (defaults.sorted() + [""]).map { "'\($0.replacing("'", with: "''"))'" }.joined(separator: ", ")
    }

    // MARK: - SQLite

    private static func sqlite(_ defaults: Set<String>?) -> String {
        let judged = defaults.map { defaults in
            """
            UNION ALL
            SELECT 'default of ' || tables.name || '.' || columns.name AS name
            FROM sqlite_schema AS tables
            JOIN pragma_table_xinfo(tables.name) AS columns
            WHERE tables.type = 'table' AND columns.dflt_value IS NOT NULL
                AND lower(tables.name || '.' || columns.name || ' ' || columns.dflt_value) NOT IN (\(list(defaults)))
            """
        }
        return """
            SELECT CASE type WHEN 'trigger' THEN 'trigger ' || name || ' on ' || tbl_name ELSE 'view ' || name END AS name
            FROM sqlite_schema
            WHERE type IN ('trigger', 'view')
            UNION ALL
            SELECT 'computed column ' || tables.name || '.' || columns.name AS name
            FROM sqlite_schema AS tables
            JOIN pragma_table_xinfo(tables.name) AS columns
            WHERE tables.type = 'table' AND columns.hidden >= 2
            UNION ALL
            SELECT 'action of a foreign key of ' || tables.name AS name
            FROM sqlite_schema AS tables
            JOIN pragma_foreign_key_list(tables.name) AS links
            WHERE tables.type = 'table' AND (links.on_update <> 'NO ACTION' OR links.on_delete <> 'NO ACTION')
            \(judged ?? "")
            ORDER BY 1
            """
    }

    // MARK: - PostgreSQL

    /// The tables that our statements can name, in whatever order a search path finds them.
    static let relations = """
        place AS (
            SELECT oid FROM pg_namespace WHERE nspname = ANY (current_schemas(FALSE))
        ), relation AS (
            SELECT pg_class.oid, relname, relkind, relhasrules, relrowsecurity
            FROM pg_class
            JOIN place ON place.oid = relnamespace
            WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
        )
        """

    /// A default of a computed column counts as one that no migration gives. Views of an extension are none of ours, and
    /// its owner is a superuser.
    private static func quick(_ defaults: Set<String>?) -> String {
        let judged = defaults.map { defaults in
            """
            UNION ALL
            SELECT 'default of ' || relname || '.' || attname
            FROM pg_attrdef
            JOIN relation ON relation.oid = adrelid
            JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
            WHERE lower(relname || '.' || attname || ' ' || regexp_replace(pg_get_expr(adbin, adrelid), '::[a-z ]+$', ''))
                NOT IN (\(list(defaults)))
            """
        }
        return """
            SELECT 'trigger ' || tgname || ' on ' || relname AS name
            FROM pg_trigger
            JOIN relation ON relation.oid = tgrelid
            WHERE NOT tgisinternal
            UNION ALL
            SELECT 'view ' || relname
            FROM relation
            WHERE relkind IN ('v', 'm', 'f') AND NOT EXISTS (
                SELECT 1 FROM pg_depend
                WHERE classid = CAST('pg_class' AS regclass) AND objid = relation.oid AND deptype = 'e'
            )
            UNION ALL
            SELECT 'rule on ' || relname || ' (drop it and vacuum the table)'
            FROM relation
            WHERE relhasrules AND relkind IN ('r', 'p')
            UNION ALL
            SELECT 'row security of ' || relname FROM relation WHERE relrowsecurity
            \(judged ?? "")
            """
    }

    /// A function or an operator beside our tables can be found in place of a built-in one. The action of a foreign key
    /// writes to a table elsewhere, whose triggers then run; so does a statement on a table with a child elsewhere.
    /// A check, an index or a domain calls a function.
    private static let thorough = """
        SELECT 'function ' || proname
        FROM pg_proc
        JOIN place ON place.oid = pronamespace
        WHERE NOT EXISTS (
            SELECT 1 FROM pg_depend
            WHERE classid = CAST('pg_proc' AS regclass) AND objid = pg_proc.oid AND deptype = 'e'
        )
        UNION ALL
        SELECT 'operator ' || oprname
        FROM pg_operator
        JOIN place ON place.oid = oprnamespace
        WHERE NOT EXISTS (
            SELECT 1 FROM pg_depend
            WHERE classid = CAST('pg_operator' AS regclass) AND objid = pg_operator.oid AND deptype = 'e'
        )
        UNION ALL
        SELECT 'action of the foreign key ' || conname
        FROM pg_constraint
        WHERE contype = 'f' AND (confupdtype <> 'a' OR confdeltype <> 'a')
            AND (conrelid IN (SELECT oid FROM relation) OR confrelid IN (SELECT oid FROM relation))
        UNION ALL
        SELECT 'child of the table ' || relname FROM pg_inherits JOIN relation ON relation.oid = inhparent
        UNION ALL
        SELECT 'use of the function ' || proname
        FROM pg_depend
        JOIN pg_proc ON pg_proc.oid = refobjid
        LEFT JOIN pg_constraint ON classid = CAST('pg_constraint' AS regclass) AND pg_constraint.oid = objid
        LEFT JOIN pg_index ON classid = CAST('pg_class' AS regclass) AND indexrelid = objid
        WHERE refclassid = CAST('pg_proc' AS regclass) AND COALESCE(indrelid, conrelid) IN (SELECT oid FROM relation)
        UNION ALL
        SELECT 'type of ' || relname || '.' || attname
        FROM pg_attribute
        JOIN relation ON relation.oid = attrelid
        JOIN pg_type ON pg_type.oid = atttypid
        WHERE attnum > 0 AND NOT attisdropped AND typnamespace <> CAST('pg_catalog' AS regnamespace)
        """
}
