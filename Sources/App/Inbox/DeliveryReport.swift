import Connectors
import Foundation
import Hummingbird
import Programme
import Storage

/// The endpoint to which the text gateway reports a message's delivery. Its address contains a keyed hash of the
/// delivery's id, so that it cannot be guessed. A code is its own delivery, with its own id.
struct DeliveryReport: Sendable {
    let dependencies: Dependencies

    static func address(of delivery: ID<Delivery>, on dependencies: Dependencies) -> String {
        dependencies.configuration.baseURL + Paths.deliveryReport(delivery, token(of: delivery, dependencies.vault))
            + "?status=%d"
    }

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.deliveryReport.pattern, use: report)
        return routes
    }

    /// Answers 404 to any address that we did not give out.
    @Sendable private func report(request: Request, context: VisitorContext) async throws -> Response {
        guard let id: ID<Delivery> = context.parameters.get("delivery").flatMap({ ID($0) }),
            let given = context.parameters.get("token"),
            constantTimeEqual(Data(given.utf8), Data(Self.token(of: id, dependencies.vault).utf8))
        else { throw HTTPError(.notFound) }
        let status = request.query("status")
        if let outcome = TextDelivery(report: status) {
            try await dependencies.database.transaction { [dependencies] tx in
                let now = dependencies.realNow()
                switch outcome {
                case .delivered:
                    try tx.deliveries.delivered(id, at: now)
                    try tx.codes.delivered(ID(id.rawValue), at: now)
                case .undeliverable:
                    try tx.codes.undeliverable(ID(id.rawValue), at: now)
                    try tx.deliveries.failed(
                        id, reason: "the network could not deliver it", at: now,
                        signal: dependencies.jobSignal)
                }
            }
        }
        return Response(status: .noContent)
    }

    private static func token(of delivery: ID<Delivery>, _ vault: Vault) -> String {
        vault.lookup(delivery.description, purpose: "delivery-report").base64URL
    }
}
