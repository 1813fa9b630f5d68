/// A list that another office keeps and the programme compares people with. Nobody learns who else stands on it.
package enum ListKind: String, Sendable, Codable, CaseIterable {
    /// Pupils and students: Dapodik, PDDikti, EMIS.
    case education
    /// State officials, civil servants, soldiers, police and the others the law leaves out.
    case excludedOccupations = "excluded-occupations"
    /// Whoever gets another aid that may not be had beside this one.
    case aidRecipients = "aid-recipients"
    case deaths
    /// People the programme itself has shut out.
    case blacklist
    case laidOff = "laid-off"
    case furloughed
    case smallBusiness = "small-business"
    case migrantWorkers = "migrant-workers"

    /// What standing on it does.
    package var effect: Effect {
        switch self {
        case .education, .excludedOccupations, .aidRecipients, .deaths, .blacklist: .excludes
        case .laidOff, .furloughed, .smallBusiness, .migrantWorkers: .prefers
        }
    }

    package enum Effect: String, Sendable {
        /// Keeps people out, so two officers must have agreed to it.
        case excludes
        /// Puts people into the priority pool, and lets them be invited.
        case prefers
    }
}

/// A list an edition compares people with.
package struct ListRule: Sendable, Codable, Equatable {
    package let kind: ListKind
    /// Without it nobody is decided on and no wave is drawn.
    package let mandatory: Bool
    /// How many days old it may be at most.
    package let freshDays: Int
    /// The offices that keep it.
    package let source: String

    package init(kind: ListKind, mandatory: Bool, freshDays: Int, source: String) {
        self.kind = kind
        self.mandatory = mandatory
        self.freshDays = freshDays
        self.source = source
    }
}

/// How fresh a list is on a day. Nobody is judged by a list that is missing, expired or too old.
package enum Freshness: Sendable, Equatable {
    case fresh(asOf: CivilDate)
    case stale(asOf: CivilDate)
    case missing

    /// - Parameters:
    ///   - asOf: the date the list tells of; the oldest where several offices each gave one. Nil when there is none.
    ///   - expires: the day from which the giver does not stand by it any more.
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
