import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOConcurrencyHelpers
import NIOCore
import Programme
import ServiceLifecycle
import Storage
import Testing

@testable import App

/// A partner's server on this machine: keeps each request and answers as the test says.
final class WebhookReceiver: Sendable {
    struct Delivery: Sendable {
        let id: String
        let timestamp: Int64
        let signatures: String
        let body: Data
        let status: Int

        func isSigned(with secret: WebhookSecret) -> Bool {
            WebhookSignature(id: id, timestamp: timestamp, body: body).matches(signatures, secret: secret)
        }

        private var fields: [String: Any] {
            (try? JSONSerialization.jsonObject(with: body) as? [String: Any]) ?? [:]
        }

        var type: String { fields["type"] as? String ?? "" }

        /// The names of its data.
        var names: Set<String> { Set((fields["data"] as? [String: Any] ?? [:]).keys) }

        subscript(name: String) -> String {
            let data = fields["data"] as? [String: Any] ?? [:]
            return (data[name] as? String) ?? (data[name] as? NSNumber).map(\.stringValue) ?? ""
        }
    }

    struct Reply: Sendable {
        var status = 204
        var headers: [(String, String)] = []
        var text = ""
    }

    private let state = NIOLockedValueBox<(reply: Reply, deliveries: [Delivery], elsewhere: Int)>((Reply(), [], 0))

    var deliveries: [Delivery] { state.withLockedValue { $0.deliveries } }
    var taken: [Delivery] { deliveries.filter { (200..<300).contains($0.status) } }
    /// Requests at another path, where a redirect leads.
    var elsewhere: Int { state.withLockedValue { $0.elsewhere } }

    func answers(_ reply: Reply) { state.withLockedValue { $0.reply = reply } }

    /// - Parameter body: gets the address of the endpoint.
    func run(_ body: @escaping @Sendable (String) async throws -> Void) async throws {
        let (ports, bound) = AsyncStream.makeStream(of: Int.self)
        let router = Router()
        router.post("hook") { request, _ in try await self.take(request) }
        router.get("**") { _, _ in self.strayed() }
        router.post("other") { _, _ in self.strayed() }
        let quiet = Logger(label: "receiver", factory: { _ in SwiftLogNoOpLogHandler() })
        let server = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in bound.yield(channel.localAddress?.port ?? 0) }, logger: quiet)
        let group = ServiceGroup(configuration: .init(services: [server], logger: quiet))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for await port in ports {
                try await body("http://127.0.0.1:\(port)/hook")
                break
            }
            await group.triggerGracefulShutdown()
        }
    }

    private func take(_ request: Request) async throws -> Response {
        let body = Data(try await request.body.collect(upTo: 64 * 1_024).readableBytesView)
        func header(_ name: String) -> String { HTTPField.Name(name).flatMap { request.headers[$0] } ?? "" }
        let reply = state.withLockedValue { state in
            let delivery = Delivery(
                id: header("webhook-id"), timestamp: Int64(header("webhook-timestamp"), in: 0...100_000_000_000) ?? 0,
                signatures: header("webhook-signature"), body: body, status: state.reply.status)
            state.deliveries.append(delivery)
            return state.reply
        }
        var headers = HTTPFields()
        for (name, value) in reply.headers { if let name = HTTPField.Name(name) { headers[name] = value } }
        return Response(
            status: .init(code: reply.status), headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: reply.text)))
    }

    private func strayed() -> Response {
        state.withLockedValue { $0.elsewhere += 1 }
        return Response(status: .ok)
    }
}

extension World {
    /// Tells the partner of events at `address`, as two officers decide it; returns its secret.
    @discardableResult
    func tell(
        _ partner: Partner, at address: String, of types: [WebhookType] = WebhookType.allCases
    ) async throws -> WebhookSecret {
        let contact = try #require(EmailAddress(Self.contact(partner.clientCode)))
        let secrets = try await dependencies.database.transaction { [dependencies] tx in
            try tx.partners.setContact(contact, of: partner.id)
            try tx.records.bind(.partners, partner.id, at: dependencies.realNow(), ids: dependencies.ids)
            let record = try #require(try tx.partners.record(partner.id))
            let endpoint: ID<PartnerEndpoint> =
                try tx.webhooks.current(of: partner.id).first { $0.address == address }?.id ?? dependencies.ids.next()
            try WebhookActions(dependencies: dependencies).set(endpoint, address, types, of: record, by: nil, in: tx)
            return try tx.webhooks.validSecrets(
                of: endpoint, at: dependencies.realNow(), vault: dependencies.vault)
        }
        return try #require(secrets.first)
    }

    func webhook(of partner: Partner) async throws -> WebhookEndpoint? {
        try await webhooks(of: partner.id).first
    }

    func webhooks(of partner: ID<Partner>) async throws -> [WebhookEndpoint] {
        try await dependencies.database.read { try $0.webhooks.endpoints(of: partner) }
    }

    /// The secrets of a partner's first endpoint that sign now, the newest first.
    func webhookSecrets(of partner: ID<Partner>) async throws -> [WebhookSecret] {
        guard let endpoint = try await webhooks(of: partner).first else { return [] }
        return try await dependencies.database.read { [dependencies] tx in
            try tx.webhooks.validSecrets(of: endpoint.id, at: dependencies.realNow(), vault: dependencies.vault)
        }
    }

    /// The partner's events, the oldest first.
    func events(of partner: Partner) async throws -> [WebhookEvent] {
        try await dependencies.database.read { tx in
            try tx.webhooks.events(of: partner.id, before: nil, limit: 500).reversed()
        }
    }
}
