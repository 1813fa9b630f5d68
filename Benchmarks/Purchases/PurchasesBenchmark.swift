import App
import Foundation
import NIOCore
import NIOPosix
import Programme

/// Purchases by a platform's program: a signed request for the code, the code from the text message, and a signed
/// authorisation, over HTTP in a closed loop, against pgbench with the same statements on the same PostgreSQL server.
enum PurchasesBenchmark: Benchmark {
    static let name = "purchases"
    private static let rounds = 3
    private static let warmUp = TimeAmount.seconds(2)
    private static let folder = "Benchmarks/Purchases"

    static func run() async throws -> [Measure] {
        guard let postgres = BenchPostgres() else {
            print("purchases are left out: PRAKERJA_BENCH_POSTGRES names no server (make bench starts one)")
            return []
        }
        let environment = ProcessInfo.processInfo.environment
        let seconds = environment["PURCHASES_SECONDS"].flatMap { Int64($0, in: 1...600) } ?? 6
        let people = environment["PURCHASES_PEOPLE"].flatMap { Int($0, in: 100...1_000_000) } ?? 20_000
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        defer { group.shutdownGracefully { _ in } }
        let crowd = PurchaseCrowd(loop: group.next())
        let ports = try await Gateways.open(on: group) { phone, code in crowd.deliver(code, to: phone) }
        let server = try await LaunchServer(
            mail: ports.mail, text: ports.text, database: postgres.url,
            rehearse: { database, folder in
                try preparePeer(on: postgres)
                let workload = try await PurchaseWorkload(
                    database: database, directory: folder, edition: OwnEdition.file(in: folder))
                try await workload.open()
                crowd.take(try await workload.addBuyers(people))
                try await workload.close()
            })
        defer {
            server.stop()
            server.remove()
        }
        try await server.isReady()
        let script = try String(contentsOfFile: "\(folder)/purchase.sql", encoding: .utf8)
        var (ours, peer): ([Double], [Double]) = ([], [])
        for _ in 0..<rounds {
            ours.append(try await crowd.run(port: server.port, warmUp: warmUp, seconds: .seconds(seconds)))
            // Its own work in the database does not count as the peer's.
            server.pause()
            peer.append(try Pgbench.rate(peerURL(on: postgres), script, each: 100))
            server.resume()
        }
        return [
            Measure(
                name: "purchases", ours: median(ours), peer: median(peer), unit: "purchases/s", goal: ">=0.35")
        ]
    }

    private static let peerDatabase = "purchases"

    private static func peerURL(on postgres: BenchPostgres) -> String { postgres.url(of: peerDatabase) }

    /// The tables of the product, with rows whose ids the script can compute.
    private static func preparePeer(on postgres: BenchPostgres) throws {
        let url = try postgres.copy("launch", to: peerDatabase)
        try BenchPostgres.run("/usr/bin/psql", [url, "-qv", "ON_ERROR_STOP=1", "-f", "\(folder)/peer.sql"])
    }
}
