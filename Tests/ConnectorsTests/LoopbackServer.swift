import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// A server for responses that no simulator gives.
enum LoopbackServer {
    static func run(
        respond: @escaping @Sendable (Request) throws -> Response,
        serving body: @escaping @Sendable (String) async throws -> Void
    ) async throws {
        let (ports, bound) = AsyncStream.makeStream(of: Int.self)
        let router = Router()
        router.get("**") { request, _ in try respond(request) }
        let server = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in bound.yield(channel.localAddress?.port ?? 0) },
            logger: ExternalServices.logger)
        let group = ServiceGroup(configuration: .init(services: [server], logger: ExternalServices.logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for await port in ports {
                try await body("http://127.0.0.1:\(port)")
                break
            }
            await group.triggerGracefulShutdown()
        }
    }
}

/// Receives a gateway's delivery reports.
struct ReportListener: Sendable {
    let address: String
    private let reports: AsyncStream<String>

    struct Silence: Error {}

    static func run(_ body: @escaping @Sendable (ReportListener) async throws -> Void) async throws {
        let (reports, received) = AsyncStream.makeStream(of: String.self)
        try await LoopbackServer.run { request in
            received.yield(request.uri.queryParameters["status"].map { String($0) } ?? "")
            return Response(status: .ok)
        } serving: { address in
            try await body(ReportListener(address: address, reports: reports))
        }
    }

    /// The first report within five seconds.
    func firstReport() async throws -> String {
        try await withThrowingTaskGroup(of: String?.self) { tasks in
            defer { tasks.cancelAll() }
            tasks.addTask {
                for await report in reports { return report }
                return nil
            }
            tasks.addTask {
                try await Task.sleep(for: .seconds(5))
                return nil
            }
            guard let report = try await tasks.next() ?? nil else { throw Silence() }
            return report
        }
    }
}
