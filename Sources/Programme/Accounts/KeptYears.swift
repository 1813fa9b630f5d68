extension AccountRules {
    /// Five years is the least that Regulation 20/2016 of the Minister of Communication asks for.
    package static let usualKeptYears = 5
    package static let possibleKeptYears = 5...30

    package var yearsOfKeeping: Int { keptYears ?? AccountRules.usualKeptYears }
}

extension Edition {
    /// The last day on which the data of its people is kept, unless an account is younger than so many years.
    package var keptUntil: CivilDate { validity.to.adding(months: 12 * account.yearsOfKeeping) }

    /// The end of that day.
    package var keepingEnds: Instant { waves.zone.instant(keptUntil.adding(days: 1)) }

    /// What was last used before this has been kept long enough; nil while the edition's own time is not over.
    ///
    /// - Parameters:
    ///   - now: by the programme's clock.
    ///   - moment: the instant from which the years are counted back, by any clock.
    package func endOfUse(at now: Instant, backFrom moment: Instant) -> Instant? {
        guard now >= keepingEnds else { return nil }
        return waves.zone.instant(waves.zone.date(of: moment).adding(months: -12 * account.yearsOfKeeping))
    }
}
