import Hummingbird
import Programme
import Storage

/// `/akun`: the page that every signed-in person returns to.
struct AccountPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.account, use: show)
        return routes
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        let today = dependencies.edition.waves.zone.date(of: dependencies.clock.now())
        let page = try await dependencies.database.read { [dependencies] tx in
            let person = context.person
            let dossier = try tx.applications.dossier(
                of: person, at: dependencies.realNow(), edition: dependencies.edition)
            let card = try tx.cards.announced(of: person)
            // After a card has lapsed, a person who may join again has the same status as any other.
            let holds = try card.flatMap { try $0.status == .expired && tx.cards.isFree($0) ? nil : $0 }
            let status = AccountStatus(dossier, entry: try tx.waves.entry(of: person), card: holds)
            let rules =
                try card.map { try tx.cards.edition(of: $0.id, among: dependencies.editions) } ?? dependencies.edition
            let rows = try tx.incentives.of(person, today: today).map {
                IncentiveRow($0, under: rules.benefits.rule(for: $0.instalment.kind))
            }
            let facts = try NextStep.Facts(person, status, rows: rows, in: tx, on: dependencies)
            var holding: HeldCard?
            if case .beneficiary(let card) = status {
                holding = HeldCard(
                    card: card, training: try tx.ledger.balance(.cardTraining(card.id)),
                    cloth: try tx.draws.cloth(of: card.waveAddress, shownAt: dependencies.clock.now()))
            }
            return AccountPage(
                t: context.t, name: dossier.personal?.name.text, status: status, next: NextStep(facts),
                rules: dependencies.edition.eligibility,
                contacts: try tx.accounts.contacts(of: person, vault: dependencies.vault), rows: rows,
                holding: holding,
                unread: try tx.inbox.unread(of: person),
                urgent: try PersonActBanner(of: person, t: context.t, in: tx, on: dependencies).html,
                sections: [
                    DisputeBanner(t: context.t, person: person, running: try tx.disputes.running(of: person)).html,
                    MyIncentives(t: context.t, rows: rows).html,
                ].compactMap(\.self))
        }
        return context.page(page)
    }
}
