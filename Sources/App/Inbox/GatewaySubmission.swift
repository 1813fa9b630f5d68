import Connectors
import Foundation
import Logging
import Programme
import Storage

/// Submits one message to its gateway, outside any transaction.
struct GatewaySubmission: Sendable {
    enum Outcome: Sendable, Equatable {
        case handedOver
        /// `isOurFault`: a setting is wrong, so that every message is refused.
        case later(Span, because: String, isOurFault: Bool = false)
        case refused(String)
    }

    /// How long a notice waits before it is tried again while a gateway refuses us.
    private static let pauseUntilMended = Span.minutes(15)

    let dependencies: Dependencies
    /// By which the gateway knows the message, and recognises a duplicate.
    let delivery: ID<Delivery>
    let destination: Contact

    func submit(_ content: MessageText, in t: Words) async -> Outcome {
        switch destination {
        case .email(let address): await mail(content, to: address, t)
        case .phone(let number): await text(content, to: number)
        }
    }

    private func mail(_ content: MessageText, to address: EmailAddress, _ t: Words) async -> Outcome {
        let layout = MailLayout(
            t: t, content: content, site: dependencies.edition.site, baseURL: dependencies.configuration.baseURL)
        let message = MailMessage(
            id: MailReceiptAPI.messageID(of: delivery, dependencies.vault), from: dependencies.connectors.mailSender,
            to: address, subject: content.subject, text: layout.text, html: layout.html.text,
            date: dependencies.realNow())
        do {
            try await dependencies.connectors.mail.send(message)
            return .handedOver
        } catch {
            switch error {
            case .retry(let after, let reason): return .later(after, because: reason)
            case .never(let reason): return .refused(reason)
            }
        }
    }

    private func text(_ content: MessageText, to number: PhoneNumber) async -> Outcome {
        let message = TextMessage(
            to: number, text: ShortText.fit(content.text, site: dependencies.edition.site),
            reportAddress: DeliveryReport.address(of: delivery, on: dependencies))
        do {
            _ = try await dependencies.connectors.text.send(message)
            return .handedOver
        } catch {
            switch error {
            case .retry(let after, let reason): return .later(after, because: reason)
            case .never(let reason): return .refused(reason)
            case .refusesUs(let reason): return .later(Self.pauseUntilMended, because: reason, isOurFault: true)
            }
        }
    }
}
