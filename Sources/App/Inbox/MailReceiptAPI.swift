import Connectors
import Foundation
import Hummingbird
import NIOCore
import Programme
import Storage

/// The endpoint to which the operator's mail server passes the notices about messages that it had accepted. The
/// Message-ID of each message contains a keyed hash of its delivery's id, so that a notice about it cannot be made up
/// without the message.
struct MailReceiptAPI: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.post(Paths.mailReceipt, use: take)
        return routes
    }

    /// The part before `@` of a message's Message-ID.
    static func messageID(of delivery: ID<Delivery>, _ vault: Vault) -> String {
        "pesan.\(delivery).\(token(of: delivery, vault))"
    }

    /// Answers 404 to a notice about no message of ours, and to one that is not about an end.
    @Sendable private func take(request: Request, context: VisitorContext) async throws -> Response {
        guard let buffer = try? await request.body.collect(upTo: MailReceipt.mostBytes),
            let receipt = MailReceipt(Data(buffer.readableBytesView)),
            let id = receipt.messages.lazy.compactMap(delivery).first
        else { throw HTTPError(.notFound) }
        try await dependencies.database.transaction { [dependencies] tx in
            let now = dependencies.realNow()
            switch receipt.outcome {
            case .delivered:
                try tx.deliveries.delivered(id, at: now)
                try tx.codes.delivered(ID(id.rawValue), at: now)
            case .failed:
                try tx.codes.undeliverable(ID(id.rawValue), at: now)
                let status = receipt.status.map { " (\($0))" } ?? ""
                try tx.deliveries.failed(
                    id, reason: "the mail server could not deliver it\(status)", at: now,
                    signal: dependencies.jobSignal)
            }
        }
        return Response(status: .noContent)
    }

    /// Nil for a Message-ID that is not ours.
    private func delivery(of message: String) -> ID<Delivery>? {
        let parts = message.split(separator: ".").map(String.init)
        guard parts.count == 3, parts[0] == "pesan", let id = ID<Delivery>(parts[1]),
            constantTimeEqual(Data(parts[2].utf8), Data(Self.token(of: id, dependencies.vault).utf8))
        else { return nil }
        return id
    }

    private static let tokenBytes = 12

    private static func token(of delivery: ID<Delivery>, _ vault: Vault) -> String {
        Data(vault.lookup(delivery.description, purpose: "mail-receipt").prefix(tokenBytes)).hex
    }
}
