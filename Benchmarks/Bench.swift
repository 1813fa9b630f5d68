import Foundation

/// `make bench`: prints one line per measure, ours and a peer's from the same run, and writes all of them to
/// bench.json. Names of benchmarks on the command line select among them.
@main
struct Bench {
    static let all: [any Benchmark.Type] = [
        DrawBenchmark.self, SealBenchmark.self, SQLiteBenchmark.self, PostgresBenchmark.self, PoolBenchmark.self,
        LedgerBenchmark.self, PagesBenchmark.self, LaunchBenchmark.self, PurchasesBenchmark.self, OfficeBenchmark.self,
        BeaconBenchmark.self, CatalogueBenchmark.self, ListsBenchmark.self,
    ]

    static func main() async throws {
        do {
            try await run(CommandLine.arguments.dropFirst())
        } catch {
            FileHandle.standardError.write(Data("benchmarks: \(error)\n".utf8))
            exit(1)
        }
    }

    /// Whole applications of others, which are installed in an environment of their own.
    private static let againstPeers: [any Benchmark.Type] = [AllauthBenchmark.self]

    private static func run(_ chosen: ArraySlice<String>) async throws {
        var measures: [Measure] = []
        for benchmark in all + againstPeers where chosen.isEmpty || chosen.contains(benchmark.name) {
            for measure in try await benchmark.run() {
                // Written at once, also into a pipe.
                FileHandle.standardOutput.write(Data("\(measure)\n".utf8))
                measures.append(measure)
            }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(measures).write(to: URL(filePath: "bench.json"))
    }
}

protocol Benchmark: Sendable {
    static var name: String { get }
    static func run() async throws -> [Measure]
}

/// The memory of this process, in megabytes.
enum Memory {
    static var now: Double { value("VmRSS:") }
    static var peak: Double { value("VmHWM:") }
    /// Resets the peak that Linux reports.
    static func forgetPeak() { try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs")) }

    private static func value(_ name: String) -> Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
        return (Double(line.filter(\.isNumber)) ?? 0) / 1_024
    }
}

/// One figure of ours with a peer's.
struct Measure: Codable, CustomStringConvertible {
    let name: String
    let ours: Double
    let peer: Double
    let unit: String
    /// `>=0.9` or `<=2`, of `ratio`.
    let goal: String

    /// Where the peer is a limit and not a run, the share of it that is used.
    var ratio: Double { ours / peer }

    var description: String {
        "bench \(name) ours=\(round(ours)) \(unit) peer=\(round(peer)) \(unit) ratio=\(round(ratio)) goal=\(goal)"
    }

    private func round(_ number: Double) -> String {
        number >= 100 ? String(Int(number.rounded())) : String(format: "%.3g", number)
    }
}

/// The median of several runs, because the machines are noisy.
func median(_ figures: [Double]) -> Double {
    figures.sorted()[figures.count / 2]
}

func seconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try body()
    return (clock.now - start) / .seconds(1)
}
