import Programme
import Testing

/// One case: an edition's terms, the differences from a complete application, and the expected decision.
struct EligibilityCase: CustomTestStringConvertible, Sendable {
    let says: String
    /// `yes`, the codes of the reasons, or `waits:` and what is awaited.
    let expected: String
    var terms = EligibilityCase.strict
    var on = "2020-08-10"
    let change: @Sendable (inout Eligibility.Facts) -> Void

    var testDescription: String { says }

    init(
        _ says: String, _ expected: String, terms: Eligibility.Terms = EligibilityCase.strict,
        on: String = "2020-08-10",
        _ change: @escaping @Sendable (inout Eligibility.Facts) -> Void = { _ in }
    ) {
        self.says = says
        self.expected = expected
        self.terms = terms
        self.on = on
        self.change = change
    }

    /// Terms like edition 4's: excluded occupations, two beneficiaries per family card, lists.
    static let strict = Eligibility.Terms(
        rules: EligibilityRules(
            minimumAge: 18, minimumAgeInclusive: true,
            excludedOccupations: [.stateOfficial, .civilServant, .military, .police, .villageOfficial],
            lists: [
                ListRule(kind: .education, mandatory: true, freshDays: 45, source: "Dapodik"),
                ListRule(kind: .deaths, mandatory: false, freshDays: 90, source: "Dukcapil"),
                ListRule(kind: .laidOff, mandatory: false, freshDays: 90, source: "Kemnaker"),
            ],
            beneficiariesPerFamilyCard: 2, source: "Perpres 76/2020"),
        regions: [
            RegionPeriod(name: name, from: day("2020-04-11"), to: day("2020-07-31"), codes: ["31", "32.73"]),
            RegionPeriod(name: name, from: day("2020-08-01"), to: day("2020-09-30"), codes: ["31", "32", "82.71"]),
            RegionPeriod(name: name, from: day("2020-10-01"), to: nil, codes: ["11"]),
        ])
    /// The fewest conditions an edition can set.
    static let lenient = Eligibility.Terms(
        rules: EligibilityRules(
            minimumAge: 18, minimumAgeInclusive: true, citizensOnly: false, excludesFormalEducation: false,
            onceInALifetime: false, source: "2019"), lapse: .mayJoinAgain)
    static let over18 = Eligibility.Terms(
        rules: EligibilityRules(minimumAge: 18, minimumAgeInclusive: false, source: "Maret 2020"))
    static let upTo64 = Eligibility.Terms(
        rules: EligibilityRules(minimumAge: 18, minimumAgeInclusive: true, maximumAge: 64, source: "2023"))
    /// The deaths list is mandatory too.
    static let twoLists = Eligibility.Terms(
        rules: EligibilityRules(
            minimumAge: 18, minimumAgeInclusive: true,
            lists: [
                ListRule(kind: .education, mandatory: true, freshDays: 45, source: "Dapodik"),
                ListRule(kind: .deaths, mandatory: true, freshDays: 90, source: "Dukcapil"),
                ListRule(kind: .blacklist, mandatory: false, freshDays: 365, source: "PMO"),
                ListRule(kind: .aidRecipients, mandatory: false, freshDays: 45, source: "DTKS"),
                ListRule(kind: .excludedOccupations, mandatory: false, freshDays: 45, source: "BKN"),
            ], source: "Perpres 76/2020"))

    private static let name = Bilingual(id: "Tahap", en: "Phase")

    static func day(_ text: String) -> CivilDate {
        guard let day = CivilDate(text) else { preconditionFailure("\(text) is a day") }
        return day
    }

    static func fresh(_ isListed: Bool, _ date: String = "2020-08-01") -> Eligibility.ListAnswer {
        .init(freshness: .fresh(asOf: day(date)), listing: isListed ? listing : nil)
    }

    static func stale(_ isListed: Bool) -> Eligibility.ListAnswer {
        .init(freshness: .stale(asOf: day("2020-05-01")), listing: isListed ? listing : nil)
    }

    /// Of another office than the rule names, and newer than the oldest list of the kind.
    static let listing = Eligibility.Listing(asOf: day("2020-08-05"), source: "Kemensos")

    static let missing = Eligibility.ListAnswer(freshness: .missing, listing: nil)

    /// A complete application that meets every condition.
    static var complete: Eligibility.Facts {
        Eligibility.Facts(
            birthDate: day("1995-03-27"), citizen: true, inFormalEducation: false, occupation: .jobSeeker,
            home: Home(province: "82", regency: "82.71"), phoneProved: true, identity: .verified,
            identityAnsweredOn: day("2020-08-09"), photos: .accepted, declared: true,
            test: TestStanding(isOver: true),
            lists: [.education: fresh(false)], hasFamilyCard: true)
    }

    var answer: String {
        var facts = Self.complete
        change(&facts)
        let today = Self.day(on)
        switch Eligibility.Decision(Eligibility.findings(on: facts, terms: terms, today: today)) {
        case .eligible: return "yes"
        case .ineligible(let reasons):
            return reasons.map { String($0.code.dropFirst("eligibility.".count)) }.joined(separator: " ")
        case .waiting(let awaited): return "waits: " + awaited.map(\.rawValue).joined(separator: " ")
        }
    }
}
