/// Whether an instalment can be requested today.
package enum Claim: Sendable, Equatable {
    /// A condition is not met, or its due date has not come.
    case notYet
    /// It may be requested, up to and including this day.
    case open(until: CivilDate)
    /// Requested, in progress or paid.
    case taken
    case lapsed(Forfeiture)
}

/// Why an instalment's money is returned.
package enum Forfeiture: String, Sendable, Codable, CaseIterable {
    /// A proof came after the edition's last day for earning, or cannot come before it.
    case notEarnedInTime = "not-earned-in-time"
    /// It was not requested within the edition's days.
    case notClaimed = "not-claimed"
    /// Two officers revoked the card.
    case cardRevoked = "card-revoked"
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
    /// The last day on which it may be requested; nil while it is not due.
    ///
    /// The days count from when it could first be requested: the due day, the day the previous one was paid or
    /// forfeited, or the day a payment failed. A delay on our side costs the person nothing.
    package func lastClaimDay(_ facts: InstalmentFacts, under rule: InstalmentRule) -> CivilDate? {
        firstClaimDay(facts).map { min($0.adding(days: rule.claimDays), rule.payBy) }
    }

    /// The day from which the days for requesting count; nil while it is not due.
    private func firstClaimDay(_ facts: InstalmentFacts) -> CivilDate? {
        guard let dueOn else { return nil }
        let from = max(dueOn, facts.previous?.endedOn ?? dueOn)
        return state == .failed ? max(from, changedOn) : from
    }

    /// The due day that gives back the days of a pause which was not the person's: from when the days counted, they are
    /// counted again. Nil where the pause cost none. The edition's last days are not extended.
    package func dueAfterPause(
        from began: CivilDate, to end: CivilDate, _ facts: InstalmentFacts, under rule: InstalmentRule
    ) -> CivilDate? {
        guard state == .planned || state == .earned || state == .failed, let dueOn, let first = firstClaimDay(facts),
            first < end
        else { return nil }
        let lost = Int(end.daysSinceEpoch - max(first, began).daysSinceEpoch)
        let moved = first.adding(days: lost)
        // Earning ends on the edition's day: a later due day would forfeit what is only planned.
        let due = state == .planned ? min(moved, max(dueOn, rule.earnBy)) : moved
        return due > dueOn ? due : nil
    }

    package func claim(_ facts: InstalmentFacts, under rule: InstalmentRule) -> Claim {
        switch state {
        case .requested, .sent, .paid: return .taken
        case .forfeited where facts.isCardRevoked: return .lapsed(.cardRevoked)
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

    /// Throws unless the instalment may be requested: all conditions met, in time, once.
    package func request(_ facts: InstalmentFacts, under rule: InstalmentRule) throws(IncentiveRefusal) {
        switch claim(facts, under: rule) {
        case .open: return
        case .taken: throw .alreadyRequested
        case .lapsed(let why): throw .lapsed(why)
        case .notYet: throw .conditionsMissing(conditions(facts, under: rule).filter { !$0.isMet }.map(\.kind))
        }
    }

    /// Throws unless the survey may be answered today. The answers themselves never affect the payment.
    package func openSurvey(_ facts: InstalmentFacts, under rule: InstalmentRule) throws(IncentiveRefusal) {
        guard facts.surveyAnsweredOn == nil else { throw .surveyAnswered }
        guard kind == .survey, state == .planned, let dueOn, dueOn <= facts.today else { throw .surveyNotOpen }
        if case .lapsed(let why) = claim(facts, under: rule) { throw .lapsed(why) }
    }
}
