import Programme
import Storage
import Testing

@testable import App

extension World {
    /// A selected participant and their card, funded through the ledger from the appropriation on.
    func cardholder(_ name: String = "Siti Nurhaliza", phone: String = "081234567890", wave: Int = 1) async throws
        -> Cardholder
    {
        let contact = try contact(phone)
        let personal = PersonalData(
            name: try #require(PersonName(name)), address: "Jalan Melati 1",
            province: try #require(Province(code: "31")),
            regency: try #require(Regency(code: "31.71")), citizen: true, education: .seniorSecondary,
            inFormalEducation: false, occupation: .jobSeeker, wantedTraining: "kopi")
        let (dependencies, benefits) = (dependencies, dependencies.edition.benefits)
        let number = CardNumber(random: dependencies.random.digits(CardNumber.randomDigits))
        let now = dependencies.clock.now()
        let card: Card = try await dependencies.database.transaction { tx in
            let person = try tx.accounts.open(
                with: contact, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault
            ).account.id
            try tx.applications.save(personal, of: person, on: dependencies)
            let card = Card(
                id: dependencies.ids.next(), person: person, edition: dependencies.edition.id, wave: wave,
                status: .active,
                training: benefits.training, incentive: benefits.perPerson - benefits.training,
                lastFour: number.lastFour, issuedAt: now,
                firstUseBy: dependencies.edition.training.firstUseBy(decreedAt: now), firstUsedAt: nil, unfinished: 0)
            try tx.cards.issue(card, number: number, entry: ID(Int64(wave)), decreedAt: now, vault: dependencies.vault)
            try tx.records.bind(.cards, card.id, at: dependencies.realNow(), ids: dependencies.ids)
            try CardStanding(dependencies: dependencies).bind(card.id, in: tx)
            try Self.fund(card, in: tx, on: dependencies, at: now)
            return card
        }
        return Cardholder(person: card.person, phone: phone, card: card.id, number: number)
    }

    /// The last four digits of a card's number.
    func ending(of card: ID<Card>) async throws -> String? {
        try await dependencies.database.read { try $0.cards.find(card)?.lastFour }
    }

    /// The text messages a phone has received, oldest first.
    func texts(to phone: String) async throws -> [String] {
        try await letters(to: contact(phone).canonical).map(\.text)
    }

    func contact(_ text: String) throws -> Contact {
        guard let contact = Contact(text) else { throw AccountRefusal.unreadableContact }
        return contact
    }

    private static func fund(_ card: Card, in tx: Transaction, on dependencies: Dependencies, at now: Instant) throws {
        let edition = dependencies.edition
        let ids = dependencies.ids
        for code in [
            LedgerAccount.Code.programmeAvailable(edition: edition.id), .waveCommitted(WaveAddress(card.wave)),
            .cardTraining(card.id),
            .cardIncentive(card.id),
        ] { try tx.ledger.open(code, ids: ids) }
        try tx.ledger.post(
            .appropriation(id: ids.next(), edition: edition.id, amount: edition.budget, at: now), ids: ids)
        try tx.ledger.post(
            .decree(
                id: ids.next(), wave: WaveAddress(card.wave), edition: edition.id, people: 1,
                perPerson: edition.benefits.perPerson,
                at: now), ids: ids)
        try tx.ledger.post(
            .cards(
                id: ids.next(), wave: WaveAddress(card.wave), chunk: "\(card.wave)/\(card.id)", cards: [card.id],
                training: card.training, incentive: card.incentive, at: now), ids: ids)
    }
}
