import NIOConcurrencyHelpers
import Storage
import Testing
import TestSupport

@Suite("PostgreSQL specifics", .enabled(if: Engine.tested.contains(.postgres)))
struct PostgresTests {
    @Test("PostgreSQL pool: a connection that was killed while idle is replaced")
    func killed() async throws {
        try await withTables(.postgres, cardTables, connections: 1) { database in
            let victim = try await database.read { tx in
                try tx.rows("SELECT pg_backend_pid() AS pid")[0]["pid"] as Int64
            }
            try await ThrowawayPostgres.administer("SELECT pg_terminate_backend(\(victim))")
            try await database.transaction { tx in try addHolder(tx, 1, "Siti") }
            let count = try await database.read { tx in try tx.rows("SELECT COUNT(*) AS n FROM holder")[0]["n"] as Int }
            #expect(count == 1)
        }
    }

    @Test("PostgreSQL pool: one caller is served by the connection that served it last")
    func lastFirst() async throws {
        try await withTables(.postgres, cardTables, connections: 8) { database in
            var served: Set<Int64> = []
            for _ in 0..<16 {
                served.insert(
                    try await database.read { tx in try tx.rows("SELECT pg_backend_pid() AS pid")[0]["pid"] })
                // Until the connection's thread waits for work again.
                try await Task.sleep(for: .milliseconds(20))
            }
            // One, or two where a pause was too short.
            #expect(served.count <= 2)
        }
    }

    @Test("PostgreSQL pool: a connection killed within a transaction commits nothing")
    func killedInside() async throws {
        try await withTables(.postgres, cardTables, connections: 1) { database in
            let error = await #expect(throws: StorageFault.self) {
                try await database.transaction { tx in
                    try addHolder(tx, 1, "Siti")
                    _ = try tx.rows("SELECT pg_terminate_backend(pg_backend_pid()) AS gone")
                    try addHolder(tx, 2, "Budi")
                }
            }
            #expect(isUnavailable(error))
            let count = try await database.read { tx in try tx.rows("SELECT COUNT(*) AS n FROM holder")[0]["n"] as Int }
            #expect(count == 0)
        }
    }

    @Test("PostgreSQL: a serialisation failure is retried, and reported as contended after the last attempt")
    func conflicts() async throws {
        try await withTables(.postgres, cardTables) { database in
            let runs = NIOLockedValueBox(0)
            try await database.transaction { tx in
                let run = runs.withLockedValue { runs in
                    runs += 1
                    return runs
                }
                try addHolder(tx, 1, "Siti")
                if run < 3 { try tx.failSerialisation() }
            }
            #expect(runs.withLockedValue { $0 } == 3)
            let error = await #expect(throws: StorageFault.self) {
                try await database.transaction { tx in try tx.failSerialisation() }
            }
            guard case .contended = error else { throw try #require(error) }
        }
    }

    @Test("PostgreSQL: more statements than stay prepared, and a statement whose first run fails")
    func prepared() async throws {
        try await withTables(.postgres, cardTables, connections: 1) { database in
            for round in 0..<2 {
                for number in 0..<600 {
                    let answer = try await database.read { tx in
                        try tx.rows(SQL(stringLiteral: "SELECT \(number) + \(round) AS n"))[0]["n"] as Int
                    }
                    #expect(answer == number + round)
                }
            }
            for _ in 0..<3 {
                await #expect(throws: StorageFault.self) {
                    try await database.transaction { tx in try addHolder(tx, 1, "") }
                }
            }
            try await database.transaction { tx in try addHolder(tx, 1, "Siti") }
        }
    }

    @Test("PostgreSQL: a missing server is reported quickly")
    func nowhere() async throws {
        let database = Database.postgres(url: "postgresql:///nothing?host=/nowhere", connections: 1)
        let error = await #expect(throws: StorageFault.self) { try await database.read { _ in 1 } }
        #expect(isUnavailable(error))
        await database.close()
    }

    @Test("PostgreSQL: a closure without statements needs no transaction, and closing waits for queued callers")
    func closing() async throws {
        try await withTables(.postgres, cardTables, connections: 2) { database in
            let sum = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<50 { group.addTask { try await database.transaction { _ in 1 } } }
                let sum = try await group.reduce(0, +)
                return sum
            }
            #expect(sum == 50)
        }
    }
}

private func isUnavailable(_ error: StorageFault?) -> Bool {
    if case .unavailable = error { true } else { false }
}

extension Transaction {
    /// Makes the server raise its serialisation failure.
    fileprivate func failSerialisation() throws {
        try run("DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END $$")
    }
}
