/// The purchase of a course at a platform with the card, from the first code to the certificate.
package struct Purchase: Sendable, Equatable {
    package let id: ID<Purchase>
    package let person: ID<Account>
    package let card: ID<Card>
    package let platform: ID<Partner>
    package let course: ID<Course>
    package let schedule: ID<CourseSchedule>
    package let price: Rupiah
    package let state: State
    /// How often a code was requested for this purchase: each replaces the previous code and its hold.
    package let attempt: Int
    package let askedAt: Instant
    package let payment: Payment?
    package let redeemedAt: Instant?
    package let endedAt: Instant?

    package init(
        id: ID<Purchase>, person: ID<Account>, card: ID<Card>, platform: ID<Partner>, course: ID<Course>,
        schedule: ID<CourseSchedule>, price: Rupiah, state: State, attempt: Int, askedAt: Instant, payment: Payment?,
        redeemedAt: Instant?, endedAt: Instant?
    ) {
        self.id = id
        self.person = person
        self.card = card
        self.platform = platform
        self.course = course
        self.schedule = schedule
        self.price = price
        self.state = state
        self.attempt = attempt
        self.askedAt = askedAt
        self.payment = payment
        self.redeemedAt = redeemedAt
        self.endedAt = endedAt
    }

    package enum State: String, Sendable, CaseIterable {
        /// The price is reserved; the cardholder's code has not been entered.
        case held
        /// Paid into escrow; the cardholder has the redeem code.
        case posted
        /// The institution verified the participant's attendance at least once.
        case attended
        case completed
        /// Refunded by the platform.
        case voided
        /// The schedule ended without an attendance, or the time to report ended before the training was finished.
        case lapsed
        /// The code was never entered.
        case expired

        /// Whether the course is paid for and neither finished nor refunded.
        package var isUnfinished: Bool { self == .posted || self == .attended }
        package var isPaid: Bool { isUnfinished || self == .completed }
        /// Whether it was paid for and ended without a completed training.
        package var isReturned: Bool { self == .voided || self == .lapsed }
    }

    /// The codes that authorising the payment created.
    package struct Payment: Sendable, Equatable {
        package let invoiceCode: String
        package let transactionCode: String
        package let redeemCode: String
        package let at: Instant

        package init(invoiceCode: String, transactionCode: String, redeemCode: String, at: Instant) {
            self.invoiceCode = invoiceCode
            self.transactionCode = transactionCode
            self.redeemCode = redeemCode
            self.at = at
        }
    }

    /// The key of this attempt's hold; an earlier attempt's hold has another key and has been voided.
    package var holdKey: IdempotencyKey { IdempotencyKey("purchase", "\(id)/\(attempt)") }

    /// Throws unless the platform may still refund it: not once the participant has been taught.
    package func checkVoid() throws(PurchaseRefusal) {
        switch state {
        case .posted:
            // A code that the institution reported as used means that the course has begun.
            guard redeemedAt == nil else { throw .alreadyAttended }
        case .voided, .lapsed: throw .alreadyVoided
        case .attended, .completed: throw .alreadyAttended
        case .held, .expired: throw .notPaid
        }
    }

    /// Throws unless the redeem code is valid.
    package func checkRedeemable() throws(PurchaseRefusal) {
        switch state {
        case .posted, .attended, .completed: return
        case .voided: throw .codeVoided
        case .lapsed: throw .transactionVoided
        case .held, .expired: throw .notPaid
        }
    }
}
