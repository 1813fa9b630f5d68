/// When people may sign up and submit applications: from the edition's opening instant to the end of its last day.
extension Edition {
    /// The first instant after registration: the midnight after the edition's last day, in its zone.
    package var registrationEnds: Instant {
        waves.zone.instant(validity.to.adding(days: 1))
    }

    /// Throws `RegistrationRefusal` before the opening instant and from the closing instant on.
    package func checkRegistration(at now: Instant) throws(RegistrationRefusal) {
        guard now >= validity.registrationOpens else { throw .notYet(validity.registrationOpens) }
        guard now < registrationEnds else { throw .over(registrationEnds) }
    }
}

package enum RegistrationRefusal: Refusal, Equatable {
    case notYet(Instant)
    case over(Instant)

    package var code: String {
        switch self {
        case .notYet: "registration.not-yet"
        case .over: "registration.over"
        }
    }
}

extension Edition {
    /// The end of the last day on which an outcome may be announced: afterwards the edition is over, or its cards buy
    /// nothing.
    package var lastAnnouncement: Instant {
        waves.zone.instant(min(validity.to, training.buyBy).adding(days: 1))
    }
}
