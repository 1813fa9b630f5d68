/// Why a person may not join: each reason can be explained, and most can be corrected.
package enum Ineligibility: Sendable, Hashable, Codable {
    case tooYoung(age: Int, on: CivilDate, from: CivilDate)
    case tooOld(age: Int, on: CivilDate)
    case notCitizen
    case inFormalEducation
    case excludedOccupation(Occupation)
    /// Nil where no date is set for this region.
    case regionNotInPlay(from: CivilDate?)
    case listed(ListKind, asOf: CivilDate, source: String)
    case hadACard
    case letACardLapse
    case familyLimit(Int)
    case identityMismatch
    /// The office has decided that the NIK is another person's.
    case nikOfAnother
    /// Fewer right answers in the test than the edition asks for; `again` is the day from which the person may take it
    /// once more, nil where only an appeal gives another sitting.
    case testBelow(right: Int, asked: Int, needed: Int, again: CivilDate?)

    /// Stable, for machines and reports.
    package var code: String {
        switch self {
        case .tooYoung: "eligibility.too-young"
        case .tooOld: "eligibility.too-old"
        case .notCitizen: "eligibility.not-citizen"
        case .inFormalEducation: "eligibility.in-formal-education"
        case .excludedOccupation: "eligibility.excluded-occupation"
        case .regionNotInPlay: "eligibility.region-not-in-play"
        case .listed(let kind, _, _): "eligibility.listed.\(kind.rawValue)"
        case .hadACard: "eligibility.once-in-a-lifetime"
        case .letACardLapse: "eligibility.card-lapsed"
        case .familyLimit: "eligibility.family-limit"
        case .identityMismatch: "eligibility.identity-mismatch"
        case .nikOfAnother: "eligibility.nik-of-another"
        case .testBelow: "eligibility.test-below"
        }
    }

    /// Whether the test's result is the reason: another sitting can change it.
    package var isTest: Bool {
        if case .testBelow = self { true } else { false }
    }

    /// The day on which the reason ends by itself; nil where it does not.
    var endsOn: CivilDate? {
        switch self {
        case .tooYoung(_, _, let from): from
        case .regionNotInPlay(let from): from
        default: nil
        }
    }
}

/// What the decision waits for, and thereby whose action.
package enum Awaited: String, Sendable, Hashable, Codable, CaseIterable {
    case phone
    case identityCard = "identity-card"
    case familyCard = "family-card"
    case personalData = "personal-data"
    case photos
    case declarations
    case test
    case registry
    case photoReview = "photo-review"
    case betterPhoto = "better-photo"
    case dispute
    case educationList = "list.education"
    case occupationList = "list.excluded-occupations"
    case aidList = "list.aid-recipients"
    case deathList = "list.deaths"
    case blacklist = "list.blacklist"
    case otherList = "list.other"

    init(_ kind: ListKind) {
        switch kind {
        case .education: self = .educationList
        case .excludedOccupations: self = .occupationList
        case .aidRecipients: self = .aidList
        case .deaths: self = .deathList
        case .blacklist: self = .blacklist
        case .laidOff, .furloughed, .smallBusiness, .migrantWorkers: self = .otherList
        }
    }

    /// All waits that a newer list can end.
    package static let lists: [Awaited] = [
        .educationList, .occupationList, .aidList, .deathList, .blacklist, .otherList,
    ]
}
