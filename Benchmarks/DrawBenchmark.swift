import CCrypto
import Foundation
import Programme

/// Sealing, drawing and verifying a wave as large as the first of 2020, against one core that hashes the same messages
/// in a bare loop: leaves, nodes and ranks, and all of them again for verifying. Also without what sealing derives,
/// tickets and salts, which is measured apart.
enum DrawBenchmark: Benchmark {
    static let name = "draw"

    static func run() async throws -> [Measure] {
        let basis = try String(contentsOfFile: "Editions/edition-3.yaml", encoding: .utf8)
        let wave = try (0..<3).map { _ in try measure(entries: 2_078_026, quota: 164_000, basis) }
        let large = try measure(entries: 10_000_000, quota: 789_225, basis)
        let (ours, peer) = (median(wave.map(\.ours)), median(wave.map(\.peer)))
        let hashing = median(wave.map { $0.ours - $0.derivation })
        return [
            Measure(name: "draw-2078026", ours: ours, peer: peer, unit: "s", goal: "<=2"),
            Measure(name: "draw-2078026-without-derivation", ours: hashing, peer: peer, unit: "s", goal: "<=1.15"),
            Measure(name: "draw-memory", ours: wave[0].megabytes, peer: 260, unit: "MB", goal: "<=1"),
            Measure(name: "draw-bundle-size", ours: wave[0].size, peer: 36 * 2.078026, unit: "MB", goal: "<=1.1"),
            Measure(name: "draw-10000000", ours: large.ours, peer: large.peer, unit: "s", goal: "<=2"),
            Measure(
                name: "draw-cost-per-entry-flat", ours: large.ours / 10_000_000 * 1e9, peer: ours / 2_078_026 * 1e9,
                unit: "ns", goal: "<=1.2"),
        ]
    }

    private static func measure(
        entries: Int, quota: Int, _ basis: String
    ) throws -> (ours: Double, peer: Double, derivation: Double, megabytes: Double, size: Double) {
        let simulation = try DrawSimulation(
            entries: entries, quota: quota, basis: basis, key: Data(repeating: 7, count: 32))
        let path = FileManager.default.temporaryDirectory.appending(path: "draw-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: path) }
        var (ours, ranks, size) = (0.0, 0, 0.0)
        do {
            let joined = simulation.joined()
            var drawn: DrawBundle?
            ours += try seconds {
                let list = simulation.seal(joined)
                drawn = try simulation.draw(simulation.statement(of: list, from: joined), list)
            }
            guard let bundle = drawn else { return (0, 1, 0, 0, 0) }
            _ = FileManager.default.createFile(atPath: path.path, contents: nil)
            let file = try FileHandle(forWritingTo: path)
            for part in try bundle.parts() {
                try file.write(contentsOf: part)
                size += Double(part.count) / 1e6
            }
            try file.close()
            let pools = Draw(edition: simulation.edition, places: quota)
                .selected(of: bundle.list, seed: Data(hex: bundle.head.seed) ?? Data()).pools
            ranks = pools.filter { $0.selected > 0 }.reduce(0) { $0 + $1.entries }
        }
        ours += try seconds {
            try DrawBundle(Data(contentsOf: path, options: .mappedIfSafe)).verify(edition: simulation.edition)
        }
        let memory = Memory.peak
        let derivation = seconds { precondition(simulation.derive() != 0) }
        let peer = seconds {
            bareLoop(2 * entries, bytes: 45)
            bareLoop(2 * (entries - 1), bytes: 65)
            bareLoop(2 * ranks, bytes: 44)
        }
        return (ours, peer, derivation, memory, size)
    }

    /// One core that hashes messages of this length.
    static func bareLoop(_ count: Int, bytes: Int) {
        var message = [UInt8](repeating: 1, count: bytes)
        var digest = [UInt8](repeating: 0, count: 32)
        for number in 0..<count {
            message.withUnsafeMutableBytes { $0.storeBytes(of: UInt64(number), toByteOffset: 8, as: UInt64.self) }
            var context = SHA256_CTX()
            SHA256_Init(&context)
            SHA256_Update(&context, message, bytes)
            SHA256_Final(&digest, &context)
        }
    }
}
