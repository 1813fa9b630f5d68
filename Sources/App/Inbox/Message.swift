import Programme
import Storage

/// A message in a person's inbox.
struct Message: Sendable {
    let id: ID<Message>
    let content: BilingualMessageText
    /// Programme time: what people see.
    let at: Instant
    let isRead: Bool

    enum Kind: String, SQLConvertible {
        /// Kept in the inbox, in both languages.
        case notice
        /// Not shown in any inbox, and stored in one language: a code, whose text is deleted once the gateway has
        /// accepted it, or a notice to a contact without an account.
        case code
    }
}

/// A message on its way to one contact, by e-mail or text message.
struct Delivery: Sendable, Equatable {
    enum State: String, SQLConvertible, Sendable, CaseIterable {
        case queued
        case handedOver = "handed-over"
        case delivered
        case failed
    }

    enum Channel: String, SQLConvertible, Sendable, CaseIterable {
        case email
        case sms
    }

    let id: ID<Delivery>
    let message: ID<Message>
    let channel: Channel
    let destination: Contact
    let state: State
    let reason: String?
    let attempts: Int
    let queuedAt: Instant
    /// The code it carries, if any: its validity starts when the gateway has it.
    let code: CodeReference?

    struct CodeReference: Sendable, Equatable {
        let purpose: CodePurpose
        let subject: String
    }
}

extension Language: SQLConvertible {}
