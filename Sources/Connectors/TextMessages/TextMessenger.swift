import Programme

/// Sends text messages to the mobile networks.
package protocol TextMessenger: Sendable {
    /// Repeating a message with an unknown outcome may deliver it twice, which is better for our texts than a lost one.
    func send(_ message: TextMessage) async throws(TextFault) -> TextReceipt
}

package struct TextMessage: Sendable {
    package let to: PhoneNumber
    package let text: String
    /// Where the gateway sends its delivery report, with `%d` for the state. Nil: no report.
    package let reportAddress: String?

    package init(to: PhoneNumber, text: String, reportAddress: String? = nil) {
        self.to = to
        self.text = text
        self.reportAddress = reportAddress
    }
}

/// The gateway accepted the message. Only a delivery report confirms that it reached the telephone.
package enum TextReceipt: Sendable, Equatable {
    case accepted
    /// No network is reachable at present; the gateway keeps it and retries.
    case queued
}

/// The gateway did not accept the message. A reason never contains the text or the number.
package enum TextFault: Error, Sendable, Equatable {
    case retry(after: Span, because: String)
    case never(because: String)
    /// The gateway refuses every message of ours: an operator has to correct a setting, which the reason names.
    /// Messages wait until then and are not lost.
    case refusesUs(because: String)
}

/// The content of a delivery report, by Kannel's numbers. Intermediate states (buffered, at the network) are ignored.
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
