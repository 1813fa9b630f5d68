/// An account as it is sent to a payment rail.
package struct Payee: Sendable, Equatable {
    package let partner: PayoutPartner
    package let number: AccountNumber
    /// The verified name of the person it should belong to.
    package let name: String

    package init(partner: PayoutPartner, number: AccountNumber, name: String) {
        self.partner = partner
        self.number = number
        self.name = name
    }
}

/// The holder's name as the bank or wallet has it.
package struct PayeeName: Sendable, Equatable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }
}

/// A bank's or wallet's answer about an account.
package enum PayeeAnswer: Sendable, Equatable {
    case holder(PayeeName)
    case noSuchAccount
    case cannotReceive
}

/// One payment as submitted to the rail. The reference is our disbursement's id: the same reference is the same
/// payment, however often it is submitted.
package struct PaymentInstruction: Sendable, Equatable {
    package let reference: ID<Disbursement>
    package let payee: Payee
    package let amount: Rupiah
    package let note: String
    /// When it was submitted, by the real clock.
    package let date: Instant

    package init(reference: ID<Disbursement>, payee: Payee, amount: Rupiah, note: String, date: Instant) {
        precondition(amount > .zero, "a payment moves something")
        self.reference = reference
        self.payee = payee
        self.amount = amount
        self.note = note
        self.date = date
    }
}

/// The rail's answer about a payment.
package enum PaymentAnswer: Sendable, Equatable {
    /// The money has arrived. The rail's own number, for matching its statement.
    case paid(railReference: String)
    case pending
    case failed(PaymentFailure)
    /// The rail does not know the reference. Not final: the instruction may still be on its way.
    case notFound
}

/// Why a payment did not arrive, in classes the person can act on.
package enum PaymentFailure: String, Sendable, Codable, CaseIterable {
    /// The wallet's owner has not verified their identity at the wallet.
    case notVerified = "not-verified"
    case inactive
    case noSuchAccount = "no-such-account"
    /// The wallet's balance or monthly limit would be exceeded.
    case limitExceeded = "limit-exceeded"
    /// It never reached the rail, as its statement shows.
    case notArrived = "not-arrived"
    /// Any other refusal; a later request may succeed.
    case refused
}
