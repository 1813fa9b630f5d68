extension Card {
    /// Throws unless the price may be reserved. The hold is posted when the cardholder's code proves consent.
    /// - Parameter available: the training balance without what is held.
    package func allow(
        _ price: Rupiah, available: Rupiah, rules: TrainingRules, zone: Zone, at now: Instant
    ) throws(PurchaseRefusal) {
        precondition(price > .zero)
        guard status == .active else { throw .cardNotActive(status) }
        guard !hasLapsed(at: now) else { throw .cardLapsed(since: firstUseBy) }
        guard zone.date(of: now) <= rules.buyBy else { throw .buyingOver(last: rules.buyBy) }
        guard unfinished == 0 || !rules.nextTrainingNeedsCompletion else { throw .trainingUnfinished }
        guard price <= available else { throw .insufficientBalance(available: available) }
    }
}
