/// Who may join by the edition's rules: every rule gives its own verdict, and all are collected.
package enum Eligibility {
    /// One rule's verdict on one person. Unknown is never a pass.
    package enum Verdict: Sendable, Equatable {
        case pass
        case fail(Ineligibility)
        case unknown(Awaited)
    }

    /// One rule's verdict, and the date of the data behind it where known.
    package struct Finding: Sendable, Equatable {
        package let rule: Rule
        package let verdict: Verdict
        package let asOf: CivilDate?
    }

    /// All rules, in the order in which a person would ask about them.
    package enum Rule: Sendable, Hashable {
        case age, citizenship, education, occupation, region
        case list(ListKind)
        case onceInALifetime, lapse, familyCard
        case phone, identity, oneApplicationPerNIK, photos, declarations, test

        /// Stable, for the stored decision.
        package var code: String {
            switch self {
            case .list(let kind): "list.\(kind.rawValue)"
            case .onceInALifetime: "once-in-a-lifetime"
            case .familyCard: "family-card"
            case .oneApplicationPerNIK: "one-application-per-nik"
            default: "\(self)"
            }
        }
    }

    package enum Decision: Sendable, Equatable {
        case eligible
        case ineligible([Ineligibility])
        case waiting([Awaited])

        package init(_ findings: [Finding]) {
            let failures = findings.compactMap { if case .fail(let reason) = $0.verdict { reason } else { nil } }
            guard failures.isEmpty else {
                self = .ineligible(failures)
                return
            }
            var seen: Set<Awaited> = []
            let awaited = findings.compactMap { if case .unknown(let what) = $0.verdict { what } else { nil } }
                .filter { seen.insert($0).inserted }
            self = awaited.isEmpty ? .eligible : .waiting(awaited)
        }

        /// The first day on which this decision changes by the passing of time alone; nil when it never does.
        package var revisitOn: CivilDate? {
            guard case .ineligible(let reasons) = self else { return nil }
            return reasons.compactMap(\.endsOn).min()
        }
    }

    /// The edition's conditions for joining.
    package struct Terms: Sendable, Equatable {
        package let rules: EligibilityRules
        /// Empty where people of every region may join.
        package let regions: [RegionPeriod]
        package let lapse: TrainingRules.Lapse
        /// Nil where the test's result decides nothing.
        package let test: TestThreshold?

        package init(
            rules: EligibilityRules, regions: [RegionPeriod] = [], lapse: TrainingRules.Lapse = .barred,
            test: TestThreshold? = nil
        ) {
            self.test = test
            self.rules = rules
            self.regions = regions
            self.lapse = lapse
        }

        package init(_ edition: Edition) {
            self.init(
                rules: edition.eligibility, regions: edition.regions, lapse: edition.training.lapse,
                test: edition.test.threshold)
        }
    }

    /// - Parameter today: the programme's date, on which ages are counted.
    package static func decide(_ facts: Facts, rules: EligibilityRules, on today: CivilDate) -> Decision {
        Decision(findings(on: facts, terms: Terms(rules: rules), today: today))
    }

    /// The verdicts of all rules, in the order in which a person would ask about them.
    package static func findings(on facts: Facts, terms: Terms, today: CivilDate) -> [Finding] {
        let rules = terms.rules
        let lists = rules.lists.filter { $0.kind.effect == .excludes }
        return [
            Finding(.age, age(facts.birthDate, rules: rules, today: today)),
            Finding(.citizenship, citizenship(facts.citizen, rules: rules)),
            Finding(.education, education(facts.inFormalEducation, rules: rules)),
            Finding(.occupation, occupation(facts.occupation, rules: rules)),
            Finding(.region, region(facts.home, terms.regions, today: today)),
        ]
            + lists.map { rule in
                let answer = facts.lists[rule.kind] ?? ListAnswer(freshness: .missing, listing: nil)
                return Finding(.list(rule.kind), list(rule, answer), asOf: answer.asOf)
            } + [
                Finding(.onceInALifetime, onceInALifetime(facts.past, rules: rules)),
                Finding(.lapse, lapse(facts.past, terms.lapse)),
                Finding(.familyCard, familyCard(facts, rules: rules)),
                Finding(.phone, facts.phoneProved ? .pass : .unknown(.phone)),
                Finding(.identity, identity(facts.identity), asOf: facts.identityAnsweredOn),
                Finding(.oneApplicationPerNIK, facts.identity == .contested ? .unknown(.dispute) : .pass),
                Finding(.photos, photos(facts.photos)),
                Finding(.declarations, facts.declared ? .pass : .unknown(.declarations)),
                Finding(.test, test(facts.test, terms.test)),
            ]
    }

    /// The first day on which a person born on `birthDate` is old enough.
    package static func oldEnoughFrom(_ birthDate: CivilDate, rules: EligibilityRules) -> CivilDate {
        let years = rules.minimumAgeInclusive ? rules.minimumAge : rules.minimumAge + 1
        let birthday = birthDate.adding(months: 12 * years)
        // A person born on 29 February has the birthday on 1 March in other years.
        let passed = birthDate.age(on: birthday) >= years
        return passed ? birthday : birthday.adding(days: 1)
    }
}

extension Eligibility.Finding {
    init(_ rule: Eligibility.Rule, _ verdict: Eligibility.Verdict, asOf: CivilDate? = nil) {
        self.rule = rule
        self.verdict = verdict
        self.asOf = asOf
    }
}
