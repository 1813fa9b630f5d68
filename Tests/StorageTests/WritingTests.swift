import Storage
import TestSupport
import Testing

/// Statements whose results are read later, or together.
@Suite("Pipelined writes")
struct WritingTests {
    private func names(_ database: Database) async throws -> [String] {
        try await database.read { tx in try tx.rows("SELECT name FROM holder ORDER BY id").map { try $0["name"] } }
    }

    private static func write(_ tx: Transaction, _ id: Int64, _ name: String) throws {
        try tx.send("INSERT INTO holder (id, name) VALUES (\(id), \(name))")
    }

    @Test(
        "pipelined writes: later statements of the transaction see them, others after the commit",
        arguments: Engine.tested)
    func inOrder(engine: Engine) async throws {
        try await withTables(engine, cardTables) { database in
            let seen = try await database.transaction { tx in
                for id in 1...1_000 as ClosedRange<Int64> { try Self.write(tx, id, "Penerima \(id)") }
                return try tx.row("SELECT COUNT(*) AS n FROM holder")?["n"] as Int?
            }
            #expect(seen == 1_000)
            let left = try await names(database)
            #expect(left.count == 1_000)
        }
    }

    @Test("pipelined writes: a failure is thrown by the next statement whose result is read", arguments: Engine.tested)
    func failsLater(engine: Engine) async throws {
        try await withTables(engine, cardTables) { database in
            try await database.transaction { tx in try addHolder(tx, 1, "Siti") }
            let error = await #expect(throws: StorageFault.self) {
                try await database.transaction { tx in
                    try Self.write(tx, 2, "Budi")
                    try Self.write(tx, 1, "Agus")
                    _ = try tx.rows("SELECT id FROM holder")
                }
            }
            #expect(isFailure(error, saying: "unique"))
            guard case .failed(let statement, _) = error else { throw try #require(error) }
            #expect(statement.hasPrefix("INSERT INTO holder"))
            let left = try await names(database)
            #expect(left == ["Siti"])
        }
    }

    @Test(
        "pipelined writes: a failure of the last one fails the commit, and the connection stays usable",
        arguments: Engine.tested)
    func failsAtCommit(engine: Engine) async throws {
        try await withTables(engine, cardTables, connections: 1) { database in
            try await database.transaction { tx in try addHolder(tx, 1, "Siti") }
            for _ in 0..<3 {
                let error = await #expect(throws: StorageFault.self) {
                    try await database.transaction { tx in
                        try Self.write(tx, 2, "Budi")
                        try Self.write(tx, 1, "Agus")
                    }
                }
                #expect(isFailure(error, saying: "unique"))
            }
            try await database.transaction { tx in try Self.write(tx, 2, "Budi") }
            let left = try await names(database)
            #expect(left == ["Siti", "Budi"])
        }
    }

    @Test("pipelined writes: a refusal afterwards rolls them back", arguments: Engine.tested)
    func rollsBack(engine: Engine) async throws {
        struct Refused: Error {}
        try await withTables(engine, cardTables, connections: 1) { database in
            for name in ["Siti", ""] {  // a valid name, and one that fails before its result is read
                await #expect(throws: (any Error).self) {
                    try await database.transaction { tx in
                        try Self.write(tx, 1, name)
                        throw Refused()
                    }
                }
            }
            let left = try await names(database)
            #expect(left == [])
        }
    }

    @Test("pipelined writes: a read cannot write this way either", arguments: Engine.tested)
    func read(engine: Engine) async throws {
        try await withTables(engine, cardTables, connections: 1) { database in
            let error = await #expect(throws: StorageFault.self) {
                try await database.read { tx in try Self.write(tx, 1, "Siti") }
            }
            #expect(isFailure(error, saying: "read"))
            let left = try await names(database)
            #expect(left == [])
        }
    }

    @Test(
        "pipelined writes: several statements in one round trip return each their own count", arguments: Engine.tested)
    func together(engine: Engine) async throws {
        try await withTables(engine, cardTables) { database in
            let counts = try await database.transaction { tx in
                try Self.write(tx, 1, "Siti")
                try Self.write(tx, 2, "Budi")
                let none = try tx.run([])
                return none
                    + (try tx.run([
                        "UPDATE holder SET active = FALSE WHERE id = \(Int64(9))",
                        "UPDATE holder SET active = FALSE",
                        "DELETE FROM holder WHERE id = \(Int64(1))",
                    ]))
            }
            #expect(counts == [0, 2, 1])
            let left = try await names(database)
            #expect(left == ["Budi"])
        }
    }
}
