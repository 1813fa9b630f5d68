import Programme
import Storage

/// A message in a person's inbox.
struct Message: Sendable {
    let id: ID<Message>
    let content: BilingualMessageText
    /// Programme time: what people see.
    let at: Instant
    let isRead: Bool
    /// Sealed before contents named their person.
    var isFromBefore = false

    enum Kind: String, SQLConvertible {
        /// Kept in the inbox, in both languages.
        case notice
        /// Not shown in any inbox, and stored in one language: a notice to a contact without an account, whose text is
        /// deleted once the gateway has accepted it. Codes were stored like this before they carried their own words.
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
    /// Its destination was sealed before destinations named their message.
    var isFromBefore = false
}

extension Language: SQLConvertible {}
