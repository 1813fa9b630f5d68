/// The facts about an instalment beside itself.
package struct InstalmentFacts: Sendable, Equatable {
    /// The institution reported the first training complete, with its certificate.
    package var completedOn: CivilDate?
    package var reviewedOn: CivilDate?
    /// An account in the person's own name is linked.
    package var payeeLinkedOn: CivilDate?
    /// The preceding incentive; nil for the first and for surveys.
    package var previous: Previous?
    package var surveyAnsweredOn: CivilDate?
    /// It was forfeited because two officers revoked the card.
    package var isCardRevoked = false
    package var today: CivilDate

    package init(
        completedOn: CivilDate? = nil, reviewedOn: CivilDate? = nil, payeeLinkedOn: CivilDate? = nil,
        previous: Previous? = nil, surveyAnsweredOn: CivilDate? = nil, today: CivilDate
    ) {
        self.completedOn = completedOn
        self.reviewedOn = reviewedOn
        self.payeeLinkedOn = payeeLinkedOn
        self.previous = previous
        self.surveyAnsweredOn = surveyAnsweredOn
        self.today = today
    }

    package enum Previous: Sendable, Equatable {
        case open
        case paid(on: CivilDate)
        /// It will never be paid, so the next one does not wait for it.
        case forfeited(on: CivilDate)

        /// The day from which the next one need not wait for it.
        var endedOn: CivilDate? {
            switch self {
            case .open: nil
            case .paid(let date), .forfeited(let date): date
            }
        }
    }
}

/// One of the five conditions of an instalment: whether and since when it is met, or from when it can be, and who has
/// to act.
package struct Condition: Sendable, Equatable {
    package let kind: Kind
    package let isMet: Bool
    /// When it was met, or the earliest day on which it can be, where known.
    package let on: CivilDate?
    package let actor: Actor

    package enum Kind: String, Sendable, CaseIterable {
        case training
        case review
        case payee
        case due
        /// Of an incentive: the preceding one was paid or forfeited.
        case previous
        /// Of a survey: its questions are answered.
        case survey
    }

    package enum Actor: String, Sendable {
        case person
        case institution
        case office
        /// Only time: the date has to come.
        case calendar
    }
}

extension Instalment {
    /// The five conditions, in the order in which they are usually met.
    package func conditions(_ facts: InstalmentFacts) -> [Condition] {
        [
            Condition(
                kind: .training, isMet: facts.completedOn != nil, on: facts.completedOn, actor: .institution),
            Condition(kind: .review, isMet: facts.reviewedOn != nil, on: facts.reviewedOn, actor: .person),
            Condition(kind: .payee, isMet: facts.payeeLinkedOn != nil, on: facts.payeeLinkedOn, actor: .person),
            Condition(kind: .due, isMet: isDue(facts), on: dueOn, actor: dueOn == nil ? .office : .calendar),
            fifth(facts),
        ]
    }

    /// The conditions that the edition requires. The due date and the preceding incentive are always required.
    package func conditions(_ facts: InstalmentFacts, under rule: InstalmentRule) -> [Condition] {
        conditions(facts).filter { $0.kind.proof.map(rule.proofs.contains) ?? true }
    }

    private func isDue(_ facts: InstalmentFacts) -> Bool {
        dueOn.map { $0 <= facts.today } ?? false
    }

    private func fifth(_ facts: InstalmentFacts) -> Condition {
        switch kind {
        case .incentive:
            let isMet = facts.previous.map { $0.endedOn != nil } ?? true
            return Condition(kind: .previous, isMet: isMet, on: facts.previous?.endedOn, actor: .office)
        case .survey:
            // Before its date the survey cannot be answered, so the person is not asked to act.
            let waiter: Condition.Actor = dueOn == nil ? .office : .calendar
            return Condition(
                kind: .survey, isMet: facts.surveyAnsweredOn != nil, on: facts.surveyAnsweredOn,
                actor: isDue(facts) ? .person : waiter)
        }
    }

    /// When its proofs were complete; nil while one is missing. A linked account is not a proof and is required only
    /// for the payment.
    package func earnedOn(_ facts: InstalmentFacts, under rule: InstalmentRule) -> CivilDate? {
        guard let dueOn, dueOn <= facts.today, let completed = facts.completedOn else { return nil }
        var days = [dueOn, completed]
        if rule.proofs.contains(.review) {
            guard let reviewed = facts.reviewedOn else { return nil }
            days.append(reviewed)
        }
        if kind == .survey {
            guard let answered = facts.surveyAnsweredOn else { return nil }
            days.append(answered)
        }
        return days.max()
    }
}

extension Condition.Kind {
    /// The proof that an edition may require; nil for conditions of the calendar.
    fileprivate var proof: InstalmentRule.Proof? {
        switch self {
        case .training: .completion
        case .review: .review
        case .payee: .payee
        case .survey: .survey
        case .due, .previous: nil
        }
    }
}
