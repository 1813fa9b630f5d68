import Programme
import Storage

/// Decrypts a card's number for its holder. Each time is recorded in the audit trail.
struct RevealCardNumber: Sendable {
    let platform: Platform

    func number(of card: ID<Card>, to person: ID<Account>, in tx: Transaction) throws -> CardNumber {
        let number = try tx.cards.number(of: card, vault: platform.vault)
        try tx.audit.record(
            AuditEvent("card.number-shown", subject: "card:\(card)"), by: .person(person), at: platform.moment(),
            ids: platform.ids)
        return number
    }
}
