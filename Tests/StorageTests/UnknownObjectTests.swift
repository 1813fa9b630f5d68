import Foundation
import Storage
import TestSupport
import Testing

@Suite("Objects that no migration made", .timeLimit(.minutes(2)))
struct UnknownObjectTests {
    private static let defaults: Set = ["holder.active true"]

    /// One object, made by the owner of the tables.
    struct Intruder: Sendable, CustomTestStringConvertible {
        /// How it is named, and the statements that make it and take it away.
        let name: String
        let make: [SQL]
        let drop: [SQL]
        /// Whether also the quick look of a transaction on PostgreSQL finds it.
        var isQuick = true

        var testDescription: String { name }
    }

    private static let onSQLite = [
        Intruder(
            name: "trigger forge on card",
            make: [
                """
                CREATE TRIGGER forge AFTER INSERT ON card BEGIN
                    UPDATE card SET balance = 1 WHERE id = new.id;
                END
                """
            ], drop: ["DROP TRIGGER forge"]),
        Intruder(name: "view person", make: ["CREATE VIEW person AS SELECT * FROM holder"], drop: ["DROP VIEW person"]),
        Intruder(
            name: "default of card.note", make: ["ALTER TABLE card ADD COLUMN note TEXT DEFAULT 'x'"],
            drop: ["ALTER TABLE card DROP COLUMN note"]),
        Intruder(
            name: "computed column card.twice",
            make: ["ALTER TABLE card ADD COLUMN twice INTEGER GENERATED ALWAYS AS (balance * 2)"],
            drop: ["ALTER TABLE card DROP COLUMN twice"]),
        Intruder(
            name: "action of a foreign key of copy",
            make: [
                """
                CREATE TABLE copy (id INTEGER PRIMARY KEY REFERENCES holder (id) ON DELETE CASCADE) STRICT
                """
            ], drop: ["DROP TABLE copy"]),
    ]

    private static let onPostgres = [
        Intruder(
            name: "trigger forge on card",
            make: [
                "CREATE SCHEMA evil",
                """
                CREATE FUNCTION evil.forge() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN UPDATE card SET balance = 1; RETURN NULL; END'
                """,
                "CREATE TRIGGER forge AFTER INSERT ON card EXECUTE FUNCTION evil.forge()",
            ], drop: ["DROP SCHEMA evil CASCADE"]),
        Intruder(
            name: "view person", make: ["CREATE VIEW person AS SELECT * FROM holder"], drop: ["DROP VIEW person"]),
        Intruder(
            name: "row security of card", make: ["ALTER TABLE card ENABLE ROW LEVEL SECURITY"],
            drop: ["ALTER TABLE card DISABLE ROW LEVEL SECURITY"]),
        Intruder(
            name: "default of card.closed_at", make: ["ALTER TABLE card ALTER COLUMN closed_at SET DEFAULT 7"],
            drop: ["ALTER TABLE card ALTER COLUMN closed_at DROP DEFAULT"]),
        Intruder(
            name: "default of holder.active", make: ["ALTER TABLE holder ALTER COLUMN active SET DEFAULT FALSE"],
            drop: ["ALTER TABLE holder ALTER COLUMN active SET DEFAULT TRUE"]),
        Intruder(
            name: "action of the foreign key copy_id_fkey",
            make: [
                "CREATE SCHEMA evil",
                "CREATE TABLE evil.copy (id BIGINT REFERENCES holder (id) ON DELETE CASCADE)",
            ], drop: ["DROP SCHEMA evil CASCADE"], isQuick: false),
        Intruder(
            name: "child of the table card", make: ["CREATE SCHEMA evil", "CREATE TABLE evil.c () INHERITS (card)"],
            drop: ["DROP SCHEMA evil CASCADE"], isQuick: false),
        Intruder(
            name: "function lower",
            make: ["CREATE FUNCTION lower(BIGINT) RETURNS BIGINT LANGUAGE sql AS 'SELECT $1'"],
            drop: ["DROP FUNCTION lower(BIGINT)"], isQuick: false),
        Intruder(
            name: "use of the function good",
            make: [
                "CREATE SCHEMA evil",
                "CREATE FUNCTION evil.good(BIGINT) RETURNS BOOLEAN LANGUAGE sql AS 'SELECT TRUE'",
                "ALTER TABLE card ADD CONSTRAINT c CHECK (evil.good(balance))",
            ], drop: ["ALTER TABLE card DROP CONSTRAINT c", "DROP SCHEMA evil CASCADE"], isQuick: false),
        Intruder(
            name: "type of card.number",
            make: [
                "CREATE SCHEMA evil", "CREATE DOMAIN evil.words AS TEXT",
                "ALTER TABLE card ALTER COLUMN number TYPE evil.words",
            ], drop: ["ALTER TABLE card ALTER COLUMN number TYPE TEXT", "DROP SCHEMA evil CASCADE"], isQuick: false),
    ]

    @Test(
        "SQLite: what another program puts into the schema stops every write until it is gone, and is named",
        .bug(
            id: "5.430",
            """
            A trigger or a default that SQL put in wrote within our own transactions: an approval that it forged was \
            bound as our own act's.
            """),
        .enabled(if: Engine.tested.contains(.sqlite)), arguments: onSQLite)
    func sqlite(intruder: Intruder) async throws {
        try await withFolder(["0001-tables": cardTables]) { folder in
            let path = folder.appending(path: "prakerja.sqlite").path
            let ours = try Database.sqlite(path: path)
            try await Migrator(directory: folder).migrate(ours, at: 0)
            ours.expect(defaults: Self.defaults)
            try await ours.transaction { tx in try addHolder(tx, 1, "Siti") }
            let theirs = try Database.sqlite(path: path)
            try await theirs.change(intruder.make)
            await expectRefused(ours, intruder.name) { tx in try addHolder(tx, 2, "Budi") }
            #expect(try await ours.checkSchema() == [intruder.name] && ours.unknownObjects == [intruder.name])
            #expect(try await ours.read { try $0.rows("SELECT id FROM holder").count } == 1, "reading goes on")
            try await ours.upkeep { tx in try addHolder(tx, 3, "Ani") }
            try await theirs.change(intruder.drop)
            try await ours.transaction { tx in try addHolder(tx, 4, "Tono") }
            #expect(try await ours.checkSchema() == [])
            await theirs.close()
            await ours.close()
        }
    }

    @Test(
        "PostgreSQL: what the tables' owner puts into the schema ends a transaction that binds, and then every write",
        .enabled(if: Engine.tested.contains(.postgres)), arguments: onPostgres)
    func postgres(intruder: Intruder) async throws {
        try await withTables(.postgres, cardTables, connections: 2) { ours in
            ours.expect(defaults: Self.defaults)
            #expect(try await ours.checkSchema() == [])
            let binding: @Sendable (Transaction) throws -> Void = { tx in
                tx.refuseUnknownObjects(thoroughly: !intruder.isQuick)
                try addHolder(tx, 2, "Budi")
            }
            try await ours.change(intruder.make)
            for _ in 1...2 { await expectRefused(ours, intruder.name, binding) }
            #expect(try await ours.checkSchema() == [intruder.name])
            await expectRefused(ours, intruder.name) { tx in try addHolder(tx, 3, "Ani") }
            try await ours.change(intruder.drop)
            #expect(try await ours.checkSchema() == [])
            try await ours.transaction(binding)
            #expect(try await ours.read { try $0.rows("SELECT id FROM holder").count } == 1)
        }
    }

    @Test(
        "PostgreSQL: a rule that drops itself after it has acted is found by the transaction in which it acted",
        .enabled(if: Engine.tested.contains(.postgres)))
    func selfDropping() async throws {
        try await withTables(.postgres, cardTables, connections: 2) { ours in
            try await ours.change([
                "CREATE SCHEMA evil",
                """
                CREATE FUNCTION evil.forge() RETURNS TEXT LANGUAGE plpgsql AS
                    'BEGIN UPDATE holder SET name = ''Ratu''; DROP RULE forge ON holder; RETURN NULL; END'
                """,
                "CREATE RULE forge AS ON INSERT TO holder DO ALSO SELECT evil.forge()",
            ])
            await expectRefused(ours, "rule on holder (drop it and vacuum the table)") { tx in
                tx.refuseUnknownObjects(thoroughly: false)
                try addHolder(tx, 2, "Budi")
            }
            #expect(try await ours.read { try $0.rows("SELECT id FROM holder").count } == 0)
        }
    }

    private func expectRefused(
        _ database: Database, _ name: String, _ body: @escaping @Sendable (Transaction) throws -> Void
    ) async {
        do {
            try await database.transaction(body)
            Issue.record("it was carried out beside the \(name)")
        } catch StorageFault.unknownObjects(let found) {
            #expect(found == [name])
        } catch {
            Issue.record("\(error)")
        }
    }
}

extension Database {
    /// As the owner of the tables, with a program of their own.
    fileprivate func change(_ statements: [SQL]) async throws {
        try await upkeep { tx in for statement in statements { try tx.run(statement) } }
    }
}
