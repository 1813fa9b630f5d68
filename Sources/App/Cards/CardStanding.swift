import Programme
import Storage

/// Whether a card may be used, until when it has to be used first, and whether it has ended. By these columns its money
/// returns to the state, so each act that changes them binds them, and an act by which money moves compares them first.
struct CardStanding: Sendable {
    let dependencies: Dependencies

    /// Throws `RecordRefusal.heldBack`, with an error in the server's log, where the card is not as its last act left it.
    /// It stays so until the transaction ends.
    func require(_ card: ID<Card>, in tx: Transaction) throws {
        try dependencies.requireAsBound(tx.records.hold(.cardStandings, card), in: tx)
    }

    /// The same, and of the card itself: for an act that goes by the days of its edition too.
    func requireWithCard(_ card: ID<Card>, in tx: Transaction) throws {
        try dependencies.requireAsBound(tx.records.hold(.cards, card), in: tx)
        try require(card, in: tx)
    }

    /// Binds what an act made of the card, which it has compared before.
    func bind(_ card: ID<Card>, in tx: Transaction) throws {
        try tx.records.bind(.cardStandings, card, at: dependencies.realNow(), ids: dependencies.ids)
    }

    /// Carries out an act that must not wait, and binds what it made of the card. One that SQL changed before is not bound
    /// again: the log records that it was changed, and no money moves by it until its row is put back.
    ///
    /// - Parameter card: nil where the person has none.
    func changing<Result>(_ card: ID<Card>?, in tx: Transaction, _ act: () throws -> Result) throws -> Result {
        guard let card else { return try act() }
        _ = try tx.records.hold(.cardStandings, card)
        let changed = try dependencies.noteIfChanged(.cardStandings, [card], in: tx)
        let result = try act()
        if changed.isEmpty { try bind(card, in: tx) }
        return result
    }

    /// The same of the person's card.
    func changing<Result>(of person: ID<Account>, in tx: Transaction, _ act: () throws -> Result) throws -> Result {
        try changing(tx.cards.of(person)?.id, in: tx, act)
    }

    /// The same of the card that was issued for an entry.
    func changing<Result>(of entry: ID<Entry>, in tx: Transaction, _ act: () throws -> Result) throws -> Result {
        try changing(tx.cards.of(entry: entry)?.id, in: tx, act)
    }
}
