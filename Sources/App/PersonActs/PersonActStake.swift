import Programme
import Storage

/// Something that a person has and may lose by an act.
struct PersonActStake: Sendable {
    let label: Bilingual
    let value: String

    /// The card and what is on it; empty without a card that its wave's announcement has shown.
    static func card(of person: ID<Account>, in tx: Transaction) throws -> [PersonActStake] {
        guard let card = try tx.cards.announced(of: person) else { return [] }
        let training = try tx.ledger.balance(.cardTraining(card.id))
        let incentives = try tx.ledger.balance(.cardIncentive(card.id))
        return [
            PersonActStake(label: Bilingual(id: "Kartu", en: "Card"), value: "•••• \(card.lastFour)"),
            PersonActStake(
                label: Bilingual(id: "Saldo pelatihan", en: "Training balance"), value: training.available.description),
            PersonActStake(
                label: Bilingual(id: "Insentif belum dibayar", en: "Incentives not paid"),
                value: incentives.available.description),
        ]
    }
}
