/// What the application's own user may do on PostgreSQL where another user owns and migrates the tables: read and write
/// all of them, but only add to those whose rows must never change, and only read the list of migrations. It gets no
/// right to TRUNCATE, ALTER or DROP any.
package struct TablePrivileges: Sendable {
    /// Tables whose rows are only ever added.
    package let appendOnly: Set<String>

    package init(appendOnly: Set<String>) {
        self.appendOnly = appendOnly
    }

    /// The statements that leave `user` with exactly these rights, on every table of the present schema.
    package func statements(for user: String, in tx: Transaction) throws -> [String] {
        let tables: [String] = try tx.rows(
            """
            SELECT CAST(tablename AS TEXT) AS tablename
            FROM pg_tables
            WHERE schemaname = current_schema()
            ORDER BY tablename
            """
        ).map { try $0["tablename"] }
        let schema: String = try tx.row("SELECT CAST(current_schema() AS TEXT) AS name")?["name"] ?? "public"
        let role = Self.quoted(user)
        let begin = [
            "REVOKE CREATE ON SCHEMA \(Self.quoted(schema)) FROM \(role)",
            "GRANT USAGE ON SCHEMA \(Self.quoted(schema)) TO \(role)",
            "REVOKE ALL ON ALL TABLES IN SCHEMA \(Self.quoted(schema)) FROM \(role)",
        ]
        return begin + tables.map { "GRANT \(rights(on: $0)) ON \(Self.quoted(schema)).\(Self.quoted($0)) TO \(role)" }
    }

    /// Gives `user` these rights, in one transaction. The connection's own user must own the tables.
    package func grant(to user: String, on database: Database) async throws {
        try await database.transaction { tx in
            let grants = try statements(for: user, in: tx)
            try tx.session.script(grants.map { "\($0);" }.joined(separator: "\n"))
        }
    }

    private func rights(on table: String) -> String {
        if table == "schema_migration" { return "SELECT" }
        return appendOnly.contains(table) ? "SELECT, INSERT" : "SELECT, INSERT, UPDATE, DELETE"
    }

    private static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
}

extension Database {
    /// The name of the connection's user on PostgreSQL; nil on SQLite, which has none.
    package func user() async throws -> String? {
        guard engine == .postgres else { return nil }
        return try await read { tx in try tx.row("SELECT CAST(current_user AS TEXT) AS name")?["name"] }
    }

    /// Those of `tables` whose rows the connection's user could change or remove on PostgreSQL: by UPDATE, DELETE or
    /// TRUNCATE, or as a member of the owner, who can give itself every right. Empty on SQLite.
    package func changeable(_ tables: Set<String>) async throws -> [String] {
        guard engine == .postgres else { return [] }
        return try await read { tx in
            try tx.rows(
                """
                SELECT CAST(relname AS TEXT) AS name
                FROM pg_class
                JOIN pg_namespace ON pg_namespace.oid = relnamespace
                WHERE nspname = current_schema() AND relkind IN ('r', 'p') AND relname IN (\(list: tables.sorted()))
                    AND (has_table_privilege(pg_class.oid, 'UPDATE') OR has_table_privilege(pg_class.oid, 'DELETE')
                        OR has_table_privilege(pg_class.oid, 'TRUNCATE') OR pg_has_role(relowner, 'MEMBER'))
                ORDER BY relname
                """
            ).map { try $0["name"] }
        }
    }
}
