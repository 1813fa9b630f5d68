import Foundation
import Storage

/// The best number of connections to PostgreSQL on this machine: the same transactions through pools of several sizes,
/// each compared with the default size.
enum PoolBenchmark: Benchmark {
    static let name = "pool"
    private static let sizes = [1, 2, 4, 8, 16, 32, 64]
    private static let callers = 128
    private static let duration = 3

    static func run() async throws -> [Measure] {
        guard let url = ProcessInfo.processInfo.environment["PRAKERJA_BENCH_POSTGRES"] else {
            print("pool is left out: PRAKERJA_BENCH_POSTGRES names no server (make bench starts one)")
            return []
        }
        try await PostgresBenchmark.prepare(.postgres(url: url))
        let usual = try await through(.postgres(url: url), from: 0)
        var measures: [Measure] = []
        for (place, size) in sizes.enumerated() {
            let figure = try await through(.postgres(url: url, connections: size), from: (place + 1) * 10_000_000)
            measures.append(Measure(name: "pool-\(size)", ours: figure, peer: usual, unit: "tx/s", goal: "none"))
        }
        return measures
    }

    private static func through(_ database: Database, from first: Int) async throws -> Double {
        let figure = try await throughput(callers: callers, for: .seconds(duration)) { number in
            try await database.transaction { tx in
                try tx.run("UPDATE bench_account SET balance = balance + 1 WHERE id = \(number % 10_000 + 1)")
                try tx.run(
                    """
                    INSERT INTO bench_entry (id, account, amount)
                    VALUES (\(first + number), \(number % 10_000 + 1), 1)
                    """)
            }
        }
        await database.close()
        return figure
    }
}
