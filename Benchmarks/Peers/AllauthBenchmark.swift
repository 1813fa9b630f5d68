import Foundation
import NIOCore
import NIOPosix

/// Sign-ups by e-mail and code, against Django with django-allauth on the same PostgreSQL server: the same crowd in a
/// closed loop, in turn. What counts are sign-ups for a second of processor time, of the application and the database
/// together, because on one machine both take it from each other.
enum AllauthBenchmark: Benchmark {
    static let name = "allauth"
    private static let rounds = 5
    private static let warmUp = TimeAmount.seconds(2)

    static func run() async throws -> [Measure] {
        guard let postgres = BenchPostgres() else {
            print("allauth is left out: PRAKERJA_BENCH_POSTGRES names no server (make bench starts one)")
            return []
        }
        let seconds = ProcessInfo.processInfo.environment["ALLAUTH_SECONDS"].flatMap { Int64($0) } ?? 8
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        defer { group.shutdownGracefully { _ in } }  // last: the server still sends its messages
        let runner = CrowdRunner(loop: group.next())
        let ports = try await Gateways.open(on: group) { address, code in runner.deliver(code, to: address) }
        let server = try await LaunchServer(mail: ports.mail, text: ports.text, database: postgres.url)
        defer {
            server.stop()
            server.remove()
        }
        let peer = try Allauth(on: postgres, mail: ports.mail)
        defer { peer.stop() }
        try await server.isReady()
        try await peer.isReady()
        var (ours, theirs): ([Double], [Double]) = ([], [])
        for _ in 0..<rounds {
            let site = Measured(port: server.port, site: .prakerja, process: server.processIdentifier, on: postgres)
            ours.append(try await runner.run(site, warmUp: warmUp, seconds: .seconds(seconds)))
            // Its own work in the database does not count as the peer's.
            server.pause()
            let other = Measured(port: peer.port, site: .allauth, process: peer.processIdentifier, on: postgres)
            theirs.append(try await runner.run(other, warmUp: warmUp, seconds: .seconds(seconds)))
            server.resume()
        }
        return [
            Measure(
                name: "launch-allauth", ours: median(ours), peer: median(theirs), unit: "sign-ups/processor-s",
                goal: ">=20")
        ]
    }
}

/// A site, its process, and the server of its database.
private struct Measured: Sendable {
    let port: Int
    let site: SignUpSite
    let process: Int32
    let postgres: BenchPostgres

    init(port: Int, site: SignUpSite, process: Int32, on postgres: BenchPostgres) {
        (self.port, self.site, self.process, self.postgres) = (port, site, process, postgres)
    }

    /// Processor seconds used so far.
    var used: (site: Double, database: Double) {
        (Processor.seconds(withChildrenOf: process), postgres.busySeconds)
    }
}

/// Creates one crowd after another on its event loop.
private final class CrowdRunner: Sendable {
    private let loop: any EventLoop
    private let crowd: NIOLoopBoundBox<ClosedCrowd?>
    private let begun: NIOLoopBoundBox<Int>

    init(loop: any EventLoop) {
        self.loop = loop
        crowd = .makeBoxSendingValue(nil, eventLoop: loop)
        begun = .makeBoxSendingValue(0, eventLoop: loop)
    }

    /// Called by the gateways, on the loop.
    func deliver(_ code: String, to address: String) {
        crowd.value?.deliver(code, to: address)
    }

    /// Returns sign-ups for a processor second, and prints what they consist of.
    func run(_ measured: Measured, warmUp: TimeAmount, seconds: TimeAmount) async throws -> Double {
        let done = loop.makePromise(of: ClosedCrowd.Figures.self)
        loop.execute { [self] in
            do {
                begun.value += 1
                let crowd = try ClosedCrowd(
                    on: loop, port: measured.port, site: measured.site, firstNumber: begun.value * 1_000_000)
                self.crowd.value = crowd
                crowd.run(warmUp: warmUp, seconds: seconds, processor: { measured.used }, done: done)
            } catch {
                done.fail(error)
            }
        }
        let figures = try await done.futureResult.get()
        guard figures.signUps > 0 else { throw PeerFault.failed("nobody signed up at \(measured.site.name)") }
        func each(_ seconds: Double) -> String { String(format: "%.2f", seconds * 1_000 / Double(figures.signUps)) }
        print(
            """
            allauth: \(measured.site.name) \(Int(Double(figures.signUps) / figures.seconds)) sign-ups/s; each takes \
            \(each(figures.site)) ms of processor time and \(each(figures.database)) ms of PostgreSQL's
            """)
        return Double(figures.signUps) / (figures.site + figures.database)
    }
}
