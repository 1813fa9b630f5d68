/// Buying a course at a platform with the card, from the first code to the certificate.
package struct Purchase: Sendable, Equatable {
    package let id: ID<Purchase>
    package let person: ID<Account>
    package let card: ID<Card>
    package let platform: ID<Partner>
    package let course: ID<Course>
    package let schedule: ID<CourseSchedule>
    package let price: Rupiah
    package let state: State
    /// How often a code was asked for this purchase: each takes the place of the one before, and of its hold.
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
        /// The price is reserved; the cardholder's code is awaited.
        case held
        /// Paid into escrow; the redeem code is with the cardholder.
        case posted
        /// The institution saw the participant at least once.
        case attended
        case completed
        /// Given back by the platform.
        case voided
        /// The schedule ended and nobody had come.
        case lapsed
        /// The code was never answered.
        case expired

        /// Whether the course is paid for and was neither finished nor given back.
        package var isUnfinished: Bool { self == .posted || self == .attended }
        package var isPaid: Bool { isUnfinished || self == .completed }
    }

    /// What authorising left behind.
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

    /// The hold of this attempt; an earlier one's has another key and has been voided.
    package var holdKey: IdempotencyKey { IdempotencyKey("purchase", "\(id)/\(attempt)") }

    /// Whether the platform may still give it back: not once the participant has been taught.
    package func checkVoid() throws(PurchaseRefusal) {
        switch state {
        case .posted:
            // A code the institution has declared used is a course that began.
            guard redeemedAt == nil else { throw .alreadyAttended }
        case .voided, .lapsed: throw .alreadyVoided
        case .attended, .completed: throw .alreadyAttended
        case .held, .expired: throw .notPaid
        }
    }

    /// Whether the institution's redeem code is worth anything.
    package func checkRedeemable() throws(PurchaseRefusal) {
        switch state {
        case .posted, .attended, .completed: return
        case .voided: throw .codeVoided
        case .lapsed: throw .transactionVoided
        case .held, .expired: throw .notPaid
        }
    }
}
