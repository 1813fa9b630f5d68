import Foundation
import Storage
import TestSupport
import Testing

@Suite("The schema beside that of the migrations", .timeLimit(.minutes(2)))
struct SchemaComparisonTests {
    /// What the owner of the tables does to the schema, and what is found.
    struct Change: Sendable, CustomTestStringConvertible {
        let make: [SQL]
        let restore: [SQL]
        let found: [String]

        var testDescription: String { found.joined(separator: ", ") }
    }

    private static let defaults: Set = ["holder.active true"]

    private static let onSQLite = [
        Change(
            make: ["CREATE INDEX mine ON card (state)"], restore: ["DROP INDEX mine"], found: ["index mine on card"]),
        Change(
            make: ["CREATE TABLE mine (id INTEGER PRIMARY KEY)"], restore: ["DROP TABLE mine"], found: ["table mine"]),
        // Put back with other spaces and letters, as another version of SQLite might store it.
        Change(
            make: ["DROP INDEX card_active"],
            restore: ["create unique index card_active on card(holder_id) where state='active'"],
            found: ["missing index card_active on card"]),
        Change(
            make: ["DROP INDEX card_active", "CREATE INDEX card_active ON card (holder_id) WHERE state = 'active'"],
            restore: [
                "DROP INDEX card_active", "CREATE UNIQUE INDEX card_active ON card (holder_id) WHERE state = 'active'",
            ], found: ["changed index card_active on card"]),
        Change(
            make: [
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_schema SET sql = replace(sql, 'balance >= 0', 'balance >= -9') WHERE name = 'card'",
                "PRAGMA schema_version = 9001", "PRAGMA writable_schema = OFF",
            ],
            restore: [
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_schema SET sql = replace(sql, 'balance >= -9', 'balance >= 0') WHERE name = 'card'",
                "PRAGMA schema_version = 9002", "PRAGMA writable_schema = OFF",
            ], found: ["changed table card"]),
    ]

    private static let onPostgres = [
        Change(
            make: ["CREATE INDEX mine ON card (state)"], restore: ["DROP INDEX mine"],
            found: ["index mine on card (state)"]),
        Change(
            make: ["DROP INDEX card_active"],
            restore: ["CREATE UNIQUE INDEX card_active ON card (holder_id) WHERE state = 'active'"],
            found: ["missing unique index card_active on card (holder_id) where state = 'active'"]),
        Change(
            make: [
                "DROP INDEX card_active",
                "CREATE UNIQUE INDEX card_active ON card (holder_id) WHERE state = 'active' AND balance > 9",
            ],
            restore: [
                "DROP INDEX card_active", "CREATE UNIQUE INDEX card_active ON card (holder_id) WHERE state = 'active'",
            ],
            found: [
                "unique index card_active on card (holder_id) where state = 'active' and balance > 9",
                "missing unique index card_active on card (holder_id) where state = 'active'",
            ]),
        Change(
            make: ["ALTER TABLE card DROP CONSTRAINT card_balance_check"],
            restore: ["ALTER TABLE card ADD CHECK (balance >= 0)"], found: ["missing check of card: balance >= 0"]),
        Change(
            make: ["ALTER TABLE card DROP CONSTRAINT card_number_key"],
            restore: ["ALTER TABLE card ADD UNIQUE (number)"],
            found: ["missing key of card (number)"]),
    ]

    @Test(
        "SQLite: an index, a table or a check that was put in, changed or taken away stops every write, and is named",
        .bug(
            id: "5.520",
            """
            An index that SQL put in or took away, a further table, and a check that was changed through \
            `writable_schema` were found by no start and no verification.
            """),
        .enabled(if: Engine.tested.contains(.sqlite)), arguments: onSQLite)
    func sqlite(change: Change) async throws {
        try await withFolder(["0001-tables": cardTables]) { folder in
            let path = folder.appending(path: "prakerja.sqlite").path
            let (ours, migrator) = (try Database.sqlite(path: path), Migrator(directory: folder))
            try await migrator.migrate(ours, at: 0)
            ours.expect(defaults: Self.defaults, schema: try migrator.expectedSchema())
            #expect(try await ours.checkSchema() == [])
            try await ours.transaction { tx in try addHolder(tx, 1, "Siti") }
            let theirs = try Database.sqlite(path: path)
            try await theirs.alter(change.make)
            do {
                try await ours.transaction { tx in try addHolder(tx, 2, "Budi") }
                Issue.record("it was carried out")
            } catch StorageFault.unknownObjects(let found) {
                #expect(found == change.found)
            }
            #expect(try await ours.checkSchema() == change.found)
            try await theirs.alter(change.restore)
            try await ours.transaction { tx in try addHolder(tx, 4, "Tono") }
            #expect(try await ours.checkSchema() == [])
            await theirs.close()
            await ours.close()
        }
    }

    @Test(
        "SQLite: an index whose pages are those of another object is named",
        .enabled(if: Engine.tested.contains(.sqlite)))
    func pages() async throws {
        try await withFolder(["0001-tables": cardTables]) { folder in
            let (ours, migrator) = (try Database.temporary(), Migrator(directory: folder))
            try await migrator.migrate(ours, at: 0)
            ours.expect(defaults: Self.defaults, schema: try migrator.expectedSchema())
            try await ours.alter([
                "PRAGMA writable_schema = ON",
                """
                UPDATE sqlite_schema
                SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'holder')
                WHERE name = 'card_active'
                """,
            ])
            #expect(
                try await ours.checkSchema() == ["pages of table holder, which are those of index card_active on card"])
            await ours.close()
        }
    }

    @Test(
        "SQLite: a row that breaks a check is found in the file",
        .bug(id: "5.521", "`prakerja audit verify` did not look whether indexes and checks fit the rows."),
        .enabled(if: Engine.tested.contains(.sqlite)))
    func file() async throws {
        try await withFolder(["0001-tables": cardTables]) { folder in
            let path = folder.appending(path: "prakerja.sqlite").path
            let ours = try Database.sqlite(path: path)
            try await Migrator(directory: folder).migrate(ours, at: 0)
            #expect(try await ours.integrityFindings(limit: 5) == [])
            let theirs = try Database.sqlite(path: path)
            try await theirs.alter([
                "PRAGMA ignore_check_constraints = ON", "INSERT INTO holder (id, name) VALUES (1, '')",
            ])
            let found = try await ours.integrityFindings(limit: 5)
            #expect(found.count == 1 && found[0].contains("holder"), "\(found)")
            await theirs.close()
            await ours.close()
        }
    }

    @Test(
        "PostgreSQL: an index, a key or a check that was put in, changed or taken away is named",
        .enabled(if: Engine.tested.contains(.postgres)), arguments: onPostgres)
    func postgres(change: Change) async throws {
        let schema = try await withFolder(["0001-tables": cardTables]) { try Migrator(directory: $0).expectedSchema() }
        try await withTables(.postgres, cardTables, connections: 2) { ours in
            ours.expect(defaults: Self.defaults, schema: schema)
            #expect(try await ours.checkSchema() == [])
            try await ours.alter(change.make)
            #expect(try await ours.checkSchema() == change.found)
            #expect(try await ours.checkSchema(wholly: false) == [], "a running server lets an index be built again")
            try await ours.alter(change.restore)
            #expect(try await ours.checkSchema() == [])
        }
    }
}

extension Database {
    /// As the owner of the tables, with a program of their own.
    fileprivate func alter(_ statements: [SQL]) async throws {
        try await upkeep { tx in for statement in statements { try tx.run(statement) } }
    }
}
