import Programme
import Storage

/// Where a person is in the whole programme, for their own pages.
struct PersonStanding: Sendable {
    let name: String?
    let status: AccountStatus
    let next: NextStep
    let rows: [IncentiveRow]
    let rules: EligibilityRules
    /// The last day to buy under the edition of the card, or under the one in force.
    let buyBy: CivilDate
    /// Whether the person has a contact for messages.
    let isReached: Bool

    init(of person: ID<Account>, in tx: Transaction, on dependencies: Dependencies) throws {
        let today = dependencies.edition.waves.zone.date(of: dependencies.clock.now())
        let dossier = try tx.applications.dossier(
            of: person, at: dependencies.realNow(), edition: dependencies.edition,
            vault: dependencies.shownVault)
        let card = try tx.cards.announced(of: person)
        // After a card has lapsed, a person who may join again has the same status as any other.
        let holds = try card.flatMap { try $0.status == .expired && tx.cards.isFree($0) ? nil : $0 }
        let isRevoked = try card?.status == .revoked && tx.revocations.running(of: person) != nil
        status = AccountStatus(
            dossier, entry: try tx.waves.entry(of: person), card: holds, isRevokedByOffice: isRevoked)
        let edition =
            try card.map { try tx.cards.edition(of: $0.id, among: dependencies.editions) } ?? dependencies.edition
        rows = try tx.incentives.of(person, today: today).map {
            IncentiveRow($0, under: edition.benefits.rule(for: $0.instalment.kind))
        }
        var facts = try NextStep.Facts(person, status, rows: rows, in: tx, on: dependencies)
        facts.isNotFound = dossier.identity == .notFound && dossier.photoProgress.given
        next = NextStep(facts)
        name = dossier.personal?.name.text
        rules = dependencies.edition.conditions
        buyBy = edition.training.buyBy
        isReached = try tx.accounts.isReached(person)
    }
}
