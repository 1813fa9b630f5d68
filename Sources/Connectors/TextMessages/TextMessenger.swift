import Programme

/// Hands short messages to the mobile networks.
package protocol TextMessenger: Sendable {
    /// Repeating a message whose fate is unknown may deliver it twice: for our texts better than never.
    func send(_ message: TextMessage) async throws(TextFault) -> TextReceipt
}

package struct TextMessage: Sendable {
    package let to: PhoneNumber
    package let text: String
    /// Where the gateway reports what became of it, with `%d` where it writes its number. Nil: no report.
    package let reportAddress: String?

    package init(to: PhoneNumber, text: String, reportAddress: String? = nil) {
        self.to = to
        self.text = text
        self.reportAddress = reportAddress
    }
}

/// The gateway has the message. That it reached a telephone only a delivery report says.
package enum TextReceipt: Sendable, Equatable {
    case accepted
    /// No network is reachable at the moment; the gateway keeps it and tries.
    case queued
}

/// The gateway does not have the message. A reason never holds the text or the number.
package enum TextFault: Error, Sendable, Equatable {
    case retry(after: Span, because: String)
    case never(because: String)
    /// The gateway refuses whatever we send, this message like any other: an operator mends a setting, and what waits
    /// until then must not be lost. The reason names the setting.
    case refusesUs(because: String)
}

/// What a delivery report says, by Kannel's numbers. Numbers in between (buffered, at the network) are no news.
package enum TextDelivery: Sendable, Equatable {
    case delivered
    case undeliverable

    package init?(report: String) {
        switch report {
        case "1": self = .delivered
        case "2", "16": self = .undeliverable
        default: return nil
        }
    }
}
