import CSQLite
import Foundation
import Storage

/// An update and an insert per durable transaction, on SQLite with synchronous=FULL: many concurrent callers through
/// Storage, against a C loop that commits each by itself, and one that commits them in batches of 64.
enum SQLiteBenchmark: Benchmark {
    static let name = "sqlite"
    private static let callers = 512
    private static let duration = Duration.seconds(2)

    static func run() async throws -> [Measure] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var (ours, single, batched): ([Double], [Double], [Double]) = ([], [], [])
        for round in 0..<3 {
            ours.append(try await storage(folder.appending(path: "ours-\(round)").path))
            single.append(try loop(folder.appending(path: "single-\(round)").path, batch: 1))
            batched.append(try loop(folder.appending(path: "batched-\(round)").path, batch: 64))
        }
        let mine = median(ours)
        return [
            Measure(
                name: "sqlite-against-single-commits", ours: mine, peer: median(single), unit: "tx/s", goal: ">=6"),
            Measure(
                name: "sqlite-against-batches-of-64", ours: mine, peer: median(batched), unit: "tx/s", goal: ">=0.6"),
        ]
    }

    private static func storage(_ path: String) async throws -> Double {
        let database = try Database.sqlite(path: path)
        try await database.transaction { tx in
            try tx.run("CREATE TABLE account (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL) STRICT")
            try tx.run("CREATE TABLE entry (id INTEGER PRIMARY KEY, account INTEGER, amount INTEGER) STRICT")
            for id in 1...100 { try tx.run("INSERT INTO account (id, balance) VALUES (\(id), 0)") }
        }
        let rate = try await throughput(callers: callers, for: duration) { number in
            try await database.transaction { tx in
                try tx.run("UPDATE account SET balance = balance + 1 WHERE id = \(number % 100 + 1)")
                try tx.run("INSERT INTO entry (id, account, amount) VALUES (\(number), \(number % 100 + 1), 1)")
            }
        }
        await database.close()
        return rate
    }

    private static func loop(_ path: String, batch: Int) throws -> Double {
        var connection: OpaquePointer?
        sqlite3_open(path, &connection)
        defer { sqlite3_close(connection) }
        let schema = """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
            CREATE TABLE account (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL) STRICT;
            CREATE TABLE entry (id INTEGER PRIMARY KEY, account INTEGER, amount INTEGER) STRICT;
            """
        sqlite3_exec(connection, schema, nil, nil, nil)
        for id in 1...100 { sqlite3_exec(connection, "INSERT INTO account VALUES (\(id), 0)", nil, nil, nil) }
        func prepare(_ text: String) -> OpaquePointer? {
            var statement: OpaquePointer?
            sqlite3_prepare_v2(connection, text, -1, &statement, nil)
            return statement
        }
        let update = prepare("UPDATE account SET balance = balance + 1 WHERE id = ?1")
        let insert = prepare("INSERT INTO entry (id, account, amount) VALUES (?1, ?2, 1)")
        let (begin, commit) = (prepare("BEGIN IMMEDIATE"), prepare("COMMIT"))
        func step(_ statement: OpaquePointer?, _ binds: Int...) {
            for (place, bind) in binds.enumerated() { sqlite3_bind_int64(statement, Int32(place + 1), Int64(bind)) }
            sqlite3_step(statement)
            sqlite3_reset(statement)
        }
        let clock = ContinuousClock()
        let start = clock.now
        var done = 0
        while clock.now - start < duration {
            step(begin)
            for _ in 0..<batch {
                done += 1
                step(update, done % 100 + 1)
                step(insert, done, done % 100 + 1)
            }
            step(commit)
        }
        let rate = Double(done) / ((clock.now - start) / .seconds(1))
        for statement in [update, insert, begin, commit] { sqlite3_finalize(statement) }
        return rate
    }
}

/// How many calls of `body` complete per second with so many concurrent callers; each call gets its own number.
func throughput(
    callers: Int, for duration: Duration, _ body: @escaping @Sendable (Int) async throws -> Void
) async throws -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    let done = try await withThrowingTaskGroup(of: Int.self) { group in
        for caller in 0..<callers {
            group.addTask {
                var count = 0
                while clock.now - start < duration {
                    try await body(caller + callers * count)
                    count += 1
                }
                return count
            }
        }
        return try await group.reduce(0, +)
    }
    return Double(done) / ((clock.now - start) / .seconds(1))
}
