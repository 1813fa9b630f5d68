import Crypto
import Foundation

/// The headers of Standard Webhooks 1.0.0: HMAC-SHA256 over id, timestamp and body with full stops between them, in
/// base64, once for each secret that is valid.
package struct WebhookSignature: Sendable {
    package static let idHeader = "webhook-id"
    package static let timestampHeader = "webhook-timestamp"
    package static let signatureHeader = "webhook-signature"

    /// The same for every attempt; without a full stop.
    package let id: String
    /// Seconds since 1970, of this attempt.
    package let timestamp: Int64
    package let body: Data

    /// How far a receiver's clock may differ.
    package static let tolerance = Span.minutes(5)

    package init(id: String, timestamp: Int64, body: Data) {
        self.id = id
        self.timestamp = timestamp
        self.body = body
    }

    /// Signatures under all of these secrets, separated by a blank.
    package func header(_ secrets: [WebhookSecret]) -> String {
        secrets.map { "v1," + mac($0).base64EncodedString() }.joined(separator: " ")
    }

    /// Whether one of the header's signatures is right. What is no signature of version 1 is passed over.
    package func matches(_ header: String, secret: WebhookSecret) -> Bool {
        var found = false
        for part in header.split(separator: " ") where part.hasPrefix("v1,") {
            guard let code = Data(base64Encoded: String(part.dropFirst(3))) else { continue }
            let isRight = HMAC<SHA256>.isValidAuthenticationCode(
                code, authenticating: message, using: SymmetricKey(data: secret.bytes))
            found = isRight || found
        }
        return found
    }

    private var message: Data { Data("\(id).\(timestamp).".utf8) + body }

    private func mac(_ secret: WebhookSecret) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: secret.bytes)))
    }
}

/// The secret of an endpoint: `whsec_` and base64 of 24 to 64 random bytes.
package struct WebhookSecret: Sendable, Equatable {
    package static let prefix = "whsec_"
    package static let lengths: ClosedRange<Int> = 24...64
    package static let usualLength = 32

    package let bytes: Data

    /// Nil for bytes of another length.
    package init?(bytes: Data) {
        guard Self.lengths.contains(bytes.count) else { return nil }
        self.bytes = bytes
    }

    package init?(_ text: String) {
        guard text.hasPrefix(Self.prefix), let bytes = Data(base64Encoded: String(text.dropFirst(Self.prefix.count)))
        else { return nil }
        self.init(bytes: bytes)
    }

    package var text: String { Self.prefix + bytes.base64EncodedString() }

    /// Days that the earlier secret may sign beside the new one; 0 ends it at once.
    package static let overlapDays: ClosedRange<Int> = 0...30
    package static let usualOverlapDays = 7
}
