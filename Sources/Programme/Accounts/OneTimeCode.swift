/// What a one-time code gives consent to. A code is valid for its own purpose only.
package enum CodePurpose: String, Sendable, CaseIterable {
    case signUp = "sign-up"
    case signIn = "sign-in"
    /// A first mobile number for an account that has none.
    case phone
    case purchase
    case payee
    /// Sent to the contact that is to be replaced: its owner confirms.
    case oldContact = "old-contact"
    /// Sent to the contact that replaces it: proves that it is the person's.
    case newContact = "new-contact"
}

/// Six digits sent to one destination, for one purpose, requested by one subject (a browser, a person, a purchase). Its
/// times are by the real clock: moving the programme's date neither expires nor extends a code.
package struct OneTimeCode: Sendable, Equatable {
    package let state: State
    /// Answers given so far, including refused ones.
    package let tries: Int
    /// How many resends preceded it within `CodePolicy.chain`: 0 for the first code.
    package let resend: Int
    package let issuedAt: Instant
    /// When the gateway took the message; nil while it waits in our queue, where its validity does not run.
    package let handedOverAt: Instant?

    package init(state: State, tries: Int, resend: Int, issuedAt: Instant, handedOverAt: Instant?) {
        self.state = state
        self.tries = tries
        self.resend = resend
        self.issuedAt = issuedAt
        self.handedOverAt = handedOverAt
    }

    package enum State: String, Sendable, CaseIterable {
        case open
        case used
        /// A newer code replaced it.
        case replaced
    }
}

package enum CodeRefusal: Refusal {
    /// No code was requested here, or it has been used.
    case noCode
    case wrong(triesLeft: Int)
    /// Not six digits, as when the form was sent empty. It is not counted as a try.
    case incomplete(digits: Int, triesLeft: Int)
    /// The digits are of an earlier message; the valid one was sent at this instant (real clock). It is not counted as
    /// a try.
    case outdated(newerSentAt: Instant)
    /// The link of the same message was used in another browser at this instant (real clock).
    case usedElsewhere(at: Instant)
    /// The tries are used up; even the right digits are refused.
    case exhausted
    case expired
    /// The earliest instant of another request (real clock).
    case tooSoon(until: Instant)
    case noResendsLeft
    /// This destination has used the day's or month's quota of codes for this kind of request.
    case destinationFull
    /// The programme's quota of text messages for this hour or day is used up; sending resumes at this instant (real
    /// clock).
    case textsUsedUp(until: Instant)

    package var code: String {
        switch self {
        case .noCode: "codes.none"
        case .wrong: "codes.wrong"
        case .incomplete: "codes.incomplete"
        case .outdated: "codes.outdated"
        case .usedElsewhere: "codes.used-elsewhere"
        case .exhausted: "codes.exhausted"
        case .expired: "codes.expired"
        case .tooSoon: "codes.too-soon"
        case .noResendsLeft: "codes.no-resends-left"
        case .destinationFull: "codes.destination-full"
        case .textsUsedUp: "codes.texts-used-up"
        }
    }
}
