/// A suspension of an account. Sign-in, messages and complaints go on; joining, buying and payments stop. Nothing is
/// forfeited by it: the days for a first purchase and for requesting incentives do not run meanwhile.
package struct AccountSuspension: Sendable, Equatable {
    package let id: ID<AccountSuspension>
    package let person: ID<Account>
    package let cause: PersonActCause
    /// By the programme's clock, as all its times.
    package let beganAt: Instant
    /// Until when a second officer has to confirm it; nil once confirmed.
    package let confirmBy: Instant?
    package let ending: Ending?

    package init(
        id: ID<AccountSuspension>, person: ID<Account>, cause: PersonActCause, beganAt: Instant, confirmBy: Instant?,
        ending: Ending?
    ) {
        self.id = id
        self.person = person
        self.cause = cause
        self.beganAt = beganAt
        self.confirmBy = confirmBy
        self.ending = ending
    }

    package enum How: String, Sendable, CaseIterable {
        /// By two officers.
        case lifted
        /// An urgent one that the second officer refused.
        case refused
        /// An urgent one that was not confirmed in time.
        case lapsed
    }

    package struct Ending: Sendable, Equatable {
        package let how: How
        package let at: Instant

        package init(how: How, at: Instant) {
            (self.how, self.at) = (how, at)
        }
    }

    /// How long one officer alone may suspend an account.
    package static let urgent = Span.hours(72)
    /// After an urgent suspension that no second officer confirmed, another urgent one of the same person waits this
    /// long: one officer alone must not keep an account suspended by repetition.
    package static let pauseAfterUrgent = Span.days(30)

    package var isRunning: Bool { ending == nil }

    /// Whether it ends by itself, because no second officer confirmed it in time.
    package func hasLapsed(at now: Instant) -> Bool {
        guard isRunning, let confirmBy else { return false }
        return now >= confirmBy
    }

    /// Throws unless an urgent suspension may follow this one, the person's latest.
    package func checkUrgentAgain(at now: Instant) throws(PersonActRefusal) {
        guard let ending else { throw .alreadySuspended }
        guard ending.how != .lifted else { return }
        let until = ending.at + Self.pauseAfterUrgent
        guard now >= until else { throw .urgentUsed(until: until) }
    }
}

/// Limits of sending a message again from the office.
package enum MessageRepetition {
    /// For one person on a day, by all officers together.
    package static let mostPerDay = 3
}
