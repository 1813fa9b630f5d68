/// One payment of the programme to a beneficiary: a monthly incentive, or the payment for a survey.
package struct Instalment: Sendable, Equatable {
    package let id: ID<Instalment>
    package let card: ID<Card>
    package let person: ID<Account>
    package let kind: Kind
    /// From 1.
    package let number: Int
    package let amount: Rupiah
    /// Nil for a survey while the first incentive has not been paid.
    package let dueOn: CivilDate?
    package let state: State
    /// Only when the last payment failed.
    package let failure: PaymentFailure?
    /// The programme's date of the last change of state.
    package let changedOn: CivilDate

    package init(
        id: ID<Instalment>, card: ID<Card>, person: ID<Account>, kind: Kind, number: Int, amount: Rupiah,
        dueOn: CivilDate?, state: State, failure: PaymentFailure? = nil, changedOn: CivilDate
    ) {
        self.id = id
        self.card = card
        self.person = person
        self.kind = kind
        self.number = number
        self.amount = amount
        self.dueOn = dueOn
        self.state = state
        self.failure = failure
        self.changedOn = changedOn
    }

    package enum Kind: String, Sendable, Codable, CaseIterable {
        case incentive
        case survey
    }

    package enum State: String, Sendable, Codable, CaseIterable {
        case planned
        /// Every proof was given in time: it can only be lost by not requesting it.
        case earned
        case requested
        case sent
        case paid
        /// The money is back on the card; it may be requested again.
        case failed
        case forfeited

        package func canBecome(_ next: State) -> Bool {
            switch (self, next) {
            case (.planned, .earned), (.planned, .forfeited), (.earned, .requested), (.earned, .forfeited),
                (.requested, .sent), (.sent, .paid), (.sent, .failed), (.failed, .requested), (.failed, .forfeited):
                true
            default: false
            }
        }
    }
}

extension Benefits {
    package func rule(for kind: Instalment.Kind) -> InstalmentRule {
        switch kind {
        case .incentive: incentive
        case .survey: survey
        }
    }
}

/// The instalments that follow from a first completed training, with their dates.
package enum InstalmentPlan {
    package struct Line: Sendable, Equatable {
        package let kind: Instalment.Kind
        package let number: Int
        package let amount: Rupiah
        package let dueOn: CivilDate?
    }

    /// The first incentive is due on the day of completion, each further one an interval later. Surveys get their dates
    /// when the first incentive has been paid.
    package static func lines(_ benefits: Benefits, completedOn: CivilDate) -> [Line] {
        let incentive = benefits.incentive
        let incentives = (0..<incentive.count).map { index in
            Line(
                kind: .incentive, number: index + 1, amount: incentive.amount,
                dueOn: completedOn.adding(days: index * incentive.intervalDays))
        }
        let surveys = (0..<benefits.survey.count).map { index in
            Line(kind: .survey, number: index + 1, amount: benefits.survey.amount, dueOn: nil)
        }
        return incentives + surveys
    }

    /// - Parameter firstPaidOn: when the first incentive arrived.
    package static func surveyDue(_ number: Int, _ rule: InstalmentRule, firstPaidOn: CivilDate) -> CivilDate {
        firstPaidOn.adding(days: number * rule.intervalDays)
    }
}
