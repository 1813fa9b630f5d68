import Foundation
import Storage

/// The same transactions on PostgreSQL with its durable settings, against pgbench with prepared statements; and reads
/// by key.
enum PostgresBenchmark: Benchmark {
    static let name = "postgres"
    private static let callers = 64
    private static let duration = 3

    static func run() async throws -> [Measure] {
        guard let url = ProcessInfo.processInfo.environment["PRAKERJA_BENCH_POSTGRES"] else {
            print("postgres is left out: PRAKERJA_BENCH_POSTGRES names no server (make bench starts one)")
            return []
        }
        let database = Database.postgres(url: url)
        try await prepare(database)
        var figures: [[Double]] = [[], [], [], []]
        for round in 0..<3 {
            let first = (round + 1) * 10_000_000
            figures[0].append(
                try await throughput(callers: callers, for: .seconds(duration)) { number in
                    try await database.transaction { tx in
                        try tx.run("UPDATE bench_account SET balance = balance + 1 WHERE id = \(number % 10_000 + 1)")
                        try tx.send(
                            "INSERT INTO bench_entry (id, account, amount) VALUES (\(first + number), \(number % 10_000 + 1), 1)"
                        )
                    }
                })
            figures[1].append(try Pgbench.rate(url, Self.write, each: 1_000))
            figures[2].append(
                try await throughput(callers: callers, for: .seconds(duration)) { number in
                    _ = try await database.read { tx in
                        try tx.row("SELECT balance FROM bench_account WHERE id = \(number % 10_000 + 1)")
                    }
                })
            figures[3].append(
                try Pgbench.rate(
                    url, "\\set id random(1, 10000)\nSELECT balance FROM bench_account WHERE id = :id;\n", each: 6_000))
        }
        await database.close()
        let middle = figures.map(median)
        return [
            Measure(name: "postgres-transactions", ours: middle[0], peer: middle[1], unit: "tx/s", goal: ">=0.9"),
            Measure(name: "postgres-reads", ours: middle[2], peer: middle[3], unit: "reads/s", goal: ">=0.6"),
        ]
    }

    private static let write = """
        \\set id random(1, 10000)
        \\set key random(1000000000, 900000000000)
        BEGIN;
        UPDATE bench_account SET balance = balance + 1 WHERE id = :id;
        INSERT INTO bench_entry (id, account, amount) VALUES (:key, :id, 1);
        COMMIT;

        """

    static func prepare(_ database: Database) async throws {
        try await database.transaction { tx in
            try tx.run("DROP TABLE IF EXISTS bench_account")
            try tx.run("DROP TABLE IF EXISTS bench_entry")
            try tx.run("CREATE TABLE bench_account (id BIGINT PRIMARY KEY, balance BIGINT NOT NULL)")
            try tx.run("CREATE TABLE bench_entry (id BIGINT PRIMARY KEY, account BIGINT, amount BIGINT)")
            for id in 1...10_000 { try tx.run("INSERT INTO bench_account (id, balance) VALUES (\(id), 0)") }
        }
    }
}
