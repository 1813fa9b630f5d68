/// A list that another office keeps and applicants are compared with. An applicant never learns who else is on it.
package enum ListKind: String, Sendable, Codable, CaseIterable {
    /// Pupils and students: Dapodik, PDDikti, EMIS.
    case education
    /// State officials, civil servants, soldiers, police and the other occupations the law excludes.
    case excludedOccupations = "excluded-occupations"
    /// Recipients of another aid that cannot be combined with this one.
    case aidRecipients = "aid-recipients"
    case deaths
    /// People the programme itself has excluded.
    case blacklist
    case laidOff = "laid-off"
    case furloughed
    case smallBusiness = "small-business"
    case migrantWorkers = "migrant-workers"

    /// The effect of being on the list.
    package var effect: Effect {
        switch self {
        case .education, .excludedOccupations, .aidRecipients, .deaths, .blacklist: .excludes
        case .laidOff, .furloughed, .smallBusiness, .migrantWorkers: .prefers
        }
    }

    package enum Effect: String, Sendable {
        /// Excludes people, so two officers must have agreed to it.
        case excludes
        /// Puts people into the priority pool, and lets them be invited.
        case prefers
    }
}

/// A list that an edition uses.
package struct ListRule: Sendable, Codable, Equatable {
    package let kind: ListKind
    /// Without it no applicant is decided on and no wave is drawn.
    package let mandatory: Bool
    /// The greatest age of the list, in days.
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
