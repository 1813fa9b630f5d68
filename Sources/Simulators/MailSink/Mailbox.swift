import Foundation
import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import Programme

/// All messages that the mail sink and the text gateway received, oldest first.
final class Mailbox: Sendable {
    enum Channel: String, Codable, Sendable {
        case email
        case sms
    }

    struct Message: Codable, Sendable {
        let id: String
        let channel: Channel
        let to: String
        let subject: String
        let text: String
        /// The sender's reference: a mail's Message-ID, a text message's report address. Two messages with the same
        /// reference are one message that was sent twice.
        let reference: String
        let sentAt: Instant

        enum CodingKeys: String, CodingKey {
            case id, channel, to, subject, text, reference
            case sentAt = "sent_at"
        }
    }

    /// Older messages are dropped, so that a demo that runs for weeks does not exhaust memory.
    private static let kept = 5_000

    private struct State {
        var messages: [Message] = []
        var count = 0
    }

    private let state = NIOLockedValueBox(State())

    var messages: [Message] { state.withLockedValue { $0.messages } }

    func receive(channel: Channel, to: String, subject: String, text: String, reference: String) {
        state.withLockedValue { state in
            state.count += 1
            state.messages.append(
                Message(
                    id: String(state.count), channel: channel, to: to, subject: subject, text: text,
                    reference: reference, sentAt: realNow()))
            if state.messages.count > Self.kept { state.messages.removeFirst(Self.kept / 10) }
        }
    }
}

/// `GET /messages.json`: the received messages, for the demo's mailbox and for tests. `?to=` selects one recipient,
/// `?besides=` leaves out those whose address holds one of these texts, which commas separate, and `?bytes=` selects the
/// newest messages whose list is no longer than that. The mail sink has no HTTP server of its own, so its
/// mode is set here.
struct MailboxPages {
    let mailbox: Mailbox
    let misbehaviour: Misbehaviour

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("messages.json") { request, _ in
            let query = FormFields(request.uri.query ?? "")
            let besides = (query["besides"] ?? "").split(separator: ",")
            let chosen = mailbox.messages.filter { message in
                (query["to"] == nil || query["to"] == message.to)
                    && !besides.contains { message.to.contains($0) }
            }
            guard let bytes = query["bytes"].flatMap({ Int($0, in: 0...1_000_000_000) }) else {
                return try Response.json(chosen)
            }
            return try Response.json(Self.newest(of: chosen, within: bytes))
        }
        misbehaviour.addControl(to: router)
        return router
    }

    private static func newest(of messages: [Mailbox.Message], within bytes: Int) throws -> [Mailbox.Message] {
        let encoder = JSONEncoder()
        var (count, length) = (0, 2)
        for message in messages.reversed() {
            // With the comma after it.
            let size = try encoder.encode(message).count + 1
            guard length + size <= bytes else { break }
            (count, length) = (count + 1, length + size)
        }
        return Array(messages.suffix(count))
    }
}
