/// What is known about an instalment besides itself.
package struct InstalmentFacts: Sendable, Equatable {
    /// The institution reported the first training complete, with its certificate.
    package var completedOn: CivilDate?
    package var reviewedOn: CivilDate?
    /// An account in the person's own name is linked.
    package var payeeLinkedOn: CivilDate?
    /// The incentive before this one; nil for the first and for surveys.
    package var previous: Previous?
    package var surveyAnsweredOn: CivilDate?
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
        /// It will never be paid, so nobody waits for it.
        case forfeited(on: CivilDate)

        /// When it stopped being in the way.
        var endedOn: CivilDate? {
            switch self {
            case .open: nil
            case .paid(let date), .forfeited(let date): date
            }
        }
    }
}

/// One of the five things that must be there before an instalment is paid: green or red, since or from when, and who
/// acts.
package struct Condition: Sendable, Equatable {
    package let kind: Kind
    package let isMet: Bool
    /// When it was met, or will be at the earliest where that is known.
    package let on: CivilDate?
    package let actor: Actor

    package enum Kind: String, Sendable, CaseIterable {
        case training
        case review
        case payee
        case due
        /// Of an incentive: the one before has been paid.
        case previous
        /// Of a survey: its questions are answered.
        case survey
    }

    package enum Actor: String, Sendable {
        case person
        case institution
        case office
        /// Nobody: the date has to come.
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

    /// Those of them that the edition asks for. Its date and the one before are asked for everywhere.
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
            // Before its date nobody can answer it, so nobody is asked to.
            let waiter: Condition.Actor = dueOn == nil ? .office : .calendar
            return Condition(
                kind: .survey, isMet: facts.surveyAnsweredOn != nil, on: facts.surveyAnsweredOn,
                actor: isDue(facts) ? .person : waiter)
        }
    }

    /// When its proofs were complete; nil while one is missing. A linked account proves nothing and is asked for only
    /// when paying.
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
    /// The proof an edition may ask for; nil for what is a matter of the calendar.
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
