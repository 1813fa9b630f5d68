import Foundation
import Storage
import Testing

@Suite("Schema document")
struct SchemaTests {
    @Test("docs/schema.sql is the schema of a fresh database, slice by slice; `make schema` writes it")
    func fresh() async throws {
        let text = try await SchemaDocument.text()
        let file = House.root.appending(path: "docs/schema.sql")
        if ProcessInfo.processInfo.environment["PRAKERJA_WRITE_SCHEMA"] != nil {
            try Data(text.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text, "type: make schema")
    }
}

/// The schema as all migrations leave it, read from a fresh SQLite database. SQLite stores the text of `CREATE TABLE`
/// with the comments inside it; the comment above it is taken from the migration.
enum SchemaDocument {
    private static let migrations = House.root.appending(path: "Sources/App/Resources/Migrations")

    static func text() async throws -> String {
        let (tables, indices) = try await statements()
        let comments = comments()
        let slices = SQLRule.tables.map { room, names -> String in
            let parts = names.split(whereSeparator: \.isWhitespace).map(String.init).compactMap { name -> String? in
                guard let table = tables[name] else { return nil }
                let below = (indices[name] ?? []).map { (comments[$0.name] ?? "") + $0.text + ";" }
                return ([(comments[name] ?? "") + table + ";"] + below).joined(separator: "\n")
            }
            return "-- \(room)\n\n" + parts.joined(separator: "\n\n")
        }
        return """
            -- Written by `make schema` from a fresh database: every table with its indices, at the slice that writes it.

            \(slices.joined(separator: "\n\n\n"))

            """
    }

    private struct Statement: Sendable {
        let name: String
        let text: String
    }

    private static func statements() async throws -> (tables: [String: String], indices: [String: [Statement]]) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "prakerja-schema-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try Database.sqlite(path: folder.appending(path: "schema.sqlite").path)
        try await Migrator(directory: migrations).migrate(database, at: 0)
        let rows = try await database.read { tx in
            try tx.rows(
                """
                SELECT type, name, tbl_name, sql
                FROM sqlite_schema
                WHERE sql IS NOT NULL
                ORDER BY name
                """
            ).map { row in
                try (
                    kind: row["type"] as String, name: row["name"] as String, table: row["tbl_name"] as String,
                    text: row["sql"] as String
                )
            }
        }
        await database.close()
        var (tables, indices): ([String: String], [String: [Statement]]) = ([:], [:])
        for row in rows {
            if row.kind == "table" {
                tables[row.name] = plain(row.text)
            } else {
                indices[row.table, default: []].append(Statement(name: row.name, text: row.text))
            }
        }
        return (tables, indices)
    }

    /// Without the quotes that renaming a table leaves, and with each added column on a line of its own: SQLite puts
    /// them behind the last column, or behind the line end after it.
    private static func plain(_ text: String) -> String {
        let text = text.replacing(/^CREATE TABLE "(\w+)"/) { "CREATE TABLE \($0.1)" }
            .replacing(/\n, (.+)\) STRICT$/) { ",\n    \($0.1)\n) STRICT" }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in
                line.contains("--")
                    ? String(line)
                    : String(line).replacing(/, (\w+ +(?:INTEGER|TEXT|BLOB)\b)/) { ",\n    \($0.1)" }
            }
            .joined(separator: "\n")
    }

    /// A table's comment with the one above the removal of a column in place of what it says from that column on.
    private static func without(_ column: String, _ comment: String, because reason: String) -> String {
        let sentences = comment.replacing("\n-- ", with: " ")
        guard let name = sentences.range(of: "`\(column)`"),
            let end = sentences[..<name.lowerBound].range(of: ". ", options: .backwards)
        else { return comment }
        return sentences[..<end.lowerBound] + ".\n" + reason
    }

    /// The lines of comment directly above each table and index, by its name today.
    private static func comments() -> [String: String] {
        var comments: [String: String] = [:]
        for file in House.files(under: "Sources/App/Resources/Migrations", ending: ".sql") {
            var above = ""
            for line in House.read(file).split(separator: "\n", omittingEmptySubsequences: false) {
                if line.hasPrefix("--") {
                    above += line + "\n"
                    continue
                }
                if let match = line.firstMatch(of: /^CREATE (?:TABLE|(?:UNIQUE )?INDEX) (\w+)/) {
                    comments[String(match.1)] = above
                }
                if let match = line.firstMatch(of: /^ALTER TABLE (\w+) RENAME TO (\w+)/) {
                    comments[String(match.2)] = comments[String(match.1)] ?? comments[String(match.2)]
                }
                if let match = line.firstMatch(of: /^ALTER TABLE (\w+) DROP COLUMN (\w+)/) {
                    let (table, column) = (String(match.1), String(match.2))
                    comments[table] = comments[table].map { without(column, $0, because: above) }
                }
                above = ""
            }
        }
        return comments
    }
}
