import NIOConcurrencyHelpers
import Storage
import Testing
import TestSupport

private struct Refused: Error, Equatable {
    let reason: String
}

@Suite("Ends of a transaction")
struct EndingTests {
    private final class Calls: Sendable {
        private let calls = NIOLockedValueBox(0)
        var count: Int { calls.withLockedValue { $0 } }
        func note() { calls.withLockedValue { $0 += 1 } }
    }

    private func names(_ database: Database) async throws -> [String] {
        try await database.read { tx in
            try tx.rows("SELECT name FROM holder ORDER BY id").map { try $0["name"] }
        }
    }

    @Test("transaction: a returned value commits", arguments: Engine.tested)
    func value(engine: Engine) async throws {
        try await withTables(engine, cardTables) { database in
            let woken = Calls()
            let answer = try await database.transaction { tx in
                try addHolder(tx, 1, "Siti")
                tx.afterCommit { woken.note() }
                return "done"
            }
            #expect(answer == "done")
            #expect(woken.count == 1)
            let left = try await names(database)
            #expect(left == ["Siti"])
        }
    }

    @Test("transaction: a recorded refusal commits, then is thrown to the caller", arguments: Engine.tested)
    func recorded(engine: Engine) async throws {
        try await withTables(engine, cardTables) { database in
            let woken = Calls()
            await #expect(throws: Refused(reason: "the sixth attempt")) {
                try await database.transaction { tx in
                    try addHolder(tx, 1, "Siti")
                    tx.afterCommit { woken.note() }
                    throw CommittedRefusal(Refused(reason: "the sixth attempt"))
                }
            }
            #expect(woken.count == 1)
            let left = try await names(database)
            #expect(left == ["Siti"])
        }
    }

    @Test("transaction: a thrown error rolls back", arguments: Engine.tested)
    func error(engine: Engine) async throws {
        try await withTables(engine, cardTables) { database in
            let woken = Calls()
            await #expect(throws: Refused(reason: "no")) {
                try await database.transaction { tx in
                    try addHolder(tx, 1, "Siti")
                    tx.afterCommit { woken.note() }
                    throw Refused(reason: "no")
                }
            }
            #expect(woken.count == 0)
            let left = try await names(database)
            #expect(left == [])
        }
    }

    @Test(
        "transaction: a failed statement cannot be ignored by the closure",
        .bug(
            id: "2.282",
            """
            On PostgreSQL a closure that caught the refusal of a text with a NUL character still committed its other \
            statements; on SQLite they were rolled back.
            """), arguments: Engine.tested)
    func swallowed(engine: Engine) async throws {
        try await withTables(engine, cardTables) { database in
            for (id, name, reason) in [(1, "Budi", "unique"), (2, "Bu\0di", "NUL")] as [(Int64, String, String)] {
                let error = await #expect(throws: StorageFault.self) {
                    try await database.transaction { tx in
                        try addHolder(tx, 1, "Siti")
                        try? addHolder(tx, id, name)
                    }
                }
                #expect(isFailure(error, saying: reason))
                let left = try await names(database)
                #expect(left == [])
            }
        }
    }

    @Test("read: it sees one snapshot and cannot write", arguments: Engine.tested)
    func read(engine: Engine) async throws {
        try await withTables(engine, cardTables) { database in
            let error = await #expect(throws: StorageFault.self) {
                try await database.read { tx in try addHolder(tx, 1, "Siti") }
            }
            #expect(isFailure(error, saying: "read"))
            await #expect(throws: Refused(reason: "unknown")) {
                try await database.read { _ in throw CommittedRefusal(Refused(reason: "unknown")) }
            }
            let left = try await names(database)
            #expect(left == [])
        }
    }

    @Test("database: every call after close is a fault", arguments: Engine.tested)
    func closed(engine: Engine) async throws {
        try await withTables(engine, cardTables) { database in
            await database.close()
            await #expect(throws: StorageFault.self) {
                try await database.transaction { tx in try addHolder(tx, 1, "Siti") }
            }
        }
    }

    @Test("transaction: 300 concurrent ones commit or roll back independently", arguments: Engine.tested)
    func many(engine: Engine) async throws {
        try await withTables(engine, cardTables) { database in
            let committed = await withTaskGroup(of: Bool.self) { group in
                for id in 1...300 as ClosedRange<Int64> {
                    group.addTask {
                        do {
                            try await database.transaction { tx in
                                try addHolder(tx, id, "Penerima \(id)")
                                if id % 3 == 0 { throw Refused(reason: "no") }
                                if id % 3 == 1 { throw CommittedRefusal(Refused(reason: "counted")) }
                            }
                            return true
                        } catch {
                            return error as? Refused == Refused(reason: "counted")
                        }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(committed == 200)
            let left = try await names(database)
            #expect(left.count == 200)
        }
    }
}
