import Testing

@testable import Programme

@Suite("Eligibility")
struct EligibilityTests {
    let today: CivilDate
    let rules = EligibilityRules(minimumAge: 18, minimumAgeInclusive: true, source: "Perpres 36/2020")

    init() throws {
        today = try date(2020, 4, 16)
    }

    @Test("eligibility: a complete application that meets every condition is eligible")
    func eligible() throws {
        #expect(Eligibility.decide(try complete(), rules: rules, on: today) == .eligible)
    }

    @Test("eligibility: the minimum age is reached on the birthday")
    func birthday() throws {
        var facts = try complete()
        facts.birthDate = try date(2002, 4, 16)
        #expect(Eligibility.decide(facts, rules: rules, on: today) == .eligible)
        facts.birthDate = try date(2002, 4, 17)
        let reason = Ineligibility.tooYoung(age: 17, on: today, from: try date(2020, 4, 17))
        #expect(Eligibility.decide(facts, rules: rules, on: today) == .ineligible([reason]))
    }

    @Test("eligibility: \"over 18\" begins a year later than \"18 and over\"")
    func exclusive() throws {
        let over = EligibilityRules(minimumAge: 18, minimumAgeInclusive: false, source: "Maret 2020")
        var facts = try complete()
        facts.birthDate = try date(2001, 4, 17)
        let reason = Ineligibility.tooYoung(age: 18, on: today, from: try date(2020, 4, 17))
        #expect(Eligibility.decide(facts, rules: over, on: today) == .ineligible([reason]))
        facts.birthDate = try date(2001, 4, 16)
        #expect(Eligibility.decide(facts, rules: over, on: today) == .eligible)
    }

    @Test("eligibility: a person born on 29 February reaches the minimum age on 1 March")
    func leapDay() throws {
        #expect(Eligibility.oldEnoughFrom(try date(2004, 2, 29), rules: rules) == (try date(2022, 3, 1)))
    }

    @Test("eligibility: a maximum age applies where the edition sets one")
    func oldest() throws {
        let capped = EligibilityRules(minimumAge: 18, minimumAgeInclusive: true, maximumAge: 64, source: "2023")
        var facts = try complete()
        facts.birthDate = try date(1955, 4, 16)
        #expect(Eligibility.decide(facts, rules: capped, on: today) == .ineligible([.tooOld(age: 65, on: today)]))
        facts.birthDate = try date(1955, 4, 17)
        #expect(Eligibility.decide(facts, rules: capped, on: today) == .eligible)
    }

    @Test("eligibility: all reasons are reported at once")
    func all() throws {
        let strict = EligibilityRules(
            minimumAge: 18, minimumAgeInclusive: true, excludedOccupations: [.civilServant], source: "Perpres 76/2020")
        var facts = try complete()
        facts.birthDate = try date(2010, 1, 1)
        facts.citizen = false
        facts.inFormalEducation = true
        facts.occupation = .civilServant
        facts.identity = .mismatch
        #expect(
            Eligibility.decide(facts, rules: strict, on: today)
                == .ineligible([
                    .tooYoung(age: 10, on: today, from: try date(2028, 1, 1)), .notCitizen, .inFormalEducation,
                    .excludedOccupation(.civilServant), .identityMismatch,
                ]))
    }

    @Test("eligibility: an occupation is excluded only where the edition says so")
    func occupations() throws {
        var facts = try complete()
        facts.occupation = .civilServant
        #expect(Eligibility.decide(facts, rules: rules, on: today) == .eligible)
    }

    @Test(
        "eligibility: an unknown identity is never a pass",
        arguments: [(IdentityProgress.waiting, Awaited.registry), (.contested, .dispute), (.missing, .identityCard)])
    func registry(progress: IdentityProgress, awaited: Awaited) throws {
        var facts = try complete()
        facts.identity = progress
        #expect(Eligibility.decide(facts, rules: rules, on: today) == .waiting([awaited]))
    }

    @Test(
        "eligibility: a missing, unreviewed or rejected photo is awaited",
        arguments: [(PhotoProgress.missing, Awaited.photos), (.waiting, .photoReview), (.rejected, .betterPhoto)])
    func photos(progress: PhotoProgress, awaited: Awaited) throws {
        var facts = try complete()
        facts.photos = progress
        #expect(Eligibility.decide(facts, rules: rules, on: today) == .waiting([awaited]))
    }

    @Test("eligibility: a certain reason takes precedence over an awaited answer")
    func noBeforeUnknown() throws {
        var facts = try complete()
        facts.identity = .waiting
        facts.inFormalEducation = true
        #expect(Eligibility.decide(facts, rules: rules, on: today) == .ineligible([.inFormalEducation]))
    }

    @Test("eligibility: without any facts, everything is awaited")
    func nothing() {
        guard case .waiting(let awaited) = Eligibility.decide(Eligibility.Facts(), rules: rules, on: today) else {
            Issue.record("nothing is known, so nothing can be decided")
            return
        }
        #expect(Set(awaited) == [.identityCard, .personalData, .phone, .photos, .declarations, .test])
    }

    private func complete() throws -> Eligibility.Facts {
        Eligibility.Facts(
            birthDate: try date(1995, 3, 27), citizen: true, inFormalEducation: false, occupation: .jobSeeker,
            phoneProved: true, identity: .verified, photos: .accepted, declared: true, test: TestStanding(isOver: true))
    }
}

private func date(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDate {
    try #require(CivilDate(year: year, month: month, day: day))
}
