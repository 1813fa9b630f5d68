/// How fresh a list is on a day. A list that is missing, expired or too old decides nothing.
package enum Freshness: Sendable, Equatable {
    case fresh(asOf: CivilDate)
    case stale(asOf: CivilDate)
    case missing

    /// - Parameters:
    ///   - asOf: the date of the list's data; the oldest where several offices each gave a list. Nil without any.
    ///   - expires: the first day on which the source does not vouch for it any more.
    package init(asOf: CivilDate?, expires: CivilDate?, rule: ListRule, on today: CivilDate) {
        guard let asOf else {
            self = .missing
            return
        }
        let isTooOld = asOf.adding(days: rule.freshDays) < today
        let hasExpired = expires.map { $0 <= today } ?? false
        self = isTooOld || hasExpired ? .stale(asOf: asOf) : .fresh(asOf: asOf)
    }

    package var isFresh: Bool {
        if case .fresh = self { true } else { false }
    }

    package var asOf: CivilDate? {
        switch self {
        case .fresh(let date), .stale(let date): date
        case .missing: nil
        }
    }
}
