import App
import Foundation
import Storage

/// Entries of one posting through the ledger's own queries, against pgbench with the same statements; and how much
/// sealing them into the log at the same time slows the writers.
enum LedgerBenchmark: Benchmark {
    static let name = "ledger"
    private static let callers = 64
    private static let duration = Duration.seconds(4)
    private static let rounds = 3
    private static let sealedRounds = 7
    private static let serverFolder = temporaryFolder()

    static func run() async throws -> [Measure] {
        var measures: [Measure] = []
        defer { try? FileManager.default.removeItem(at: serverFolder) }
        if let url = ProcessInfo.processInfo.environment["PRAKERJA_BENCH_POSTGRES"] {
            measures.append(try await entries(url))
            measures.append(try await sealing("postgres", url))
        }
        measures.append(try await sealing("sqlite", nil))
        return measures
    }

    private static func entries(_ url: String) async throws -> Measure {
        try await rehearse(url) { books, numbers in
            try await prepareAccounts(url)
            var (ours, peer): ([Double], [Double]) = ([], [])
            for _ in 0..<rounds {
                ours.append(try await entriesPerSecond(books, numbers()))
                peer.append(try Pgbench.rate(url, entry, each: 1_000))
            }
            return Measure(
                name: "ledger-entries", ours: median(ours), peer: median(peer), unit: "entries/s", goal: ">=0.7")
        }
    }

    /// The same writers with and without the sealer, in pairs of alternating order, because entries get more expensive
    /// as the ledger grows. The median pair counts: a machine that slows down in between slows both halves of a pair.
    private static func sealing(_ engine: String, _ url: String?) async throws -> Measure {
        try await rehearse(url) { books, numbers in
            var pairs: [(with: Double, without: Double)] = []
            for round in 0..<sealedRounds {
                let before = round.isMultiple(of: 2) ? try await entriesPerSecond(books, numbers()) : nil
                let sealer = Task { try await books.seal() }
                // The entries of the round before are sealed first, so that only new ones are measured.
                try await Task.sleep(for: .seconds(3))
                let with = try await entriesPerSecond(books, numbers())
                sealer.cancel()
                do { try await sealer.value } catch is CancellationError {}
                let without = if let before { before } else { try await entriesPerSecond(books, numbers()) }
                pairs.append((with, without))
            }
            let middle = pairs.sorted { $0.with / $0.without < $1.with / $1.without }[sealedRounds / 2]
            return Measure(
                name: "ledger-while-sealing-\(engine)", ours: middle.with, peer: middle.without, unit: "entries/s",
                goal: ">=0.95")
        }
    }

    private static func entriesPerSecond(_ books: LedgerWorkload, _ first: Int) async throws -> Double {
        try await throughput(callers: callers, for: duration) { try await books.post(first + $0) }
    }

    private static func temporaryFolder() -> URL {
        FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")
    }

    private static func rehearse(
        _ url: String?, _ body: (LedgerWorkload, () -> Int) async throws -> Measure
    ) async throws -> Measure {
        // The database of a server keeps the check of its master key, which is a file in the folder: both measures on
        // one server share the folder.
        let folder = url == nil ? temporaryFolder() : serverFolder
        defer { if url == nil { try? FileManager.default.removeItem(at: folder) } }
        let books = try await LedgerWorkload(database: url, directory: folder)
        try await books.prepare()
        var first = Int.random(in: 1...1_000_000) * 1_000_000_000
        let measure = try await body(books) {
            first += 10_000_000
            return first
        }
        try await books.close()
        return measure
    }

    /// Accounts with ids that pgbench can compute: 10,000 cards, followed by 10,000 partners.
    private static func prepareAccounts(_ url: String) async throws {
        let database = Database.postgres(url: url, connections: 1)
        try await database.transaction { tx in
            for number in 0..<20_000 {
                let id = 2_000_000 + number
                try tx.send(
                    """
                    INSERT INTO ledger_account (id, code, posted, held, floor, sink)
                    VALUES (\(id), \(String(id)), 1000000000, 0, TRUE, FALSE)
                    ON CONFLICT DO NOTHING
                    """)
            }
        }
        await database.close()
    }

    private static let entry = """
        \\set card random(2000000, 2009999)
        \\set partner random(2010000, 2019999)
        \\set id random(1000000000, 900000000000000000)
        BEGIN;
        INSERT INTO journal_entry (id, key, kind, content, reason, at) VALUES (:id, :id, 'milestone', \
        '\\x3919a1592878e6ae24e996961c23259bad6cc66ed7ea3c41a832a31eb5ab747d', 'Rehearsal', 1) ON CONFLICT (key) DO NOTHING;
        SELECT id, code FROM ledger_account WHERE code IN (:card, :partner);
        UPDATE ledger_account SET posted = posted + -1, held = held - 0 WHERE id = :card AND held >= 0 AND (NOT floor OR posted + -1 >= held - 0);
        UPDATE ledger_account SET posted = posted + 1, held = held - 0 WHERE id = :partner AND held >= 0 AND (NOT floor OR posted + 1 >= held - 0);
        INSERT INTO posting (entry_id, place, from_id, to_id, amount) VALUES (:id, 0, :card, :partner, 1);
        COMMIT;

        """
}
