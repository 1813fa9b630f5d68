import App
import Foundation
import Programme

/// Sealing and drawing the first wave of April 2020, with the rows of 2,078,026 entries in the database and by the
/// functions of the office. Peers of the same run are one core that hashes the same messages in a bare loop, and one
/// UPDATE of all entries by the engine, of which storing the outcome in their rows would need two.
///
/// SEAL_ENTRIES and SEAL_ENGINE (`sqlite`, `postgres`) choose another number and one engine.
enum SealBenchmark: Benchmark {
    static let name = "seal"
    private static let country = 2_078_026
    /// For a country, in seconds and megabytes.
    private static let limit = (seconds: 12.0, megabytes: 200.0)

    static func run() async throws -> [Measure] {
        // A psql that refuses rows is reported by its status.
        signal(SIGPIPE, SIG_IGN)
        let environment = ProcessInfo.processInfo.environment
        let (only, server) = (environment["SEAL_ENGINE"], environment["PRAKERJA_BENCH_POSTGRES"])
        let entries = environment["SEAL_ENTRIES"].flatMap { Int($0, in: 1_000...10_000_000) } ?? country
        var measures: [Measure] = []
        if only != "sqlite", let server { measures += try await measure("postgres", server, entries) }
        if only != "postgres" { measures += try await measure("sqlite", nil, entries) }
        return measures
    }

    private static func measure(_ engine: String, _ server: String?, _ entries: Int) async throws -> [Measure] {
        let rows = try SealRows(server: server)
        let database = rows.database
        defer { database.remove() }
        let work = try await SealWorkload(database: database.url, directory: database.folder)
        let wave = try await work.open()
        let loading = try seconds { try rows.load(entries, into: wave, code: work.code) }
        print("seal-\(engine): \(entries) entries loaded in \(Int(loading)) s")

        let before = Memory.now
        Memory.forgetPeak()
        let clock = ContinuousClock()
        let begun = clock.now
        try await work.seal()
        let sealed = clock.now
        try await work.draw()
        let (sealing, drawing) = ((sealed - begun) / .seconds(1), (clock.now - sealed) / .seconds(1))
        let memory = Memory.peak - before
        let outcome = try await work.outcome()
        print(
            "seal-\(engine): sealed in \(round(sealing)) s, drawn in \(round(drawing)) s, \(Int(memory)) MB above "
                + "\(Int(before)) MB; \(outcome.entries) entries, \(outcome.places) places")
        guard outcome.entries == entries else { throw LoadFault.refused("\(outcome.entries) entries were sealed") }

        let (results, accounts) = try await reads(work, wave, entries)
        try await work.close()
        let hashing = seconds {
            DrawBenchmark.bareLoop(entries, bytes: 45)
            DrawBenchmark.bareLoop(entries - 1, bytes: 65)
            DrawBenchmark.bareLoop(outcome.ranks, bytes: 44)
        }
        let update = try seconds { try database.run("UPDATE entry SET shard = 63 - shard WHERE wave_id = \(wave)") }
        let (ours, share) = (sealing + drawing, Double(entries) / Double(country))
        return [
            Measure(name: "seal-\(engine)", ours: ours, peer: limit.seconds * share, unit: "s", goal: "<=1"),
            Measure(name: "seal-\(engine)-memory", ours: memory, peer: limit.megabytes, unit: "MB", goal: "<=1"),
            Measure(name: "seal-\(engine)-update", ours: ours, peer: update, unit: "s", goal: "<=1"),
            Measure(name: "seal-\(engine)-hashing", ours: ours, peer: hashing, unit: "s", goal: "<=5"),
            Measure(name: "seal-\(engine)-results", ours: results, peer: accounts, unit: "reads/s", goal: ">=0.4"),
        ]
    }

    private static let callers = 32
    private static let readsEach = 2_000

    /// Reads of people's results a second, and as many of one row by its key.
    private static func reads(
        _ work: SealWorkload, _ wave: Int64, _ entries: Int
    ) async throws -> (results: Double, accounts: Double) {
        let results = try await rate { caller in
            for number in 0..<readsEach {
                let person = SealRows.person(of: (caller * readsEach + number) * 7_919 % entries, among: entries)
                guard try await work.readsResult(of: person, in: wave) else { throw LoadFault.refused("no ticket") }
            }
        }
        let accounts = try await rate { caller in
            for number in 0..<readsEach {
                let person = SealRows.person(of: (caller * readsEach + number) * 7_919 % entries, among: entries)
                try await work.readsAccount(of: person)
            }
        }
        return (results, accounts)
    }

    private static func rate(_ read: @escaping @Sendable (Int) async throws -> Void) async throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<callers { group.addTask { try await read(caller) } }
            try await group.waitForAll()
        }
        return Double(callers * readsEach) / ((clock.now - start) / .seconds(1))
    }

    private static func round(_ seconds: Double) -> String { String(format: "%.2f", seconds) }
}
