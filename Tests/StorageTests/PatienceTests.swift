import Foundation
import NIOConcurrencyHelpers
import Storage
import Testing
import TestSupport

private final class Flag: Sendable {
    private let state = NIOLockedValueBox(false)
    var isRaised: Bool { state.withLockedValue { $0 } }
    func raise() { state.withLockedValue { $0 = true } }
}

@Suite("Cancelled callers and statement timeouts")
struct PatienceTests {
    @Test(
        "read: a caller cancelled in the queue is resumed at once, and its closure is skipped", arguments: Engine.tested
    )
    func cancelledRead(engine: Engine) async throws {
        try await withTables(engine, cardTables, connections: 1) { database in
            let isFree = DispatchSemaphore(value: 0)
            let readers = 64
            let held = (0..<readers).map { _ in
                Task { try await database.read { _ in isFree.wait() } }
            }
            let ran = Flag()
            let waiting = Task { try await database.read { _ in ran.raise() } }
            try await Task.sleep(for: .milliseconds(50))
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
            for _ in 0..<readers { isFree.signal() }
            for reader in held { try await reader.value }
            await #expect(throws: CancellationError.self) {
                try await Task {
                    withUnsafeCurrentTask { $0?.cancel() }
                    try await database.read { _ in ran.raise() }
                }.value
            }
            #expect(!ran.isRaised)
        }
    }

    @Test("transaction: it runs and commits although its caller was cancelled", arguments: Engine.tested)
    func cancelledWrite(engine: Engine) async throws {
        try await withTables(engine, cardTables, connections: 2) { database in
            let callers = (1...40 as ClosedRange<Int64>).map { id in
                Task { try await database.transaction { tx in try addHolder(tx, id, "Penerima \(id)") } }
            }
            for caller in callers { caller.cancel() }
            for caller in callers { try await caller.value }
            let count = try await database.read { tx in try tx.rows("SELECT COUNT(*) AS n FROM holder")[0]["n"] as Int }
            #expect(count == 40)
        }
    }

    @Test(
        "transaction: a statement timeout is reported as its own fault", .enabled(if: Engine.tested.contains(.postgres))
    )
    func timedOut() async throws {
        try await withTables(.postgres, cardTables, connections: 1) { database in
            let error = await #expect(throws: StorageFault.self) {
                try await database.transaction { tx in
                    try addHolder(tx, 1, "Siti")
                    try tx.run("SET LOCAL statement_timeout = '50ms'")
                    _ = try tx.rows("SELECT pg_sleep(20) AS slept")
                }
            }
            guard case .timedOut(let statement) = error else { throw try #require(error) }
            #expect(statement.contains("pg_sleep"))
            let (count, limit) = try await database.read { tx in
                (
                    try tx.rows("SELECT COUNT(*) AS n FROM holder")[0]["n"] as Int,
                    try tx.rows("SELECT current_setting('statement_timeout') AS limit")[0]["limit"] as String
                )
            }
            #expect(count == 0 && limit == "30s")
        }
    }

    @Test(
        "transaction: a closure that sleeps past the idle timeout loses its transaction",
        .enabled(if: Engine.tested.contains(.postgres)))
    func asleep() async throws {
        try await withTables(.postgres, cardTables, connections: 1) { database in
            let error = await #expect(throws: StorageFault.self) {
                try await database.transaction { tx in
                    try addHolder(tx, 1, "Siti")
                    try tx.run("SET LOCAL idle_in_transaction_session_timeout = '50ms'")
                    Thread.sleep(forTimeInterval: 0.4)
                    try addHolder(tx, 2, "Budi")
                }
            }
            guard case .unavailable = error else { throw try #require(error) }
            try await database.transaction { tx in try addHolder(tx, 1, "Siti") }
        }
    }

    @Test(
        "PostgreSQL session: none stays in a transaction, however the closure ended",
        .enabled(if: Engine.tested.contains(.postgres)))
    func tidy() async throws {
        try await withTables(.postgres, cardTables, connections: 1) { database in
            let pid = try await database.read { tx in try tx.rows("SELECT pg_backend_pid() AS pid")[0]["pid"] as Int64 }
            let endings: [@Sendable (Transaction) throws -> Void] = [
                { tx in try tx.run("INSERT INTO nowhere (id) VALUES (1)") },
                { tx in _ = try? tx.run("INSERT INTO nowhere (id) VALUES (1)") },
                { tx in
                    try addHolder(tx, 1, "Siti")
                    throw CancellationError()
                },
                { tx in
                    try addHolder(tx, 1, "Siti")
                    try addHolder(tx, 1, "Budi")
                },
            ]
            for ending in endings {
                for isRead in [true, false] {
                    await #expect(throws: (any Error).self) {
                        if isRead { try await database.read(ending) } else { try await database.transaction(ending) }
                    }
                    #expect(try await state(of: pid) == "idle")
                }
            }
            #expect(try await database.read { tx in try tx.rows("SELECT id FROM holder").isEmpty })
        }
    }

    /// The session's state in PostgreSQL; the end of a read arrives there a moment after its result.
    private func state(of pid: Int64) async throws -> String {
        var state = ""
        for _ in 0..<50 where state != "idle" {
            try await Task.sleep(for: .milliseconds(10))
            state = try await ThrowawayPostgres.ask("SELECT state FROM pg_stat_activity WHERE pid = \(pid)") ?? "gone"
        }
        return state
    }
}
