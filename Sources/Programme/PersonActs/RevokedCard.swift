/// What is taken back with a card, and what remains: purchases that were paid run to their end, because institution and
/// participant began them in good faith; instalments that were paid stay paid; everything else returns to the state.
package struct RevokedCard: Sendable, Equatable {
    package let card: ID<Card>
    /// The two balances beside holds, after open reservations were released and instalments forfeited.
    package let training: Rupiah
    package let incentive: Rupiah

    package init(card: ID<Card>, training: Rupiah, incentive: Rupiah) {
        (self.card, self.training, self.incentive) = (card, training, incentive)
    }

    package var total: Rupiah { training + incentive }
}

extension Card {
    /// Throws unless the card can be revoked: it has not ended, and no payment of an instalment is with the bank.
    package func checkRevocation(_ instalments: [Instalment.State]) throws(PersonActRefusal) {
        guard status == .active || status == .suspended else { throw .cardOver }
        guard !instalments.contains(.sent) else { throw .paymentUnderWay }
    }
}

extension Instalment {
    /// As it is when the card is given back: what was earned can be requested again.
    package func revived(from was: State) -> Instalment {
        Instalment(
            id: id, card: card, person: person, kind: kind, number: number, amount: amount, dueOn: dueOn,
            state: was == .planned ? .planned : .earned, changedOn: changedOn)
    }
}

extension Instalment.State {
    /// Whether a revocation forfeits it.
    package var isOpen: Bool {
        switch self {
        case .planned, .earned, .requested, .failed: true
        case .sent, .paid, .forfeited: false
        }
    }
}
