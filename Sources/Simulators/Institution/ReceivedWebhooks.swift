import Foundation
import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import Programme

/// The events that the simulated institutions took, each once by its id, the newest first.
final class ReceivedWebhooks: Sendable {
    struct Event: Sendable {
        let id: String
        let body: String
        var times = 1
    }

    static let bodyLimit = 64 * 1_024
    /// Events of one institution that are kept.
    private static let most = 50

    private let events = NIOLockedValueBox<[String: [Event]]>([:])

    /// Nil unless the signature is right and the timestamp within the tolerance.
    static func verified(_ request: Request, _ body: Data, _ secret: WebhookSecret, now: Instant) -> Event? {
        func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { request.headers[$0] } }
        guard let id = header(WebhookSignature.idHeader), let signature = header(WebhookSignature.signatureHeader),
            let timestamp = header(WebhookSignature.timestampHeader).flatMap({ Int64($0, in: 0...100_000_000_000) }),
            abs(now.milliseconds - timestamp * 1_000) <= WebhookSignature.tolerance.milliseconds,
            WebhookSignature(id: id, timestamp: timestamp, body: body).matches(signature, secret: secret)
        else { return nil }
        return Event(id: id, body: String(decoding: body, as: UTF8.self))
    }

    func take(_ event: Event, of institution: String) {
        events.withLockedValue { events in
            var known = events[institution, default: []]
            if let place = known.firstIndex(where: { $0.id == event.id }) {
                known[place].times += 1
            } else {
                known.insert(event, at: 0)
            }
            events[institution] = Array(known.prefix(Self.most))
        }
    }

    func all(of institution: String) -> [Event] {
        events.withLockedValue { $0[institution, default: []] }
    }
}
