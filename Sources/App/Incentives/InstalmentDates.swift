import Programme
import Storage

/// From when on each instalment of a card can be requested. Money is forfeited by these days, so each act that sets one
/// binds them.
struct InstalmentDates: Sendable {
    let dependencies: Dependencies

    /// Whether plan and days of the card's instalments are as their last acts left them; with an error in the server's log
    /// where they are not. They stay so until the transaction ends.
    func areAsBound(_ card: ID<Card>, in tx: Transaction) throws -> Bool {
        for kind in [BoundKind.instalments, .instalmentDates] {
            guard try tx.records.isAsBound(tx.records.hold(kind, card), vault: dependencies.vault) else {
                dependencies.reportChanged(kind, card)
                return false
            }
        }
        return true
    }

    /// Binds the days that an act has planned.
    func bindFirst(_ card: ID<Card>, in tx: Transaction) throws {
        try tx.records.bind(.instalmentDates, card, at: dependencies.realNow(), ids: dependencies.ids)
    }

    /// Carries out an act that sets days, and binds them. Those that SQL changed before are not bound again: the log
    /// records that they were changed, and nothing is forfeited by them until they are put back.
    func changing<Result>(_ card: ID<Card>, in tx: Transaction, _ act: () throws -> Result) throws -> Result {
        // Of most cards there are none.
        guard try tx.incentives.arePlanned(of: card) else { return try act() }
        _ = try tx.records.hold(.instalmentDates, card)
        let changed = try dependencies.noteIfChanged(.instalmentDates, [card], in: tx)
        let result = try act()
        if changed.isEmpty { try bindFirst(card, in: tx) }
        return result
    }
}
