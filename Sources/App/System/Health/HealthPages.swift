import HTTPTypes
import Hummingbird
import NIOCore
import Programme
import Storage

/// Endpoints for a load balancer, a watchdog and `prakerja doctor`. Answered on the event loops, independently of the
/// load on the handler threads.
struct HealthPages: Sendable {
    let dependencies: Dependencies

    /// How long the database may take before this process counts as not ready.
    static let patience = Duration.seconds(2)
    /// The value that `prakerja doctor` sends in every header that must arrive.
    static let probe = "prakerja-doctor"
    /// Headers that partners' requests need. nginx drops names with `_` unless it is configured otherwise.
    static let partnerHeaders: [HTTPField.Name] = [
        .clientCode, .signature, .timestamp, .idempotencyKey, .authorization,
    ]

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        // Liveness only: the process runs. A restart would not fix a database that is unavailable.
        routes.get(Paths.healthLive) { _, _ in Self.answer("ok", .ok) }
        routes.get(Paths.healthReady, use: ready)
        routes.get(Paths.healthReadyIndonesian, use: ready)
        routes.get(Paths.healthHeaders, use: headers)
        return routes
    }

    /// Returns the names of those partner headers that arrived as `prakerja doctor` sent them; and `X-Forwarded-For`
    /// when it came from a trusted proxy with an address.
    @Sendable private func headers(request: Request, context: VisitorContext) -> Response {
        let arrived = Self.partnerHeaders.filter { request.headers[$0] == Self.probe }
        let visitor = ClientAddress.forwarded(
            peer: context.peer, forwardedFor: request.headers[ClientAddress.header],
            proxies: dependencies.configuration.proxies
        )
        let all = arrived + (visitor == nil ? [] : [ClientAddress.header])
        return Self.answer(all.map(\.rawName).joined(separator: " "), .ok)
    }

    @Sendable private func ready(request: Request, context: VisitorContext) async -> Response {
        guard await databaseAnswers() else {
            return Self.answer("the database does not answer", .serviceUnavailable)
        }
        return Self.answer("ok", .ok)
    }

    /// Runs a query that every start runs too, so that it needs the schema and not only a connection.
    private func databaseAnswers() async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask { [dependencies] in (try? await dependencies.database.read { _ = try $0.clock.lead() }) != nil
            }
            group.addTask {
                try? await Task.sleep(for: Self.patience)
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
    }

    private static func answer(_ text: String, _ status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n")))
    }
}
