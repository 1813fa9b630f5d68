import CCurl
import Foundation
import Logging
import Programme

/// Sends e-mail to a mail server over SMTP, through libcurl.
package struct SMTP: Sendable {
    package enum Limits {
        package static let connect = Span.seconds(5)
        package static let whole = Span.seconds(30)
        /// libcurl blocks a thread per message: this many messages are sent concurrently, and a mail server that takes
        /// a tenth of a second for each gets ten times as many per second.
        package static let atOnce = 24
        /// A connection that was idle for longer is not reused: mail servers close them after a while.
        package static let rest = Span.seconds(20)
        package static let messageBytes = 512 * 1024
        package static let pause = Span.minutes(1)
        /// A temporary refusal of a mail server usually lasts minutes (greylisting), not seconds.
        package static let pauseWhenToldLater = Span.minutes(5)
        package static let pauseAfterRefusedPassword = Span.minutes(15)
    }

    package struct Access: Sendable {
        package let address: String
        package let username: String?
        package let password: String?
        package let encryption: Encryption
        package let timeout: Span

        /// `address` is `smtp://host:port` or `smtps://host:port`. Without a user name there is no authentication.
        package init(
            address: String, username: String? = nil, password: String? = nil, encryption: Encryption,
            timeout: Span = Limits.whole
        ) {
            self.address = address
            self.username = username
            self.password = password
            self.encryption = encryption
            self.timeout = timeout
        }
    }

    package enum Encryption: String, Sendable, CaseIterable {
        /// Only for a server on the same machine.
        case none
        /// STARTTLS is required; without it no mail is sent.
        case required
    }

    private let access: Access
    private let logger: Logger
    private let threads = BlockingThreads(Limits.atOnce) { SMTPLink() }

    package init(_ access: Access, logger: Logger) {
        self.access = access
        self.logger = logger
    }

    /// Returns once the server has accepted the message. Repeating a message with an unknown outcome may deliver it
    /// twice, under the same Message-ID.
    package func send(_ message: MailMessage) async throws(MailFault) {
        let bytes = message.encoded
        guard bytes.count <= Limits.messageBytes else { throw .never(because: "the message is too long") }
        let exchange = SMTPExchange(
            access: access, sender: message.from.address.address, recipient: message.to.address, message: bytes)
        let result = await threads.run { exchange.run(on: $0) }
        if let fault = result.fault {
            logger.warning("mail was not accepted", metadata: ["fault": "\(fault)"])
            throw fault
        }
    }
}

/// The server did not accept the message. A reason never contains its text or its address.
package enum MailFault: Error, Sendable, Equatable {
    case retry(after: Span, because: String)
    case never(because: String)
}
