import Foundation
import NIOConcurrencyHelpers
import Storage
import Testing
import TestSupport

/// The outcomes that callers observed.
private final class Told: Sendable {
    struct Lists {
        var done: Set<Int64> = []
        var undone: Set<Int64> = []
        var unknown: Set<Int64> = []
        var others: [String] = []
        var last: Int64 = 0
        var isOver = false
    }

    private let state = NIOLockedValueBox(Lists())

    var lists: Lists { state.withLockedValue { $0 } }
    var doneCount: Int { state.withLockedValue { $0.done.count } }

    /// The next id to write; nil when the test is over.
    func next() -> Int64? {
        state.withLockedValue { state in
            state.last += 1
            return state.isOver ? nil : state.last
        }
    }

    func enough() {
        state.withLockedValue { $0.isOver = true }
    }

    func note(_ id: Int64, _ write: () async throws -> Void) async {
        do {
            try await write()
            state.withLockedValue { _ = $0.done.insert(id) }
        } catch StorageFault.unavailable {
            state.withLockedValue { _ = $0.undone.insert(id) }
            try? await Task.sleep(for: .milliseconds(20))
        } catch StorageFault.outcomeUnknown {
            state.withLockedValue { _ = $0.unknown.insert(id) }
        } catch {
            state.withLockedValue { $0.others.append("\(error)") }
        }
    }
}

@Suite("Outages of the server or the disk", .enabled(if: Engine.tested.contains(.postgres)), .timeLimit(.minutes(2)))
struct OutageTests {
    @Test("PostgreSQL restarts under load: every outcome is reported correctly, and the pool reconnects")
    func restarted() async throws {
        try await onPrivate(.durable) { postgres, database in
            let told = Told()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<24 {
                    group.addTask {
                        while let id = told.next() {
                            await told.note(id) {
                                try await database.transaction { tx in
                                    try addHolder(tx, id, "Penerima \(id)")
                                    try addCard(tx, id, of: id, balance: 1)
                                }
                            }
                        }
                    }
                }
                for _ in 0..<3 {
                    try await Task.sleep(for: .milliseconds(300))
                    try await postgres.stop()
                    try await Task.sleep(for: .milliseconds(100))
                    let before = told.doneCount
                    try await postgres.start()
                    while told.doneCount == before { try await Task.sleep(for: .milliseconds(10)) }
                }
                told.enough()
                try await group.waitForAll()
            }
            let lists = told.lists
            #expect(lists.others == [])
            #expect(!lists.done.isEmpty && !lists.undone.isEmpty)
            let (there, whole) = try await database.read { tx in
                (
                    Set(try tx.rows("SELECT id FROM holder").map { try $0["id"] as Int64 }),
                    Set(try tx.rows("SELECT holder_id FROM card").map { try $0["holder_id"] as Int64 })
                )
            }
            #expect(lists.done.isSubset(of: there), "acknowledged and gone: \(lists.done.subtracting(there))")
            #expect(lists.undone.isDisjoint(with: there), "refused and there: \(lists.undone.intersection(there))")
            #expect(there == whole)
            print(
                "stopped three times: \(lists.done.count) done, \(lists.undone.count) refused, "
                    + "\(lists.unknown.count) unknown, \(lists.unknown.intersection(there).count) of them there")
        }
    }

    @Test("PostgreSQL pool: an idle connection that was lost is replaced without an error")
    func idle() async throws {
        try await onPrivate(.durable) { postgres, database in
            try await database.transaction { tx in try addHolder(tx, 1, "Siti") }
            try await postgres.stop()
            try await postgres.start()
            let id = try await database.read { tx in try tx.rows("SELECT id FROM holder")[0]["id"] as Int64 }
            #expect(id == 1)
            try await database.transaction { tx in try addHolder(tx, 2, "Budi") }
        }
    }

    @Test(
        "PostgreSQL with a full disk: the fault says so, nothing is half-written, and it recovers when there is space",
        .enabled(if: PrivatePostgres.canHaveSmallDisk))
    func fullPostgres() async throws {
        try await onPrivate(.small) { postgres, database in
            let ballast = postgres.tables.appending(path: "ballast")
            try Data(count: 12_000_000).write(to: ballast)
            try await fill(database)
            try FileManager.default.removeItem(at: ballast)
            try await database.transaction { tx in try addHolder(tx, 9_999, "Siti") }
        }
    }

    @Test("SQLite with a full disk: the fault says so, nothing is half-written, and it recovers when there is space")
    func fullSQLite() async throws {
        try await withTables(.sqlite, cardTables) { database in
            try await database.setLongestFile(pages: 1_500)
            try await fill(database)
            try await database.setLongestFile(pages: 100_000)
            try await database.transaction { tx in try addHolder(tx, 9_999, "Siti") }
        }
    }

    /// Writes concurrently until the disk is full, then checks which rows exist.
    private func fill(_ database: Database) async throws {
        let told = Told()
        let photo = Data((0..<400_000).map { _ in UInt8.random(in: 0...255) })
        for round in 0..<200 as Range<Int64> where told.lists.undone.isEmpty {
            await withTaskGroup(of: Void.self) { group in
                for place in 0..<4 as Range<Int64> {
                    let id = round * 4 + place + 1
                    group.addTask {
                        await told.note(id) {
                            try await database.transaction { tx in
                                try addHolder(tx, id, "Penerima \(id)")
                                try tx.run("UPDATE holder SET photo = \(photo) WHERE id = \(id)")
                                try addCard(tx, id, of: id, balance: 1)
                            }
                        }
                    }
                }
            }
        }
        let lists = told.lists
        #expect(lists.others == [] && lists.unknown.isEmpty)
        #expect(!lists.done.isEmpty && !lists.undone.isEmpty)
        let (holders, cards) = try await database.read { tx in
            (
                Set(try tx.rows("SELECT id FROM holder").map { try $0["id"] as Int64 }),
                Set(try tx.rows("SELECT id FROM card").map { try $0["id"] as Int64 })
            )
        }
        #expect(holders == lists.done && cards == lists.done)
    }

    private func onPrivate(
        _ disk: PrivatePostgres.Disk, _ body: (PrivatePostgres, Database) async throws -> Void
    ) async throws {
        let postgres = try await PrivatePostgres(on: disk)
        let database = Database.postgres(url: postgres.url, connections: 8)
        try await withFolder(["0001-tables": cardTables]) { folder in
            try await Migrator(directory: folder).migrate(database, at: 0)
        }
        try await body(postgres, database)
        await database.close()
        try await postgres.stop()
    }
}

extension Database {
    /// Simulates a full disk by limiting the file's size.
    fileprivate func setLongestFile(pages: Int) async throws {
        _ = try await transaction { tx in try tx.rows(SQL(stringLiteral: "PRAGMA max_page_count = \(pages)")).count }
    }
}
