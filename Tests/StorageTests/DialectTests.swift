import Foundation
import Storage
import TestSupport
import Testing

/// Tests every statement feature that the product uses, as one SQL text on both engines.
@Suite("Common SQL dialect")
struct DialectTests {
    @Test("SQL dialect: every kind of value is read back as it was written", arguments: Engine.tested)
    func values(engine: Engine) async throws {
        try await withTables(engine, cardTables) { database in
            let photo = Data([0, 1, 0x5c, 0x27, 0xff, 0])
            let name = "Siti 'Nur' \\ “Aisyah” \n 🪪"
            try await database.transaction { tx in
                try tx.run(
                    """
                    INSERT INTO holder (id, name, active, photo)
                    VALUES (\(Int64.max), \(name), \(false), \(photo)), (\(2 as Int64), \("B"), \(true),
                        \(nil as Data?))
                    """)
                try tx.run("UPDATE holder SET photo = \(Data()) WHERE id = \(2)")
            }
            try await database.read { tx in
                let rows = try tx.rows("SELECT id, name, active, photo FROM holder ORDER BY id DESC")
                #expect(try rows[0]["id"] as Int64 == Int64.max)
                #expect(try rows[0]["name"] as String == name)
                #expect(try rows[0]["active"] as Bool == false)
                #expect(try rows[0]["photo"] as Data == photo)
                #expect(try rows[1]["active"] as Bool == true)
                #expect(try rows[1]["photo"] as Data? == Data())
                let flagged = try tx.rows("SELECT id FROM holder WHERE active AND name <> \("")")
                #expect(try flagged.map { try $0["id"] as Int64 } == [2])
                let chosen = try tx.rows("SELECT id FROM holder WHERE active = \(false)")
                #expect(chosen.count == 1)
            }
        }
    }

    @Test("SQL dialect: binds keep their order, also in fragments and beyond nine", arguments: Engine.tested)
    func order(engine: Engine) async throws {
        try await withTables(engine, cardTables) { database in
            try await database.read { tx in
                let inner: SQL = "\("dua") || '-' || \("tiga")"
                let row = try tx.row("SELECT \("satu") || '-' || \(inner) || '-' || \("empat") AS joined")
                #expect(try row?["joined"] as String? == "satu-dua-tiga-empat")
                let ids = (1...12).map { Int64($0) }
                let fragment: SQL = "7 IN (\(list: ids)) AND \(12 as Int64) = 12"
                let count = try tx.row("SELECT COUNT(*) AS n WHERE \(1 as Int64) = 1 AND \(fragment)")
                #expect(try count?["n"] as Int64? == 1)
                let nothing = try tx.rows("SELECT 1 AS one WHERE 1 IN (\(list: [] as [Int64]))")
                #expect(nothing.isEmpty)
            }
        }
    }

    @Test("SQL dialect: upsert, RETURNING and row counts", arguments: Engine.tested)
    func upsert(engine: Engine) async throws {
        try await withTables(engine, cardTables) { database in
            try await database.transaction { tx in
                try addHolder(tx, 1, "Siti")
                let again: SQL = """
                    INSERT INTO holder (id, name) VALUES (\(1), \("Budi"))
                    ON CONFLICT (id) DO UPDATE SET name = excluded.name
                    RETURNING name, active
                    """
                #expect(try tx.row(again)?["name"] as String? == "Budi")
                let ignored = try tx.run("INSERT INTO holder (id, name) VALUES (1, 'Agus') ON CONFLICT DO NOTHING")
                #expect(ignored == 0)
                let copied = try tx.run(
                    """
                    INSERT INTO holder (id, name)
                    SELECT id + 1, name FROM holder WHERE true
                    ON CONFLICT (id) DO NOTHING
                    """)
                #expect(copied == 1)
                #expect(try tx.run("UPDATE holder SET active = FALSE WHERE id = 99") == 0)
                #expect(try tx.run("UPDATE holder SET active = FALSE") == 2)
                #expect(try tx.run("DELETE FROM holder WHERE id = 2") == 1)
            }
        }
    }

    @Test("SQL dialect: WITH, window functions, sums, optional filters, LIMIT", arguments: Engine.tested)
    func reading(engine: Engine) async throws {
        try await withTables(engine, cardTables) { database in
            try await database.transaction { tx in
                for id in 1...4 as ClosedRange<Int64> {
                    try addHolder(tx, id, "Penerima \(id)")
                    try addCard(tx, id, of: id, balance: 4_000_000_000 + id)
                }
                let ranked = try tx.rows(
                    """
                    WITH rich AS (SELECT id, balance FROM card WHERE balance > \(4_000_000_001 as Int64))
                    SELECT id, ROW_NUMBER() OVER (ORDER BY balance DESC) AS place
                    FROM rich
                    ORDER BY place
                    LIMIT \(2) OFFSET \(1)
                    """)
                #expect(try ranked.map { try $0["id"] as Int64 } == [3, 2])
                let sum = try tx.row("SELECT SUM(balance) AS total, COUNT(*) AS n, MAX(id) AS top FROM card")
                #expect(try sum?["total"] as Int64? == 16_000_000_010)
                let none = try tx.row("SELECT SUM(balance) AS total FROM card WHERE id > 100")
                #expect(try none?["total"] as Int64? == nil)
                for filter in [nil, "card 3"] {
                    let found = try tx.rows(
                        "SELECT id FROM card WHERE (CAST(\(filter) AS TEXT) IS NULL OR number = \(filter))")
                    #expect(found.count == (filter == nil ? 4 : 1))
                }
                let large = try tx.row(
                    "SELECT SUM(CASE WHEN id = 1 THEN \(5_000_000_000 as Int64) ELSE 0 END) AS total FROM card")
                #expect(try large?["total"] as Int64? == 5_000_000_000)
            }
        }
    }

    @Test("SQL dialect: jobs are claimed by an UPDATE over a limited selection", arguments: Engine.tested)
    func claim(engine: Engine) async throws {
        try await withTables(engine, cardTables) { database in
            try await database.transaction { tx in
                for id in 1...5 as ClosedRange<Int64> { try addHolder(tx, id, "J") }
                let claimed = try tx.rows(
                    """
                    UPDATE holder SET active = FALSE
                    WHERE active AND id IN (SELECT id FROM holder WHERE active ORDER BY id LIMIT \(2))
                    RETURNING id
                    """)
                #expect(try Set(claimed.map { try $0["id"] as Int64 }) == [1, 2])
            }
        }
    }

    @Test(
        "schema: constraints refuse invalid rows", arguments: Engine.tested,
        [
            ("UPDATE card SET balance = balance - 2", "check"),
            ("UPDATE card SET state = 'lost'", "check"),
            ("INSERT INTO holder (id, name) VALUES (9, '')", "check"),
            ("INSERT INTO holder (id, name) VALUES (1, 'Budi')", "unique"),
            ("INSERT INTO holder (id, name) VALUES (9, NULL)", "null"),
            ("DELETE FROM holder WHERE id = 1", "foreign key"),
            ("INSERT INTO card (id, holder_id, number, balance, state) VALUES (2, 1, 'x', 0, 'active')", "unique"),
            ("UPDATE card SET balance = 'many'", ""),
            ("UPDATE card SET nothing = 1", ""),
        ])
    func refused(engine: Engine, attempt: (text: String, word: String)) async throws {
        try await withTables(engine, cardTables) { database in
            try await database.transaction { tx in
                try addHolder(tx, 1, "Siti")
                try addCard(tx, 1, of: 1, balance: 1)
            }
            let error = await #expect(throws: StorageFault.self) {
                try await database.transaction { tx in try tx.run(SQL(stringLiteral: attempt.text)) }
            }
            #expect(isFailure(error, saying: attempt.word))
            let left = try await database.read { tx in try balance(tx, of: 1) }
            #expect(left == 1)
        }
    }

    @Test("schema: a flag can only be true or false", arguments: Engine.tested)
    func flags(engine: Engine) async throws {
        try await withTables(engine, cardTables) { database in
            await #expect(throws: StorageFault.self) {
                try await database.transaction { tx in
                    try tx.run("INSERT INTO holder (id, name, active) VALUES (1, 'Siti', \(7 as Int64))")
                }
            }
        }
    }

    @Test("Storage: a NUL in a text and a fraction in a result are failures on both engines", arguments: Engine.tested)
    func same(engine: Engine) async throws {
        try await withTables(engine, cardTables) { database in
            let refusedText = await #expect(throws: StorageFault.self) {
                try await database.transaction { tx in try addHolder(tx, 1, "Si\0ti") }
            }
            #expect(isFailure(refusedText, saying: "NUL"))
            let refusedFraction = await #expect(throws: StorageFault.self) {
                try await database.read { tx in _ = try tx.rows("SELECT 1.5 AS half") }
            }
            #expect(isFailure(refusedFraction, saying: "fraction"))
        }
    }
}
