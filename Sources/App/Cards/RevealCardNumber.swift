import Programme
import Storage

/// Decrypts a card's number for its holder, unless the card was changed by other means than an act. Each time is recorded in the audit trail.
struct RevealCardNumber: Sendable {
    let dependencies: Dependencies

    func number(of card: ID<Card>, to person: ID<Account>, in tx: Transaction) throws -> CardNumber {
        try dependencies.requireAsBound(try tx.records.hold(.cards, card), in: tx)
        guard try tx.cards.find(card)?.person == person else { throw RecordRefusal.heldBack }
        let number = try tx.cards.number(of: card, vault: dependencies.vault)
        try tx.audit.record(
            AuditEvent("card.number-shown", subject: "card:\(card)"), by: .person(person), at: dependencies.moment(),
            ids: dependencies.ids)
        return number
    }
}
