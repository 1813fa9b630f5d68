/// When people may sign up and submit applications: from the edition's opening instant to the end of its last day.
extension Edition {
    /// The first instant after registration: the midnight after the edition's last day, in its zone.
    package var registrationEnds: Instant {
        waves.zone.instant(validity.to.adding(days: 1))
    }

    package func isRegistrationOpen(at now: Instant) -> Bool {
        now >= validity.registrationOpens && now < registrationEnds
    }

    /// Throws `RegistrationRefusal` before the opening instant and from `registrationEnds` on.
    package func checkRegistration(at now: Instant) throws(RegistrationRefusal) {
        guard now >= validity.registrationOpens else { throw .notYet(validity.registrationOpens) }
        guard now < registrationEnds else { throw .over(registrationEnds) }
    }
}

/// Why a person cannot sign up or submit an application now.
package enum RegistrationRefusal: Refusal, Equatable {
    /// Registration opens at this instant.
    case notYet(Instant)
    /// Registration ended; this is the first instant after it.
    case over(Instant)

    package var code: String {
        switch self {
        case .notYet: "registration.not-yet"
        case .over: "registration.over"
        }
    }
}
