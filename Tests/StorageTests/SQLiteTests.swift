import Foundation
import NIOConcurrencyHelpers
import Storage
import TestSupport
import Testing

@Suite("SQLite specifics")
struct SQLiteTests {
    @Test("SQLite: commits are durable (WAL, synchronous FULL), and foreign keys are enforced")
    func durable() async throws {
        try await TestDatabase.with(.sqlite, migrations: nil) { database in
            let settings = try await database.transaction { tx in
                [
                    try tx.rows("PRAGMA synchronous")[0]["synchronous"] as Int,
                    try tx.rows("PRAGMA foreign_keys")[0]["foreign_keys"] as Int,
                ]
            }
            #expect(settings == [2, 1])
            let mode = try await database.read { tx in
                try tx.rows("PRAGMA journal_mode")[0]["journal_mode"] as String
            }
            #expect(mode == "wal")
        }
    }

    @Test("SQLite: every table is STRICT")
    func strict() async throws {
        try await withTables(.sqlite, cardTables) { database in
            let loose = try await database.read { tx in
                try tx.rows("SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict")
                    .map { try $0["name"] as String }
            }
            #expect(loose == ["sqlite_schema"] || loose == ["sqlite_schema", "sqlite_temp_schema"])
        }
    }

    @Test("SQLite: committed rows are there after closing and reopening")
    func reopened() async throws {
        try await withFolder(["0001-tables": cardTables]) { folder in
            let path = folder.appending(path: "prakerja.sqlite").path
            let first = try Database.sqlite(path: path)
            try await Migrator(directory: folder).migrate(first, at: 0)
            try await first.transaction { tx in try addHolder(tx, 1, "Siti") }
            await first.close()
            let second = try Database.sqlite(path: path)
            let count = try await second.read { tx in try tx.rows("SELECT COUNT(*) AS n FROM holder")[0]["n"] as Int }
            #expect(count == 1)
            await second.close()
        }
    }

    @Test("SQLite group commit: a closure that destroys the batch's transaction fails alone")
    func lostBatch() async throws {
        try await withTables(.sqlite, cardTables) { database in
            try await database.transaction { tx in try addHolder(tx, 1, "Siti") }
            let refused = await withTaskGroup(of: Bool.self) { group in
                for id in 2...60 as ClosedRange<Int64> {
                    group.addTask {
                        do {
                            try await database.transaction { tx in
                                try addHolder(tx, id, "Penerima \(id)")
                                guard id == 30 else { return }
                                try tx.run("INSERT OR ROLLBACK INTO holder (id, name) VALUES (1, 'Budi')")
                            }
                            return false
                        } catch {
                            return true
                        }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(refused == 1)
            let count = try await database.read { tx in
                try tx.rows("SELECT COUNT(*) AS n FROM holder WHERE id <> 30")[0]["n"] as Int
            }
            #expect(count == 59)
        }
    }

    @Test("SQLite group commit: a refusal before writing is free, and one after writing rolls back only itself")
    func refusals() async throws {
        for writesFirst in [false, true] {
            try await withTables(.sqlite, cardTables) { database in
                let (runs, woken) = (NIOLockedValueBox(0), NIOLockedValueBox(0))
                // While this transaction is slow, the others are queued and become one batch.
                async let slow: Void = database.transaction { tx in
                    try addHolder(tx, 1, "Siti")
                    Thread.sleep(forTimeInterval: 0.1)
                }
                try await Task.sleep(for: .milliseconds(20))
                let refused = await withTaskGroup(of: Bool.self) { group in
                    for id in 2...61 as ClosedRange<Int64> {
                        group.addTask {
                            do {
                                try await database.transaction { tx in
                                    runs.withLockedValue { $0 += 1 }
                                    tx.afterCommit { woken.withLockedValue { $0 += 1 } }
                                    if id.isMultiple(of: 10), !writesFirst { throw Refused() }
                                    try addHolder(tx, id, "Penerima \(id)")
                                    if id.isMultiple(of: 10) { throw Refused() }
                                }
                                return false
                            } catch { return error is Refused }
                        }
                    }
                    return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
                try await slow
                #expect(refused == 6)
                #expect(woken.withLockedValue { $0 } == 54)
                #expect(writesFirst || runs.withLockedValue { $0 } == 60)
                let ids = try await database.read { tx in
                    try tx.rows("SELECT id FROM holder ORDER BY id").map { try $0["id"] as Int64 }
                }
                #expect(ids == (1...61).filter { !$0.isMultiple(of: 10) })
            }
        }
    }

    private struct Refused: Error {}

    @Test("SQLite: a path that cannot be written is an error at once")
    func unopenable() {
        #expect(throws: (any Error).self) { try Database.sqlite(path: "/nowhere/prakerja.sqlite") }
    }
}
