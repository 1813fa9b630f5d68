/// Who may join, as the edition says: rules as values, each with an answer of its own, all of them collected.
package enum Eligibility {
    /// What a rule says of one person. Unknown is never a pass.
    package enum Verdict: Sendable, Equatable {
        case pass
        case fail(Ineligibility)
        case unknown(Awaited)
    }

    package enum Decision: Sendable, Equatable {
        case eligible
        case ineligible([Ineligibility])
        case waiting([Awaited])

        /// The day on which the passing of time alone changes this decision; nil when it never does.
        package var revisitOn: CivilDate? {
            guard case .ineligible(let reasons) = self else { return nil }
            return reasons.compactMap { if case .tooYoung(_, _, let from) = $0 { from } else { nil } }.first
        }
    }

    /// What is known of a person; nil where nothing is.
    package struct Facts: Sendable, Equatable {
        package var birthDate: CivilDate?
        package var citizen: Bool?
        package var inFormalEducation: Bool?
        package var occupation: Occupation?
        package var phoneProved: Bool
        package var identity: IdentityProgress
        package var photos: PhotoProgress
        package var declared: Bool
        package var testFinished: Bool

        package init(
            birthDate: CivilDate? = nil, citizen: Bool? = nil, inFormalEducation: Bool? = nil,
            occupation: Occupation? = nil, phoneProved: Bool = false, identity: IdentityProgress = .missing,
            photos: PhotoProgress = .missing, declared: Bool = false, testFinished: Bool = false
        ) {
            self.birthDate = birthDate
            self.citizen = citizen
            self.inFormalEducation = inFormalEducation
            self.occupation = occupation
            self.phoneProved = phoneProved
            self.identity = identity
            self.photos = photos
            self.declared = declared
            self.testFinished = testFinished
        }
    }

    /// - Parameter today: the programme's date, on which ages are counted.
    package static func decide(_ facts: Facts, rules: EligibilityRules, on today: CivilDate) -> Decision {
        let verdicts = verdicts(on: facts, rules: rules, today: today)
        let failures = verdicts.compactMap { if case .fail(let reason) = $0 { reason } else { nil } }
        if !failures.isEmpty { return .ineligible(failures) }
        let awaited = verdicts.compactMap { if case .unknown(let what) = $0 { what } else { nil } }
        return awaited.isEmpty ? .eligible : .waiting(awaited)
    }

    /// The answer of every rule, in the order a person would ask them.
    package static func verdicts(on facts: Facts, rules: EligibilityRules, today: CivilDate) -> [Verdict] {
        [
            age(facts.birthDate, rules: rules, today: today),
            citizenship(facts.citizen, rules: rules),
            education(facts.inFormalEducation, rules: rules),
            occupation(facts.occupation, rules: rules),
            facts.phoneProved ? .pass : .unknown(.phone),
            identity(facts.identity),
            photos(facts.photos),
            facts.declared ? .pass : .unknown(.declarations),
            facts.testFinished ? .pass : .unknown(.test),
        ]
    }

    /// The first day on which somebody born on `birthDate` is old enough.
    package static func oldEnoughFrom(_ birthDate: CivilDate, rules: EligibilityRules) -> CivilDate {
        let years = rules.minimumAgeInclusive ? rules.minimumAge : rules.minimumAge + 1
        let birthday = birthDate.adding(months: 12 * years)
        // Whoever was born on 29 February has their birthday on 1 March in other years.
        let passed = birthDate.age(on: birthday) >= years
        return passed ? birthday : birthday.adding(days: 1)
    }

    private static func age(_ birthDate: CivilDate?, rules: EligibilityRules, today: CivilDate) -> Verdict {
        guard let birthDate else { return .unknown(.identityCard) }
        let age = birthDate.age(on: today)
        let from = oldEnoughFrom(birthDate, rules: rules)
        if today < from { return .fail(.tooYoung(age: age, on: today, from: from)) }
        if let maximum = rules.maximumAge, age > maximum { return .fail(.tooOld(age: age, on: today)) }
        return .pass
    }

    private static func citizenship(_ citizen: Bool?, rules: EligibilityRules) -> Verdict {
        guard rules.citizensOnly else { return .pass }
        guard let citizen else { return .unknown(.personalData) }
        return citizen ? .pass : .fail(.notCitizen)
    }

    private static func education(_ attending: Bool?, rules: EligibilityRules) -> Verdict {
        guard rules.excludesFormalEducation else { return .pass }
        guard let attending else { return .unknown(.personalData) }
        return attending ? .fail(.inFormalEducation) : .pass
    }

    private static func occupation(_ occupation: Occupation?, rules: EligibilityRules) -> Verdict {
        guard let occupation else { return .unknown(.personalData) }
        return rules.excludedOccupations.contains(occupation) ? .fail(.excludedOccupation(occupation)) : .pass
    }

    private static func identity(_ progress: IdentityProgress) -> Verdict {
        switch progress {
        case .verified: .pass
        case .mismatch: .fail(.identityMismatch)
        case .missing: .unknown(.identityCard)
        case .waiting: .unknown(.registry)
        case .contested: .unknown(.dispute)
        }
    }

    private static func photos(_ progress: PhotoProgress) -> Verdict {
        switch progress {
        case .accepted: .pass
        case .missing: .unknown(.photos)
        case .waiting: .unknown(.photoReview)
        case .rejected: .unknown(.betterPhoto)
        }
    }
}

/// Why somebody may not join: each can be explained, and most can be mended.
package enum Ineligibility: Sendable, Hashable, Codable {
    case tooYoung(age: Int, on: CivilDate, from: CivilDate)
    case tooOld(age: Int, on: CivilDate)
    case notCitizen
    case inFormalEducation
    case excludedOccupation(Occupation)
    case identityMismatch

    /// Stable, for machines and reports.
    package var code: String {
        switch self {
        case .tooYoung: "eligibility.too-young"
        case .tooOld: "eligibility.too-old"
        case .notCitizen: "eligibility.not-citizen"
        case .inFormalEducation: "eligibility.in-formal-education"
        case .excludedOccupation: "eligibility.excluded-occupation"
        case .identityMismatch: "eligibility.identity-mismatch"
        }
    }
}

/// What the decision still waits for, and thereby for whom.
package enum Awaited: String, Sendable, Hashable, Codable, CaseIterable {
    case phone
    case identityCard = "identity-card"
    case personalData = "personal-data"
    case photos
    case declarations
    case test
    case registry
    case photoReview = "photo-review"
    case betterPhoto = "better-photo"
    case dispute
}
