import Foundation
import NIOCore
import NIOPosix

/// The first minute: 80,000 people sign up in sixty seconds, as in April 2020, on the same two cores as the client.
/// Then twice as many come: every confirmed account must exist, and all other visitors must get the waiting page within
/// a second.
enum LaunchBenchmark: Benchmark {
    static let name = "launch"
    private static let rate = 1_333.0

    static func run() async throws -> [Measure] {
        let environment = ProcessInfo.processInfo.environment
        let seconds = environment["LAUNCH_SECONDS"].flatMap { Int($0) } ?? 60
        let rate = environment["LAUNCH_RATE"].flatMap { Double($0) } ?? Self.rate
        let rounds = max(1, environment["LAUNCH_ROUNDS"].flatMap { Int($0) } ?? 1)
        var measures: [Measure] = []
        for (name, database) in [("sqlite", nil), ("postgres", environment["PRAKERJA_BENCH_POSTGRES"])] {
            if name == "postgres", database == nil { continue }
            if let only = environment["LAUNCH_ENGINE"], only != name { continue }
            if environment["LAUNCH_PART"] != "twice" {
                measures += try await minute(name, database, rate: rate, seconds: seconds, rounds: rounds)
            }
            if environment["LAUNCH_PART"] != "once" {
                measures += try await twice(name, database, rate: rate * 2, seconds: seconds)
            }
        }
        return measures
    }

    /// The medians of all rounds. The processor's time is the site's and its database's; the load's own is left out.
    private static func minute(
        _ name: String, _ database: String?, rate: Double, seconds: Int, rounds: Int
    ) async throws -> [Measure] {
        var (speeds, pages, work): ([Double], [Double], [Double]) = ([], [], [])
        for _ in 0..<rounds {
            let run = try await launch(name, database, rate: rate, seconds: seconds)
            speeds.append(Double(run.figures.finished) / run.figures.seconds)
            pages.append(Figures.milliseconds(run.figures.sentAway, share: 0.99) / 1_000)
            work.append(run.busy * 1_000 / Double(max(1, run.figures.finished)))
        }
        return [
            Measure(name: "launch-\(name)", ours: median(speeds), peer: rate, unit: "sign-ups/s", goal: ">=1"),
            Measure(name: "launch-\(name)-waiting-page-p99", ours: median(pages), peer: 1, unit: "s", goal: "<=1"),
            Measure(
                name: "launch-\(name)-processor", ours: median(work), peer: database == nil ? 0.75 : 1.1,
                unit: "ms/sign-up", goal: "<=1"),
        ]
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private static func twice(
        _ name: String, _ database: String?, rate: Double, seconds: Int
    ) async throws -> [Measure] {
        let run = try await launch("\(name)-twice", database, rate: rate, seconds: seconds)
        let (figures, lost) = (run.figures, run.lost)
        let page = Figures.milliseconds(figures.sentAway, share: 0.99) / 1_000
        return [
            Measure(
                name: "launch-\(name)-twice", ours: Double(figures.finished) / figures.seconds, peer: rate,
                unit: "sign-ups/s", goal: ">=0.4"),
            Measure(name: "launch-\(name)-twice-waiting-page-p99", ours: page, peer: 1, unit: "s", goal: "<=1"),
            Measure(name: "launch-\(name)-twice-lost", ours: Double(lost), peer: 1, unit: "people", goal: "<=0"),
        ]
    }

    /// Returns the figures, how many confirmed accounts are not in the database, and the processor seconds of site and
    /// database.
    private static func launch(
        _ name: String, _ database: String?, rate: Double, seconds: Int
    ) async throws -> (figures: Figures, lost: Int, busy: Double) {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let loop = group.next()
        let runner = LoadRunner(loop: loop)
        let ports = try await Gateways.open(on: group) { address, code in runner.deliver(code, to: address) }
        let server = try await LaunchServer(mail: ports.mail, text: ports.text, database: database)
        try await server.isReady()
        let postgres = database.map { BenchPostgres(url: $0) }
        let busy = (server.busySeconds, Processor.seconds(of: getpid()), postgres?.busySeconds ?? 0)
        let figures = try await runner.run(port: server.port, rate: rate, seconds: seconds)
        let ours = server.busySeconds - busy.0
        let theirs = Processor.seconds(of: getpid()) - busy.1
        let behind = (postgres?.busySeconds ?? 0) - busy.2
        report(name, figures, server: ours, database: behind, client: theirs, memory: server.peakMegabytes)
        server.stop()
        try await group.shutdownGracefully()
        let lost = try await server.sessions { known in figures.sessions.count { !known.contains($0) } }
        print("  acknowledged \(figures.sessions.count), of them not in the database \(lost)")
        server.remove()
        return (figures, lost, ours + behind)
    }

    /// Prints the details that do not fit in one line of measures.
    private static func report(
        _ name: String, _ figures: Figures, server: Double, database: Double, client: Double, memory: Double
    ) {
        func times(_ times: [TimeAmount]) -> String {
            let shares = [0.5, 0.99, 1].map { String(format: "%.0f", Figures.milliseconds(times, share: $0)) }
            return "p50 \(shares[0]) ms, p99 \(shares[1]) ms, longest \(shares[2]) ms"
        }
        let each = 1_000 / Double(max(1, figures.finished))
        print(
            """
            launch-\(name): \(figures.arrived) came in, \(figures.finished) signed up in \(String(format: "%.1f", figures.seconds)) s, \
            \(figures.failed) failed \(figures.failures), \(figures.refusedConnections) connections refused, \(figures.connectedAgain) reopened
              whole sign-up: \(times(figures.whole)); one request: \(times(figures.requests))
              sent to the waiting page: \(figures.sentAway.count) (\(times(figures.sentAway))), again \(figures.sentAwayAgain), \
            of them signed up \(figures.wholeAfterWaiting)
              processor: server \(String(format: "%.1f", server)) s (\(String(format: "%.2f", server * each)) ms a sign-up), \
            database \(String(format: "%.1f", database)) s, client \(String(format: "%.1f", client)) s; server's memory at most \(Int(memory)) MB; messages \(figures.messages)
            """)
    }
}

/// Creates the visitors' load on its event loop.
private final class LoadRunner: Sendable {
    private let loop: any EventLoop
    private let load: NIOLoopBoundBox<VisitorLoad?>

    init(loop: any EventLoop) {
        self.loop = loop
        load = .makeBoxSendingValue(nil, eventLoop: loop)
    }

    /// Called by the gateways, on the loop.
    func deliver(_ code: String, to address: String) {
        load.value?.deliver(code, to: address)
    }

    func run(port: Int, rate: Double, seconds: Int) async throws -> Figures {
        let done = loop.makePromise(of: Figures.self)
        loop.execute { [self] in
            do {
                let load = try VisitorLoad(on: loop, port: port)
                self.load.value = load
                load.run(rate: rate, seconds: seconds, firstNumber: 0, done: done)
            } catch {
                done.fail(error)
            }
        }
        return try await done.futureResult.get()
    }
}
