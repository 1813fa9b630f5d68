extension Card {
    /// Throws unless the price may be reserved. The hold is posted when the cardholder's code proves consent.
    /// - Parameter available: the training balance that the purchase may use.
    package func allow(
        _ price: Rupiah, available: Rupiah, rules: TrainingRules, zone: Zone, at now: Instant
    ) throws(PurchaseRefusal) {
        precondition(price > .zero)
        try allowBuying(rules: rules, zone: zone, at: now)
        guard price <= available else { throw .insufficientBalance(available: available) }
    }

    /// Throws unless the card may buy a training now, regardless of its price and of the balance.
    /// - Parameters:
    ///   - rules: of the card's edition.
    ///   - zone: of the card's edition; the last day of buying is a date in it.
    package func allowBuying(rules: TrainingRules, zone: Zone, at now: Instant) throws(PurchaseRefusal) {
        guard status == .active else { throw .cardNotActive(status) }
        guard !hasLapsed(at: now) else { throw .cardLapsed(since: firstUseBy) }
        guard zone.date(of: now) <= rules.buyBy else { throw .buyingOver(last: rules.buyBy) }
        guard unfinished == 0 || !rules.nextTrainingNeedsCompletion else { throw .trainingUnfinished }
    }
}
