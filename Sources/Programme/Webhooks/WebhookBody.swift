import Foundation

/// The body of an event: its type, when it happened, and its data.
package struct WebhookBody: Sendable, Encodable {
    package let type: WebhookType
    /// ISO 8601, in UTC, by the programme's clock.
    package let timestamp: String
    package let data: [String: WebhookValue]

    package init(type: WebhookType, at instant: Instant, data: [String: WebhookValue]) {
        self.type = type
        timestamp = Self.written(instant)
        self.data = data
    }

    fileprivate static func written(_ instant: Instant) -> String { instant.description.prefix(19) + "Z" }

    /// One text for the same event: keys are sorted.
    package func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

package enum WebhookValue: Sendable, Equatable, Encodable, ExpressibleByStringLiteral {
    case text(String)
    case number(Int64)

    package init(stringLiteral value: String) { self = .text(value) }

    /// Written as the timestamp of a body.
    package static func instant(_ instant: Instant) -> WebhookValue { .text(WebhookBody.written(instant)) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        }
    }
}
