/// What a one-time code proves consent to. A code for one purpose is worth nothing for another.
package enum CodePurpose: String, Sendable, CaseIterable {
    case signUp = "sign-up"
    case signIn = "sign-in"
    /// A first mobile number for an account that has none.
    case phone
    case purchase
    case payee
    /// Sent to the contact that is about to be replaced: its owner agrees.
    case oldContact = "old-contact"
    /// Sent to the contact that is to take its place: it is the person's.
    case newContact = "new-contact"
}

/// Six digits sent to one destination, for one purpose, asked by one subject (a browser, a person, a purchase).
/// Its times are the real clock's: moving the programme's date neither ages nor renews a code.
package struct OneTimeCode: Sendable, Equatable {
    package let state: State
    /// Answers given so far, the refused ones included.
    package let tries: Int
    /// How many codes came before it in one go: 0 for the first.
    package let resend: Int
    package let issuedAt: Instant
    /// When the gateway took the message. A code that still waits in our own queue does not age.
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
        /// A newer code took its place.
        case replaced
    }
}

package enum CodeRefusal: Refusal {
    /// No code was asked for here, or it has been used.
    case noCode
    case wrong(triesLeft: Int)
    /// The digits of an earlier message; the one that counts was sent at this instant (real clock). It costs no try.
    case outdated(newerSentAt: Instant)
    /// The link of the same message was used in another browser at this instant (real clock).
    case usedElsewhere(at: Instant)
    /// The tries are used up; even the right digits are refused now.
    case exhausted
    case expired
    /// Another may be asked for from this instant on (real clock).
    case tooSoon(until: Instant)
    case noResendsLeft
    /// This destination has had all codes of its day or month that may be asked for in this way.
    case destinationFull
    /// The programme has sent all text messages of this hour or day; from this instant on it sends again (real clock).
    case textsUsedUp(until: Instant)

    package var code: String {
        switch self {
        case .noCode: "codes.none"
        case .wrong: "codes.wrong"
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
