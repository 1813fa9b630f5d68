/// Why an act at a counter is refused.
package enum CounterRefusal: Refusal, Equatable {
    /// The officer has no office of their own.
    case noPost
    /// The officer has helped as many persons as one may on one day.
    case dayFull(most: Int)
    /// The household member's number already serves as many persons as one may.
    case householdFull(most: Int)
    /// The number on the slip belongs to no case of this household member's number, or of a slip in this province, or
    /// its person has a contact of their own by now.
    case unknownEarlierCase
    /// The case's code was answered already, or the case has ended.
    case over
    /// The case was changed by other means than an act.
    case changed

    package var code: String {
        switch self {
        case .noPost: "counter.no-post"
        case .dayFull: "counter.day-full"
        case .householdFull: "counter.household-full"
        case .unknownEarlierCase: "counter.earlier-case"
        case .over: "counter.over"
        case .changed: "counter.changed"
        }
    }
}

extension CounterLimits {
    /// Throws unless the officer may help one more person on this day.
    ///
    /// - Parameter helped: cases of the officer's on this day, of all accounts with their NIK.
    package func checkDay(helped: Int) throws(CounterRefusal) {
        guard helped < casesPerDay else { throw .dayFull(most: casesPerDay) }
    }

    /// Throws unless one more person may be registered with the household member's number.
    package func checkHousehold(registered: Int) throws(CounterRefusal) {
        guard registered < peoplePerHousehold else { throw .householdFull(most: peoplePerHousehold) }
    }
}
