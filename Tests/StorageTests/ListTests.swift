import Foundation
import Storage
import TestSupport
import Testing

@Suite("Statements that take lists")
struct ListTests {
    @Test(
        "a list of any length is written with its NULLs, and filled up without a trace",
        arguments: Engine.tested, [1, 3, 4, 5, 63, 64, 65, 200])
    func insert(engine: Engine, count: Int) async throws {
        try await withTables(engine, cardTables) { database in
            try await database.batch { tx in
                for expected in [count, 0] {
                    let written = try Self.insert(0..<Int64(count), in: tx)
                    #expect(written == expected)
                }
            }
            try await database.read { tx in
                let rows = try tx.rows("SELECT id, name, active, photo FROM holder ORDER BY id")
                #expect(rows.count == count)
                for (number, row) in rows.enumerated() {
                    #expect(try row["name"] as String == "holder \(number)")
                    #expect(try row["active"] as Bool == number.isMultiple(of: 2))
                    #expect(try row["photo"] as Data? == (number.isMultiple(of: 3) ? nil : Data([UInt8(number % 256)])))
                }
            }
        }
    }

    @Test("an empty list runs no statement")
    func empty() {
        #expect(SQLList.lists([.integer], []).isEmpty)
    }

    @Test("a list reads, changes, counts up and deletes each of its rows", arguments: Engine.tested)
    func change(engine: Engine) async throws {
        try await withTables(engine, cardTables) { database in
            try await database.batch { tx in
                _ = try Self.insert(0..<10, in: tx)
                let names = SQLList.lists(
                    [.integer, .text], [[.integer(3), .text("C")], [.integer(99), .text("X")]])
                let changed = try names.reduce(0) { count, list in
                    try count
                        + tx.run(
                            """
                            UPDATE holder
                            SET name = given.column3, photo = CASE WHEN given.column3 = 'C' THEN NULL ELSE photo END
                            FROM \(list) AS given
                            WHERE holder.id = given.column2 AND given.column1 >= 0
                            """)
                }
                #expect(changed == 1)
                let found = try names.flatMap { list in
                    try tx.rows(
                        """
                        SELECT given.column1 AS place, holder.name, (
                            SELECT MAX(other.id)
                            FROM holder AS other
                            WHERE other.id < given.column2
                        ) AS highest
                        FROM \(list) AS given
                        LEFT JOIN holder ON holder.id = given.column2
                        WHERE given.column1 >= 0
                        """)
                }
                let written = try found.map { try $0["name"] as String? }
                #expect(written == ["C", nil])
                #expect(try found.map { try $0["highest"] as Int64? } == [2, 9])
                let gone = try SQLList.lists([.integer], [[.integer(1)], [.integer(2)], [.integer(77)]]).map { list in
                    try tx.run(
                        """
                        DELETE FROM holder
                        WHERE id IN (
                            SELECT given.column2
                            FROM \(list) AS given
                            WHERE given.column1 >= 0
                        )
                        """)
                }
                #expect(gone == [2])
            }
        }
    }

    @Test("a refused row of an upsert is neither counted nor returned", arguments: Engine.tested)
    func upsert(engine: Engine) async throws {
        try await withTables(engine, "CREATE TABLE count (name TEXT PRIMARY KEY, sent BIGINT NOT NULL);") { database in
            let lists = SQLList.lists(
                [.text, .integer], [[.text("a"), .integer(1)], [.text("b"), .integer(2)], [.text("c"), .integer(3)]])
            let statement: @Sendable (SQLList) -> SQL = { list in
                """
                INSERT INTO count (name, sent)
                SELECT given.column2, given.column3
                FROM \(list) AS given
                WHERE given.column1 >= 0
                ON CONFLICT (name) DO UPDATE
                SET sent = count.sent + excluded.sent
                WHERE count.sent + excluded.sent <= CASE WHEN count.name = \("a") THEN \(2 as Int64) ELSE 5 END
                """
            }
            try await database.batch { tx in
                for expected in [3, 2] {
                    let changed = try tx.run(statement(lists[0]))
                    #expect(changed == expected)
                }
            }
            let sent = try await database.read { tx in
                try tx.rows("SELECT sent FROM count ORDER BY name").map { try $0["sent"] as Int64 }
            }
            #expect(sent == [2, 4, 3])
        }
    }

    @Test("on PostgreSQL a plan made while the table was empty still finds each row by its index")
    func plans() async throws {
        guard Engine.tested.contains(.postgres) else { return }
        try await withTables(.postgres, cardTables, connections: 1) { database in
            for round in 0..<12 {
                let read = try await database.batch { tx in
                    let before = try Self.reads(in: tx)
                    let rows = (0..<64).map { [SQLValue.integer($0), .text("round \(round)")] }
                    for list in SQLList.lists([.integer, .text], rows) {
                        try tx.run(
                            """
                            UPDATE holder
                            SET name = given.column3
                            FROM \(list) AS given
                            WHERE holder.id = given.column2 AND given.column1 >= 0
                            """)
                    }
                    let after = try Self.reads(in: tx)
                    if round == 8 { _ = try Self.insert(0..<2_000, in: tx) }
                    return zip(before, after).map { $1 - $0 }
                }
                #expect(read == [0, round > 8 ? 64 : 0], "round \(round)")
            }
            // The settings end with the transaction.
            let mode = try await database.transaction { tx in
                try tx.row("SELECT current_setting('plan_cache_mode') AS mode")?["mode"] as String?
            }
            #expect(mode == "auto")
        }
    }

    /// How often PostgreSQL scanned the whole table, and how many rows it found by an index, on this connection.
    private static func reads(in tx: Transaction) throws -> [Int64] {
        let row = try tx.row("SELECT seq_scan, idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'holder'")
        return [try row?["seq_scan"] ?? -1, try row?["idx_tup_fetch"] ?? -1]
    }

    private static func insert(_ ids: Range<Int64>, in tx: Transaction) throws -> Int {
        let rows = ids.map { id -> [SQLValue] in
            let photo = id.isMultiple(of: 3) ? SQLValue.null : .bytes(Data([UInt8(id % 256)]))
            return [.integer(id), .text("holder \(id)"), .boolean(id.isMultiple(of: 2)), photo]
        }
        return try SQLList.lists([.integer, .text, .boolean, .bytes], rows).reduce(0) { count, list in
            try count
                + tx.run(
                    """
                    INSERT INTO holder (id, name, active, photo)
                    SELECT given.column2, given.column3, given.column4, given.column5
                    FROM \(list) AS given
                    WHERE given.column1 >= 0
                    ON CONFLICT (id) DO NOTHING
                    """)
        }
    }
}
