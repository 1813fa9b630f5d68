/// What can be done with an instalment today.
package enum Claim: Sendable, Equatable {
    /// Something is still missing, or its day has not come.
    case notYet
    /// It may be asked for, up to and including this day.
    case open(until: CivilDate)
    /// Asked for, under way or paid.
    case taken
    case lapsed(Forfeiture)
}

/// Why an instalment's money goes back.
package enum Forfeiture: String, Sendable, Codable, CaseIterable {
    /// A proof came after the edition's last day for earning, or cannot come before it.
    case notEarnedInTime = "not-earned-in-time"
    /// Nobody asked for it within the days the edition gives.
    case notClaimed = "not-claimed"
}

package enum IncentiveRefusal: Refusal {
    case conditionsMissing([Condition.Kind])
    case alreadyRequested
    case lapsed(Forfeiture)
    /// The card is suspended or was taken back.
    case cardStopped
    case alreadyReviewed
    case notCompleted
    case ratingMissing
    case surveyNotOpen
    case surveyAnswered
    case answersMissing

    package var code: String {
        switch self {
        case .conditionsMissing: "incentives.conditions-missing"
        case .alreadyRequested: "incentives.already-requested"
        case .lapsed: "incentives.lapsed"
        case .cardStopped: "incentives.card-stopped"
        case .alreadyReviewed: "reviews.already-given"
        case .notCompleted: "reviews.not-completed"
        case .ratingMissing: "reviews.rating-missing"
        case .surveyNotOpen: "surveys.not-open"
        case .surveyAnswered: "surveys.already-answered"
        case .answersMissing: "surveys.answers-missing"
        }
    }
}

extension Instalment {
    /// The last day on which it may be asked for; nil while it is not due.
    ///
    /// The days count from when it could first be asked for: the due day, the day the one before was out of the way, or
    /// the day a payment failed. Slowness of ours takes nothing from anybody.
    package func lastClaimDay(_ facts: InstalmentFacts, under rule: InstalmentRule) -> CivilDate? {
        guard let dueOn else { return nil }
        var from = max(dueOn, facts.previous?.endedOn ?? dueOn)
        if state == .failed { from = max(from, changedOn) }
        return min(from.adding(days: rule.claimDays), rule.payBy)
    }

    package func claim(_ facts: InstalmentFacts, under rule: InstalmentRule) -> Claim {
        switch state {
        case .requested, .sent, .paid: return .taken
        case .forfeited: return .lapsed(dueOn.map { $0 > rule.earnBy } ?? true ? .notEarnedInTime : .notClaimed)
        case .planned, .earned, .failed: break
        }
        if state == .planned {
            let tooLate = dueOn.map { $0 > rule.earnBy } ?? (facts.today > rule.earnBy)
            let unearned = facts.today > rule.earnBy && earnedOn(facts, under: rule).map { $0 > rule.earnBy } ?? true
            if tooLate || unearned { return .lapsed(.notEarnedInTime) }
        }
        guard let until = lastClaimDay(facts, under: rule) else { return .notYet }
        if case .open = facts.previous, facts.today <= rule.payBy { return .notYet }
        if facts.today > until { return .lapsed(.notClaimed) }
        return conditions(facts, under: rule).allSatisfy(\.isMet) ? .open(until: until) : .notYet
    }

    /// Asks for the money: all conditions, in time, once.
    package func request(_ facts: InstalmentFacts, under rule: InstalmentRule) throws(IncentiveRefusal) {
        switch claim(facts, under: rule) {
        case .open: return
        case .taken: throw .alreadyRequested
        case .lapsed(let why): throw .lapsed(why)
        case .notYet: throw .conditionsMissing(conditions(facts, under: rule).filter { !$0.isMet }.map(\.kind))
        }
    }

    /// Whether the questions of a survey may be answered today. The answers themselves never matter to the payment.
    package func openSurvey(_ facts: InstalmentFacts, under rule: InstalmentRule) throws(IncentiveRefusal) {
        guard facts.surveyAnsweredOn == nil else { throw .surveyAnswered }
        guard kind == .survey, state == .planned, let dueOn, dueOn <= facts.today else { throw .surveyNotOpen }
        if case .lapsed(let why) = claim(facts, under: rule) { throw .lapsed(why) }
    }
}
