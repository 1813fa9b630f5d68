package struct EligibilityRules: Sendable, Codable, Equatable {
    package let minimumAge: Int
    /// Whether a person exactly `minimumAge` years old may join ("18 ke atas") or must be older ("di atas 18").
    package let minimumAgeInclusive: Bool
    package let maximumAge: Int?
    package let citizensOnly: Bool
    package let excludesFormalEducation: Bool
    package let excludedOccupations: [Occupation]
    /// Lists of other offices that applicants are compared with, and how old the lists may be.
    package let lists: [ListRule]
    /// Nil where the edition sets no limit per family card.
    package let beneficiariesPerFamilyCard: Int?
    package let onceInALifetime: Bool
    /// Working days in which the office decides a contested NIK; nil for the usual number.
    package let disputeDays: Int?
    /// The law or decree that contains these rules, named in every refusal.
    package let source: String
    /// The last day on which a wave of the edition can be joined; nil in rules that were not taken from `conditions`.
    package private(set) var until: CivilDate?

    enum CodingKeys: String, CodingKey {
        case minimumAge, minimumAgeInclusive, maximumAge, citizensOnly, excludesFormalEducation, excludedOccupations
        case lists, beneficiariesPerFamilyCard, onceInALifetime, disputeDays, source
    }

    package init(
        minimumAge: Int, minimumAgeInclusive: Bool, maximumAge: Int? = nil, citizensOnly: Bool = true,
        excludesFormalEducation: Bool = true, excludedOccupations: [Occupation] = [], lists: [ListRule] = [],
        beneficiariesPerFamilyCard: Int? = nil, onceInALifetime: Bool = true, disputeDays: Int? = nil, source: String
    ) {
        self.minimumAge = minimumAge
        self.minimumAgeInclusive = minimumAgeInclusive
        self.maximumAge = maximumAge
        self.citizensOnly = citizensOnly
        self.excludesFormalEducation = excludesFormalEducation
        self.excludedOccupations = excludedOccupations
        self.lists = lists
        self.beneficiariesPerFamilyCard = beneficiariesPerFamilyCard
        self.onceInALifetime = onceInALifetime
        self.disputeDays = disputeDays
        self.source = source
    }
}

extension EligibilityRules {
    /// The same rules, with the last day on which they can be fulfilled.
    func ending(on day: CivilDate?) -> EligibilityRules {
        var rules = self
        rules.until = day
        return rules
    }
}

extension Edition {
    /// Who may join and until when, for sentences to people: no date is promised after the last wave has closed.
    package var conditions: EligibilityRules {
        eligibility.ending(on: waves.dates().last.map { waves.zone.date(of: $0.closes) })
    }
}

/// A person's occupation, as the form asks and the law's exclusions name.
package enum Occupation: String, Sendable, Codable, CaseIterable {
    case jobSeeker = "job-seeker"
    case laidOff = "laid-off"
    case worker
    case selfEmployed = "self-employed"
    /// Has work, and wants another.
    case jobChanger = "job-changer"
    case stateOfficial = "state-official"
    case civilServant = "civil-servant"
    case military
    case police
    case villageOfficial = "village-official"
    case stateEnterpriseDirector = "state-enterprise-director"
}

/// How the pandemic hit a person's work, by their own statement.
package enum PandemicImpact: String, Sendable, Codable, CaseIterable {
    case laidOff = "lost-work"
    case unpaidLeave = "unpaid-leave"
    case lostIncome = "lost-income"
    /// A business of one's own that closed, or sells less.
    case business = "business-shrunk"
    case notHit = "not-hit"
}
