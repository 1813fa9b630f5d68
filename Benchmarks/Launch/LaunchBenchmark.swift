import Foundation
import NIOCore
import NIOPosix

/// The first minute: 80,000 people sign up in sixty seconds, as in April 2020, on the same two cores as those who ask.
enum LaunchBenchmark: Benchmark {
    static let name = "launch"
    private static let rate = 1_333.0

    static func run() async throws -> [Measure] {
        let environment = ProcessInfo.processInfo.environment
        let seconds = environment["LAUNCH_SECONDS"].flatMap { Int($0) } ?? 60
        let rate = environment["LAUNCH_RATE"].flatMap { Double($0) } ?? Self.rate
        var measures: [Measure] = []
        for (name, database) in [("sqlite", nil), ("postgres", environment["PRAKERJA_BENCH_POSTGRES"])] {
            if name == "postgres", database == nil { continue }
            if let only = environment["LAUNCH_ENGINE"], only != name { continue }
            measures += try await launch(name, database, rate: rate, seconds: seconds)
        }
        return measures
    }

    private static func launch(
        _ name: String, _ database: String?, rate: Double, seconds: Int
    ) async throws -> [Measure] {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let loop = group.next()
        let hall = Hall(loop: loop)
        let ports = try await Gateways.open(on: group) { address, code in hall.deliver(code, to: address) }
        let server = try LaunchServer(mail: ports.mail, text: ports.text, database: database)
        try await server.isReady()
        let busy = (server.busySeconds, Processor.seconds(of: getpid()))
        let figures = try await hall.run(port: server.port, rate: rate, seconds: seconds)
        let ours = server.busySeconds - busy.0
        let theirs = Processor.seconds(of: getpid()) - busy.1
        report(name, figures, server: ours, crowd: theirs, memory: server.peakMegabytes)
        server.stop()
        try await group.shutdownGracefully()
        let done = Double(figures.finished) / figures.seconds
        return [
            Measure(
                name: "launch-\(name)", ours: done, peer: rate, unit: "sign-ups/s", goal: ">=1")
        ]
    }

    /// What one line cannot say.
    private static func report(_ name: String, _ figures: Figures, server: Double, crowd: Double, memory: Double) {
        func times(_ times: [TimeAmount]) -> String {
            let shares = [0.5, 0.99, 1].map { String(format: "%.0f", Figures.milliseconds(times, share: $0)) }
            return "p50 \(shares[0]) ms, p99 \(shares[1]) ms, longest \(shares[2]) ms"
        }
        let each = 1_000 / Double(max(1, figures.finished))
        print(
            """
            launch-\(name): \(figures.arrived) came in, \(figures.finished) signed up in \(String(format: "%.1f", figures.seconds)) s, \
            \(figures.failed) failed \(figures.failures), \(figures.refusedConnections) connections refused
              whole sign-up: \(times(figures.whole)); one request: \(times(figures.requests))
              sent to the waiting page: \(figures.sentAway.count) (\(times(figures.sentAway))), again \(figures.sentAwayAgain), \
            of them signed up \(figures.wholeAfterWaiting)
              processor: server \(String(format: "%.1f", server)) s (\(String(format: "%.2f", server * each)) ms a sign-up), \
            crowd \(String(format: "%.1f", crowd)) s; server's memory at most \(Int(memory)) MB; messages \(figures.messages)
            """)
    }
}

/// Brings the crowd onto its loop.
private final class Hall: Sendable {
    private let loop: any EventLoop
    private let crowd: NIOLoopBoundBox<Crowd?>

    init(loop: any EventLoop) {
        self.loop = loop
        crowd = .makeBoxSendingValue(nil, eventLoop: loop)
    }

    /// Called on the loop, by the gateways.
    func deliver(_ code: String, to address: String) {
        crowd.value?.deliver(code, to: address)
    }

    func run(port: Int, rate: Double, seconds: Int) async throws -> Figures {
        let done = loop.makePromise(of: Figures.self)
        loop.execute { [self] in
            do {
                let crowd = try Crowd(on: loop, port: port)
                self.crowd.value = crowd
                crowd.run(rate: rate, seconds: seconds, firstNumber: 0, done: done)
            } catch {
                done.fail(error)
            }
        }
        return try await done.futureResult.get()
    }
}
