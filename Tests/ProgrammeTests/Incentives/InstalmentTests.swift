import Testing

@testable import Programme

private func day(_ text: String) -> CivilDate {
    guard let date = CivilDate(text) else { preconditionFailure("a test's date is a date") }
    return date
}

private let incentiveRule = InstalmentRule(
    amount: Rupiah(600_000), count: 4, intervalDays: 30, claimDays: 60, earnBy: day("2020-12-31"),
    payBy: day("2021-03-31"))
private let surveyRule = InstalmentRule(
    amount: Rupiah(50_000), count: 3, intervalDays: 30, claimDays: 30, earnBy: day("2020-12-31"),
    payBy: day("2021-03-31"), proofs: InstalmentRule.Proof.allCases)

private func instalment(
    _ kind: Instalment.Kind = .incentive, number: Int = 1, dueOn: String? = "2020-05-10",
    state: Instalment.State = .planned, changedOn: String = "2020-05-10"
) -> Instalment {
    Instalment(
        id: ID(1), card: ID(2), person: ID(3), kind: kind, number: number, amount: Rupiah(600_000),
        dueOn: dueOn.map(day), state: state, changedOn: day(changedOn))
}

private func facts(_ today: String, without: Condition.Kind? = nil) -> InstalmentFacts {
    InstalmentFacts(
        completedOn: without == .training ? nil : day("2020-05-10"),
        reviewedOn: without == .review ? nil : day("2020-05-11"),
        payeeLinkedOn: without == .payee ? nil : day("2020-05-12"),
        previous: without == .previous ? .open : nil, surveyAnsweredOn: without == .survey ? nil : day("2020-05-13"),
        today: day(today))
}

@Suite("Plan of instalments")
struct InstalmentPlanTests {
    @Test("instalment plan: a first completion gives the edition's incentives and surveys, with their sum")
    func lines() {
        let benefits = Benefits(
            perPerson: Rupiah(3_550_000), training: Rupiah(1_000_000), incentive: incentiveRule, survey: surveyRule)
        let lines = InstalmentPlan.lines(benefits, completedOn: day("2020-05-10"))
        #expect(lines.count == 7)
        #expect(lines.reduce(Rupiah.zero) { $0 + $1.amount } == benefits.perPerson - benefits.training)
        #expect(
            lines.compactMap(\.dueOn) == ["2020-05-10", "2020-06-09", "2020-07-09", "2020-08-08"].map(day))
        #expect(lines.filter { $0.kind == .survey }.allSatisfy { $0.dueOn == nil })
    }

    @Test("instalment plan: surveys are due by the day the first incentive was paid")
    func surveys() {
        let dates = (1...3).map { InstalmentPlan.surveyDue($0, surveyRule, firstPaidOn: day("2020-05-15")) }
        #expect(dates == ["2020-06-14", "2020-07-14", "2020-08-13"].map(day))
    }
}

@Suite("Conditions of an instalment")
struct ConditionTests {
    @Test(
        "conditions: there are five, and the fifth depends on the kind of instalment",
        arguments: Instalment.Kind.allCases)
    func five(kind: Instalment.Kind) {
        let conditions = instalment(kind).conditions(facts("2020-05-20"))
        #expect(conditions.count == 5)
        #expect(conditions.last?.kind == (kind == .incentive ? .previous : .survey))
        #expect(conditions.allSatisfy { $0.isMet })
    }

    @Test(
        "conditions: a missing one is named with its actor, and the request is refused",
        arguments: [
            (Instalment.Kind.incentive, Condition.Kind.training, Condition.Actor.institution),
            (.incentive, .review, .person), (.incentive, .payee, .person), (.incentive, .previous, .office),
            (.survey, .survey, .person),
        ])
    func missing(kind: Instalment.Kind, missing: Condition.Kind, actor: Condition.Actor) {
        let facts = facts("2020-05-20", without: missing)
        let one = instalment(kind)
        #expect(one.conditions(facts).filter { !$0.isMet }.map(\.kind) == [missing])
        #expect(one.conditions(facts).first { !$0.isMet }?.actor == actor)
        #expect(throws: IncentiveRefusal.conditionsMissing([missing])) {
            try one.request(facts, under: kind == .incentive ? incentiveRule : surveyRule)
        }
    }

    @Test("conditions: an instalment can be requested from its due day on, not before")
    func due() throws {
        let second = instalment(number: 2, dueOn: "2020-06-09")
        #expect(throws: IncentiveRefusal.conditionsMissing([.due])) {
            try second.request(facts("2020-06-08"), under: incentiveRule)
        }
        try second.request(facts("2020-06-09"), under: incentiveRule)
    }

    @Test("conditions: a survey has no date before the first incentive was paid")
    func undated() {
        let survey = instalment(.survey, dueOn: nil)
        let due = survey.conditions(facts("2020-05-20"))[3]
        #expect(!due.isMet && due.on == nil && due.actor == .office)
    }
}

@Suite("Claim of an instalment")
struct ClaimTests {
    @Test("claim: open until the last day of the claim, lapsed the day after")
    func window() {
        let one = instalment()
        #expect(one.claim(facts("2020-05-20"), under: incentiveRule) == .open(until: day("2020-07-09")))
        #expect(one.claim(facts("2020-07-09"), under: incentiveRule) == .open(until: day("2020-07-09")))
        #expect(one.claim(facts("2020-07-10"), under: incentiveRule) == .lapsed(.notClaimed))
    }

    @Test("claim: the days run from when the previous one was paid, so that a delay of ours costs nothing")
    func slowOffice() {
        var facts = facts("2020-09-20")
        facts.previous = .paid(on: day("2020-09-01"))
        let second = instalment(number: 2, dueOn: "2020-06-09")
        #expect(second.claim(facts, under: incentiveRule) == .open(until: day("2020-10-31")))
        facts.previous = .open
        #expect(second.claim(facts, under: incentiveRule) == .notYet)
    }

    @Test("claim: after a failed payment the days start again")
    func failed() {
        let one = instalment(state: .failed, changedOn: "2020-07-08")
        #expect(one.claim(facts("2020-09-06"), under: incentiveRule) == .open(until: day("2020-09-06")))
        #expect(one.claim(facts("2020-09-07"), under: incentiveRule) == .lapsed(.notClaimed))
    }

    @Test("claim: an instalment due after the last day for earning is never earned")
    func tooLate() {
        let fourth = instalment(number: 4, dueOn: "2021-01-02")
        #expect(fourth.claim(facts("2020-12-20"), under: incentiveRule) == .lapsed(.notEarnedInTime))
    }

    @Test("claim: what was earned in time is paid after the year's end, until the last day for paying")
    func afterTheYear() {
        let one = instalment(dueOn: "2020-12-31")
        #expect(one.claim(facts("2021-01-15"), under: incentiveRule) == .open(until: day("2021-03-01")))
    }

    @Test("claim: a proof after the last day for earning does not count")
    func lateProof() {
        var facts = facts("2021-01-15")
        facts.reviewedOn = day("2021-01-02")
        #expect(instalment(dueOn: "2020-12-20").claim(facts, under: incentiveRule) == .lapsed(.notEarnedInTime))
    }

    @Test("claim: an instalment can be requested once", arguments: [Instalment.State.requested, .sent, .paid])
    func once(state: Instalment.State) {
        #expect(throws: IncentiveRefusal.alreadyRequested) {
            try instalment(state: state).request(facts("2020-05-20"), under: incentiveRule)
        }
    }

    @Test("instalment states: ends are final, and a request changes no paid one")
    func states() {
        let ends: [Instalment.State] = [.paid, .forfeited]
        for end in ends {
            #expect(Instalment.State.allCases.allSatisfy { !end.canBecome($0) })
        }
        #expect(Instalment.State.failed.canBecome(.requested))
        #expect(!Instalment.State.planned.canBecome(.requested))
        #expect(!Instalment.State.requested.canBecome(.paid))
    }
}

@Suite("Surveys and reviews")
struct SurveyTests {
    @Test("survey: it opens on its due day and closes with its claim")
    func opens() throws {
        let survey = instalment(.survey, dueOn: "2020-06-14")
        #expect(throws: IncentiveRefusal.surveyNotOpen) {
            try survey.openSurvey(facts("2020-06-13", without: .survey), under: surveyRule)
        }
        try survey.openSurvey(facts("2020-06-14", without: .survey), under: surveyRule)
        try survey.openSurvey(facts("2020-07-14", without: .survey), under: surveyRule)
        #expect(throws: IncentiveRefusal.lapsed(.notClaimed)) {
            try survey.openSurvey(facts("2020-07-15", without: .survey), under: surveyRule)
        }
        #expect(throws: IncentiveRefusal.surveyAnswered) {
            try survey.openSurvey(facts("2020-06-14"), under: surveyRule)
        }
    }

    @Test("survey: every question needs one of its own answers")
    func answers() throws {
        let full = Dictionary(uniqueKeysWithValues: SurveyQuestion.all.map { ($0.id, $0.choices[0].id) })
        let padded = full.merging(["other": "x"]) { kept, _ in kept }
        #expect(try SurveyQuestion.check(padded, to: SurveyQuestion.all) == full)
        for question in SurveyQuestion.all {
            var lacking = full
            lacking[question.id] = "made-up"
            #expect(throws: IncentiveRefusal.answersMissing) {
                try SurveyQuestion.check(lacking, to: SurveyQuestion.all)
            }
        }
    }

    @Test("review: a rating is one to five stars", arguments: [(0, false), (1, true), (5, true), (6, false)])
    func rating(stars: Int, isRating: Bool) {
        let review = try? Review(rating: stars, text: "")
        #expect((review != nil) == isRating)
    }

    @Test("review: one without stars is refused, and a long text is cut")
    func text() throws {
        #expect(throws: IncentiveRefusal.ratingMissing) { try Review(rating: nil, text: "bagus") }
        let review = try Review(rating: 4, text: "  " + String(repeating: "a", count: 2_000))
        #expect(review.text.count == Review.longestText)
    }
}

@Suite("Instalments after a pause")
struct InstalmentPauseTests {
    private func due(_ instalment: Instalment, _ began: String, _ end: String) -> CivilDate? {
        instalment.dueAfterPause(from: day(began), to: day(end), facts(end), under: incentiveRule)
    }

    @Test("instalment pause: days for requesting that had begun go on from where they stood still")
    func begun() {
        let earned = instalment(state: .earned)
        #expect(due(earned, "2020-05-20", "2020-06-20") == day("2020-06-10"))
        // Due within the pause: all days count from its end.
        #expect(due(instalment(dueOn: "2020-06-01", state: .earned), "2020-05-20", "2020-06-20") == day("2020-06-20"))
        let failed = instalment(state: .failed, changedOn: "2020-05-15")
        #expect(due(failed, "2020-05-20", "2020-06-20") == day("2020-06-15"))
    }

    @Test("instalment pause: what is due later, taken or over is not moved")
    func untouched() {
        #expect(due(instalment(dueOn: "2020-06-20", state: .earned), "2020-05-20", "2020-06-20") == nil)
        #expect(due(instalment(dueOn: nil), "2020-05-20", "2020-06-20") == nil)
        for state in [Instalment.State.requested, .sent, .paid, .forfeited] {
            #expect(due(instalment(state: state), "2020-05-20", "2020-06-20") == nil)
        }
    }

    @Test("instalment pause: a planned one is not moved beyond the edition's last day for earning")
    func lastDay() {
        let late = instalment(dueOn: "2020-12-20")
        #expect(due(late, "2020-12-25", "2021-01-20") == incentiveRule.earnBy)
    }
}
