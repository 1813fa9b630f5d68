/// Where the programme's money is. Every rupiah that the state gave is in exactly one of them.
package enum BudgetPlace: String, Sendable, CaseIterable {
    /// Given by the state, not committed by a decree.
    case available
    /// Committed by a decree, not yet on a card.
    case committed
    /// On cards, training and incentive together.
    case card
    /// Lapsed, forfeited or refunded to the state.
    case returned
    /// Paid for a course that is not proved yet.
    case escrow
    /// Owed to partners, or on its way to a person's bank.
    case payable
    /// With partners and people.
    case paid
    /// To be recovered, or not assigned yet.
    case other

    /// The place that an account's money is in; nil for the state's side and the mirrors of bank accounts.
    package init?(_ account: LedgerAccount.Code) {
        switch account {
        case .treasury, .cash: return nil
        case .programmeAvailable: self = .available
        case .waveCommitted: self = .committed
        case .cardTraining, .cardIncentive: self = .card
        case .purchaseEscrow: self = .escrow
        case .partnerPayable, .payoutClearing: self = .payable
        case .recovery, .suspense: self = .other
        case .sink(.paidTraining), .sink(.paidIncentive), .sink(.paidFee): self = .paid
        case .sink(.returned), .sink(.writtenOff): self = .returned
        }
    }
}

/// The whole budget at one moment, and whether it adds up.
package struct BudgetBalance: Sendable, Equatable {
    /// What the state gave, less what went back to it from the programme's account.
    package let given: Rupiah
    package let places: [BudgetPlace: Rupiah]

    package init(given: Rupiah, places: [BudgetPlace: Rupiah]) {
        (self.given, self.places) = (given, places)
    }

    package subscript(place: BudgetPlace) -> Rupiah { places[place] ?? .zero }

    /// What the places hold together.
    package var sum: Rupiah { places.values.reduce(.zero, +) }

    /// What is missing; zero in a ledger without faults.
    package var difference: Rupiah { given - sum }
}
