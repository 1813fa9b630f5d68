import Foundation

/// `make bench`: one line for each measure, ours against a peer in the same run, and all of them in bench.json. Names on
/// the command line choose among them.
@main
struct Bench {
    static let all: [any Benchmark.Type] = [
        DrawBenchmark.self, SQLiteBenchmark.self, PostgresBenchmark.self, PoolBenchmark.self, LedgerBenchmark.self,
        PagesBenchmark.self, LaunchBenchmark.self,
    ]

    static func main() async throws {
        let chosen = CommandLine.arguments.dropFirst()
        var measures: [Measure] = []
        for benchmark in all where chosen.isEmpty || chosen.contains(benchmark.name) {
            for measure in try await benchmark.run() {
                // At once, also into a pipe.
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

/// One figure of ours beside a peer's.
struct Measure: Codable, CustomStringConvertible {
    let name: String
    let ours: Double
    let peer: Double
    let unit: String
    /// `>=0.9` or `<=2`
    let goal: String

    /// The peer may be a limit rather than a run: then the ratio is how much of it is used.
    var ratio: Double { ours / peer }

    var description: String {
        "bench \(name) ours=\(round(ours)) \(unit) peer=\(round(peer)) \(unit) ratio=\(round(ratio)) goal=\(goal)"
    }

    private func round(_ number: Double) -> String {
        number >= 100 ? String(Int(number.rounded())) : String(format: "%.3g", number)
    }
}

/// The middle of several runs: these machines are noisy.
func median(_ figures: [Double]) -> Double {
    figures.sorted()[figures.count / 2]
}

func seconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try body()
    return (clock.now - start) / .seconds(1)
}
