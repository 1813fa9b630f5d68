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
        let isAssisted = context.browser.session?.assistance != nil
        let page = try await dependencies.database.read { [dependencies] tx in
            let person = context.person
            let standing = try PersonStanding(of: person, in: tx, on: dependencies)
            var holding: HeldCard?
            if case .beneficiary(let card) = standing.status {
                holding = HeldCard(
                    card: card, training: try tx.ledger.balance(.cardTraining(card.id)),
                    cloth: try tx.draws.cloth(of: card.waveAddress, shownAt: dependencies.clock.now()))
            }
            return AccountPage(
                t: context.t, name: standing.name, status: standing.status, next: standing.next,
                rules: standing.rules,
                contacts: try tx.accounts.contacts(of: person, vault: dependencies.vault), rows: standing.rows,
                holding: holding,
                dates: ImportantDates(
                    standing, zone: dependencies.edition.waves.zone, at: dependencies.clock.now()),
                cover: try standing.next.purchase.flatMap { try Self.cover(of: $0, by: person, in: tx) },
                others: try Self.inHand(of: person, but: standing.next.purchase, in: tx),
                unread: try tx.inbox.unread(of: person),
                deletedAt: try tx.deletions.waiting(of: person)?.dueAt,
                urgent: try PersonActBanner(
                    of: person, t: context.t, mayContest: !isAssisted, in: tx, on: dependencies
                ).html,
                sections: [
                    DisputeBanner(t: context.t, person: person, running: try tx.disputes.running(of: person)).html,
                    isAssisted ? nil : MyIncentives(t: context.t, rows: standing.rows).html,
                    isAssisted
                        ? nil
                        : MyCertificates(
                            t: context.t, certificates: try tx.certificates.of(person, vault: dependencies.shownVault)
                        ).html,
                ].compactMap(\.self), isAssisted: isAssisted)
        }
        return context.page(page)
    }

    private static func cover(of purchase: ID<Purchase>, by person: ID<Account>, in tx: Transaction) throws -> HTML? {
        guard let bought = try tx.purchases.of(person).first(where: { $0.id == purchase }),
            let course = try tx.courses.find(bought.course)
        else { return nil }
        return CourseCover(course.id, course.category, course.title).html(isLazy: false, isOnNila: true)
    }

    /// Paid for and not ended.
    private static func inHand(
        of person: ID<Account>, but shown: ID<Purchase>?, in tx: Transaction
    ) throws -> [(title: String, path: String)] {
        try tx.purchases.of(person).filter { purchase in
            (purchase.state == .posted || purchase.state == .attended) && purchase.id != shown
        }.compactMap { purchase in
            try tx.courses.find(purchase.course).map { ($0.title, Paths.purchase(purchase.id)) }
        }
    }
}
