import Programme
import Storage

/// Makes cards with their two purses and balances, for people named by a decree and for people who move up.
struct CardMaker: Sendable {
    let dependencies: Dependencies

    /// - Parameter people: of one wave.
    func give(_ people: [CardlessEntry], decreedAt: Instant, in tx: Transaction) throws {
        guard let first = people.first else { return }
        // The decree promised the benefits of its own edition, whichever is in force now.
        let edition = dependencies.edition(first.edition)
        let benefits = edition.benefits
        let known = try people.compactMap { try tx.cards.of($0.person)?.id }
        let changed = try dependencies.noteIfChanged(.cardStandings, known, in: tx)
        let cards = try people.map { try issue(to: $0, under: edition, decreedAt: decreedAt, in: tx) }
        try tx.ledger.post(
            .cards(
                id: dependencies.ids.next(), wave: first.books, chunk: "\(first.wave)/\(first.entry)", cards: cards,
                training: benefits.training, incentive: benefits.perPerson - benefits.training,
                at: dependencies.clock.now()
            ), ids: dependencies.ids)
        try tx.records.bind(.cards, all: cards, at: dependencies.realNow(), ids: dependencies.ids)
        try tx.records.bind(
            .cardStandings, all: cards.filter { !changed.contains($0) }, at: dependencies.realNow(),
            ids: dependencies.ids)
        let event = AuditEvent(
            "cards.issued", subject: "wave:\(first.books)", detail: ["cards": String(cards.count)])
        try tx.audit.record(event, by: .system, at: dependencies.moment(), ids: dependencies.ids)
    }

    private func issue(
        to entry: CardlessEntry, under edition: Edition, decreedAt: Instant, in tx: Transaction
    ) throws -> ID<Card> {
        let benefits = edition.benefits
        if let known = try tx.cards.of(entry.person) {
            return try renew(known, to: entry, under: edition, decreedAt: decreedAt, in: tx)
        }
        let number = CardNumber(random: dependencies.random.digits(CardNumber.randomDigits))
        let rules = edition.training
        let card = Card(
            id: dependencies.ids.next(), person: entry.person, edition: edition.id, wave: entry.wave,
            status: entry.isStopped ? .suspended : .active,
            training: benefits.training, incentive: benefits.perPerson - benefits.training, lastFour: number.lastFour,
            issuedAt: dependencies.clock.now(), firstUseBy: rules.firstUseBy(decreedAt: decreedAt), firstUsedAt: nil,
            unfinished: 0)
        try tx.cards.issue(card, number: number, entry: entry.entry, decreedAt: decreedAt, vault: dependencies.vault)
        try tx.ledger.open(.cardTraining(card.id), ids: dependencies.ids)
        try tx.ledger.open(.cardIncentive(card.id), ids: dependencies.ids)
        return card.id
    }

    /// A person has one card: one that ended unused is issued again.
    private func renew(
        _ card: Card, to entry: CardlessEntry, under edition: Edition, decreedAt: Instant, in tx: Transaction
    ) throws -> ID<Card> {
        let benefits = edition.benefits
        let renewed = Card(
            id: card.id, person: card.person, edition: edition.id, wave: entry.wave,
            status: entry.isStopped ? .suspended : .active,
            training: benefits.training, incentive: benefits.perPerson - benefits.training, lastFour: card.lastFour,
            issuedAt: dependencies.clock.now(), firstUseBy: edition.training.firstUseBy(decreedAt: decreedAt),
            firstUsedAt: nil, unfinished: 0)
        try tx.cards.renew(renewed, entry: entry.entry, decreedAt: decreedAt)
        try tx.audit.record(
            AuditEvent("card.renewed", subject: "card:\(card.id)", detail: ["wave": "\(entry.books)"]), by: .system,
            at: dependencies.moment(), ids: dependencies.ids)
        return card.id
    }
}
