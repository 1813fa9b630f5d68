/// One payment instruction to one payee account, for one instalment. A new request for the instalment after a failure
/// makes another disbursement.
package struct Disbursement: Sendable, Equatable {
    package let id: ID<Disbursement>
    package let amount: Rupiah
    package let state: State
    /// When the intent to send it was recorded, by the real clock.
    package let sentAt: Instant?

    package init(id: ID<Disbursement>, amount: Rupiah, state: State, sentAt: Instant?) {
        self.id = id
        self.amount = amount
        self.state = state
        self.sentAt = sentAt
    }

    package enum State: String, Sendable, Codable, CaseIterable {
        case drafted
        case approved
        /// The money has moved from the card to clearing, and the payment may have been submitted to the rail. It is
        /// never submitted again.
        case sent
        case paid
        case failed
        /// The rail does not know it and its cut-off is over: an officer has to look at the rail's statement.
        case missing

        package var isOpen: Bool { self == .drafted || self == .approved || self == .sent || self == .missing }
    }
}

extension Disbursement {
    /// What to do after the rail's answer.
    package enum Step: Sendable, Equatable {
        case paid(railReference: String)
        case failed(PaymentFailure)
        case askAgain(after: Span)
        case missing
    }

    /// How long after sending the rail may still report a payment it did not know. Only its statement after this is
    /// final.
    package static let cutOff = Span.hours(24)

    /// - Parameter statusChecks: how often the status was queried already.
    package static func step(after answer: PaymentAnswer, sentAt: Instant, statusChecks: Int, now: Instant) -> Step {
        switch answer {
        case .paid(let reference): .paid(railReference: reference)
        case .failed(let failure): .failed(failure)
        case .pending: .askAgain(after: pause(afterChecks: statusChecks))
        case .notFound: now < sentAt + cutOff ? .askAgain(after: pause(afterChecks: statusChecks)) : .missing
        }
    }

    /// Five seconds, tripling up to half an hour. Asking early is harmless, because an early "not found" is not final.
    package static func pause(afterChecks statusChecks: Int) -> Span {
        var span = Span.seconds(5)
        for _ in 0..<max(0, statusChecks) where span < longestPause {
            span = Span(milliseconds: span.milliseconds * 3)
        }
        return min(span, longestPause)
    }

    private static let longestPause = Span.minutes(30)
}

/// Why a payment was taken out of its batch before it was sent.
package enum PaymentWithdrawal: String, Sendable, Codable, CaseIterable {
    /// Two officers revoked the card.
    case cardRevoked = "card-revoked"
    /// The office decided that the NIK is another person's.
    case nikOfAnother = "nik-of-another"
    /// The instalment is not the one that was requested when the batch was drafted.
    case requestChanged = "request-changed"
}
