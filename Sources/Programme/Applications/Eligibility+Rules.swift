/// The single rules as pure functions: facts in, one verdict out.
extension Eligibility {
    static func age(_ birthDate: CivilDate?, rules: EligibilityRules, today: CivilDate) -> Verdict {
        guard let birthDate else { return .unknown(.identityCard) }
        let age = birthDate.age(on: today)
        let from = oldEnoughFrom(birthDate, rules: rules)
        if today < from { return .fail(.tooYoung(age: age, on: today, from: from)) }
        if let maximum = rules.maximumAge, age > maximum { return .fail(.tooOld(age: age, on: today)) }
        return .pass
    }

    static func citizenship(_ citizen: Bool?, rules: EligibilityRules) -> Verdict {
        guard rules.citizensOnly else { return .pass }
        guard let citizen else { return .unknown(.personalData) }
        return citizen ? .pass : .fail(.notCitizen)
    }

    static func education(_ attending: Bool?, rules: EligibilityRules) -> Verdict {
        guard rules.excludesFormalEducation else { return .pass }
        guard let attending else { return .unknown(.personalData) }
        return attending ? .fail(.inFormalEducation) : .pass
    }

    static func occupation(_ occupation: Occupation?, rules: EligibilityRules) -> Verdict {
        guard let occupation else { return .unknown(.personalData) }
        return rules.excludedOccupations.contains(occupation) ? .fail(.excludedOccupation(occupation)) : .pass
    }

    static func region(_ home: Home?, _ periods: [RegionPeriod], today: CivilDate) -> Verdict {
        guard !periods.isEmpty else { return .pass }
        guard let home else { return .unknown(.personalData) }
        switch periods.answer(for: home, on: today) {
        case .inPlay: return .pass
        case .later(let date): return .fail(.regionNotInPlay(from: date))
        case .never: return .fail(.regionNotInPlay(from: nil))
        }
    }

    /// A fresh list decides. A stale one decides nothing: a person listed on it waits for a newer list, and so does
    /// every applicant where the edition makes the list mandatory.
    static func list(_ rule: ListRule, _ answer: ListAnswer) -> Verdict {
        switch answer.freshness {
        case .fresh:
            guard let listing = answer.listing else { return .pass }
            return .fail(.listed(rule.kind, asOf: listing.asOf, source: listing.source))
        case .stale:
            return answer.listing != nil || rule.mandatory ? .unknown(Awaited(rule.kind)) : .pass
        case .missing:
            return rule.mandatory ? .unknown(Awaited(rule.kind)) : .pass
        }
    }

    static func onceInALifetime(_ past: Past, rules: EligibilityRules) -> Verdict {
        rules.onceInALifetime && past == .card ? .fail(.hadACard) : .pass
    }

    static func lapse(_ past: Past, _ lapse: TrainingRules.Lapse) -> Verdict {
        past == .lapsedCard && lapse == .barred ? .fail(.letACardLapse) : .pass
    }

    /// Where beneficiaries per family are limited, an applicant without a known family card cannot be decided on.
    static func familyCard(_ facts: Facts, rules: EligibilityRules) -> Verdict {
        guard let limit = rules.beneficiariesPerFamilyCard else { return .pass }
        guard facts.hasFamilyCard else { return .unknown(.familyCard) }
        return facts.beneficiariesInFamily >= limit ? .fail(.familyLimit(limit)) : .pass
    }

    static func identity(_ progress: IdentityProgress) -> Verdict {
        switch progress {
        case .verified: .pass
        case .mismatch: .fail(.identityMismatch)
        case .missing: .unknown(.identityCard)
        case .waiting, .notFound: .unknown(.registry)
        case .contested: .unknown(.dispute)
        case .refused: .fail(.nikOfAnother)
        }
    }

    static func photos(_ progress: PhotoProgress) -> Verdict {
        switch progress {
        case .accepted: .pass
        case .missing: .unknown(.photos)
        case .waiting: .unknown(.photoReview)
        case .rejected: .unknown(.betterPhoto)
        }
    }
}
