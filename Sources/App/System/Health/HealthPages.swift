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
    /// How long rows may wait for the log's sealer, which runs every second.
    static let sealing = Span.minutes(1)
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

    /// A log that is not sealed is named, with a status that keeps this process in its load balancer: all processes
    /// have the same log, and without any of them the site would be down.
    @Sendable private func ready(request: Request, context: VisitorContext) async -> Response {
        guard let database = await database() else {
            return Self.answer("the database does not answer", .serviceUnavailable)
        }
        return Self.answer(database.trouble.map { "ok, but \($0)" } ?? "ok", .ok)
    }

    private struct DatabaseAnswer: Sendable {
        /// Why changes to the records might not be detected; nil while the log is sealed.
        let trouble: String?
    }

    /// Runs queries that need the schema and not only a connection. Nil without an answer in time.
    private func database() async -> DatabaseAnswer? {
        await withTaskGroup(of: DatabaseAnswer?.self) { group in
            group.addTask { [dependencies] in
                try? await dependencies.database.read { DatabaseAnswer(trouble: try Self.trouble($0, dependencies)) }
            }
            group.addTask {
                try? await Task.sleep(for: Self.patience)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    private static func trouble(_ tx: Transaction, _ dependencies: Dependencies) throws -> String? {
        let unknown = dependencies.database.unknownObjects
        guard unknown.isEmpty else {
            return "nothing is written: the database has objects that no migration made: "
                + unknown.joined(separator: ", ")
        }
        if let since = try tx.proofs.stalled(before: dependencies.realNow() - sealing) {
            return "the log is not sealed: a row of \(since) waits. Is a worker running? Run `prakerja audit verify`"
        }
        guard try tx.proofs.base(signedBy: dependencies.seal.verifier).confirmed != nil else {
            return "the log's head is not as the sealer left it: run `prakerja audit verify`"
        }
        let unbound = try tx.records.incompleteKinds()
        guard !unbound.isEmpty else { return nil }
        return "earlier records are not bound yet, and acts on them are refused: \(unbound.joined(separator: ", ")). "
            + "See the log of the worker"
    }

    private static func answer(_ text: String, _ status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n")))
    }
}
