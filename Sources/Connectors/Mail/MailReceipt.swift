import Foundation

/// A delivery status notice (RFC 3464): what a mail server sends to the sender of a message that it had accepted, once
/// it knows what became of it.
package struct MailReceipt: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
        case delivered
        case failed
    }

    package let outcome: Outcome
    /// `5.1.1`; nil where the server gave none.
    package let status: String?
    /// The parts before `@` of the Message-IDs in it, the notice's own among them; each at most 100 characters.
    package let messages: [String]

    /// Servers return the headers or the whole message with the notice.
    package static let mostBytes = 128 * 1_024
    private static let mostMessages = 10

    /// Nil for anything but a notice about a message that was delivered or failed: one that is only late says nothing.
    package init?(_ bytes: Data) {
        guard bytes.count <= Self.mostBytes else { return nil }
        let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
        guard let action = text.firstMatch(of: /(?im)^Action:[ \t]*([a-z]+)/) else { return nil }
        switch action.1.lowercased() {
        case "delivered": outcome = .delivered
        case "failed": outcome = .failed
        default: return nil
        }
        status = text.firstMatch(of: /(?im)^Status:[ \t]*([245]\.[0-9]{1,3}\.[0-9]{1,3})/).map { String($0.1) }
        messages = text.matches(of: /(?im)^Message-ID:\s*<([a-z0-9.\-]{1,100})@/).prefix(Self.mostMessages)
            .map { String($0.1) }
    }
}
