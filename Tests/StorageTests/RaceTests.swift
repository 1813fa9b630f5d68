import Storage
import TestSupport
import Testing

@Suite("Concurrent transactions")
struct RaceTests {
    @Test("concurrency: a guarded UPDATE never overspends", arguments: Engine.tested)
    func guarded(engine: Engine) async throws {
        try await withTables(engine, cardTables, connections: 16) { database in
            try await database.transaction { tx in
                try addHolder(tx, 1, "Siti")
                try addCard(tx, 1, of: 1, balance: 1_000)
            }
            let bought = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        try await database.transaction { tx in
                            try tx.run("UPDATE card SET balance = balance - 70 WHERE id = 1 AND balance >= 70")
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(bought == 14)
            #expect(try await database.read { try balance($0, of: 1) } == 20)
        }
    }

    @Test("concurrency: of many inserts of one key, one succeeds", arguments: Engine.tested)
    func once(engine: Engine) async throws {
        try await withTables(engine, cardTables, connections: 16) { database in
            let inserted = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        try await database.transaction { tx in
                            try tx.run(
                                """
                                INSERT INTO holder (id, name) VALUES (7, \("Nomor \(number)"))
                                ON CONFLICT (id) DO NOTHING
                                """)
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(inserted == 1)
        }
    }

    @Test("concurrency: two transactions that lock in opposite order both finish", arguments: Engine.tested)
    func deadlock(engine: Engine) async throws {
        try await withTables(engine, cardTables, connections: 4) { database in
            try await database.transaction { tx in
                for id in [1, 2] as [Int64] {
                    try addHolder(tx, id, "Penerima \(id)")
                    try addCard(tx, id, of: id, balance: 0)
                }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<8 {
                    let order: [Int64] = number % 2 == 0 ? [1, 2] : [2, 1]
                    group.addTask {
                        try await database.transaction { tx in
                            for id in order { try tx.run("UPDATE card SET balance = balance + 1 WHERE id = \(id)") }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let balances = try await database.read { tx in [try balance(tx, of: 1), try balance(tx, of: 2)] }
            #expect(balances == [8, 8])
        }
    }

    @Test("concurrency: readers do not wait for a writer, and see one snapshot", arguments: Engine.tested)
    func snapshot(engine: Engine) async throws {
        try await withTables(engine, cardTables, connections: 8) { database in
            try await database.transaction { tx in
                for id in [1, 2] as [Int64] {
                    try addHolder(tx, id, "Penerima \(id)")
                    try addCard(tx, id, of: id, balance: 500)
                }
            }
            try await withThrowingTaskGroup(of: Int64?.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await database.transaction { tx in
                            try tx.run("UPDATE card SET balance = balance - 1 WHERE id = 1")
                            try tx.run("UPDATE card SET balance = balance + 1 WHERE id = 2")
                        }
                        return nil
                    }
                    group.addTask {
                        try await database.read { tx in try balance(tx, of: 1) + balance(tx, of: 2) }
                    }
                }
                for try await sum in group where sum != nil { #expect(sum == 1_000) }
            }
        }
    }
}
