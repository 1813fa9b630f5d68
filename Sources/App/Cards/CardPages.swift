import Hummingbird
import Programme
import Storage

/// The card as its holder sees it.
struct CardPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.card, use: show)
        routes.post(Paths.cardNumber, use: reveal)
        return routes
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        let (person, now) = (context.person, dependencies.clock.now())
        let view = try await dependencies.database.read { tx in try CardView(of: person, in: tx, on: dependencies) }
        guard let view else { return context.page(NoCardPage(t: context.t)) }
        return context.page(CardPage(t: context.t, form: context.newForm, view: view, number: nil, now: now))
    }

    /// Shows the number in the response to a POST, so that it is in no URL, history or log. Each time is recorded in
    /// the audit trail.
    @Sendable private func reveal(request: Request, context: SignedInContext) async throws -> Response {
        _ = try await context.form(request)
        let (person, now) = (context.person, dependencies.clock.now())
        let shown = try await dependencies.database.transaction { tx -> (CardView, CardNumber)? in
            guard let view = try CardView(of: person, in: tx, on: dependencies) else { return nil }
            return (view, try RevealCardNumber(dependencies: dependencies).number(of: view.card.id, to: person, in: tx))
        }
        guard let (view, number) = shown else { return context.redirect(Paths.card) }
        return context.page(CardPage(t: context.t, form: context.newForm, view: view, number: number, now: now))
    }
}

/// Everything the card's page shows, read in one transaction.
struct CardView: Sendable {
    let card: Card
    let name: String
    let training: Balance
    let purchases: [PurchaseLine]
    /// Of the card's wave; nil where it was not drawn here.
    var cloth: Cloth?
    /// The office has decided that the NIK is another person's; that is why the card is suspended.
    var isOfAnother = false
    /// The account is suspended, and the card with it.
    var isAccountSuspended = false
    /// Two officers revoked it.
    var isRevokedByOffice = false
    /// Why it buys nothing now; nil where it does.
    var obstacle: BuyingObstacle?

    /// Nil while there is no card, or before the wave's announcement, which the card must not anticipate.
    init?(of person: ID<Account>, in tx: Transaction, on dependencies: Dependencies) throws {
        guard let card = try tx.cards.announced(of: person) else { return nil }
        self.card = card
        name = try tx.accounts.name(of: person, vault: dependencies.shownVault) ?? ""
        training = try tx.ledger.balance(.cardTraining(card.id))
        cloth = try tx.draws.cloth(of: card.waveAddress, shownAt: dependencies.clock.now())
        isOfAnother = try tx.identity.claim(of: person)?.refusedAt != nil
        isAccountSuspended = try tx.suspensions.isRunning(for: person)
        isRevokedByOffice = try tx.revocations.running(of: person) != nil
        let bought = try tx.purchases.of(person)
        purchases = try bought.map { purchase in
            PurchaseLine(purchase: purchase, course: try tx.courses.find(purchase.course)?.title ?? "")
        }
        obstacle = try BuyingObstacle(card, bought, in: tx, on: dependencies)
    }

    init(card: Card, name: String, training: Balance, purchases: [PurchaseLine]) {
        self.card = card
        self.name = name
        self.training = training
        self.purchases = purchases
    }
}

struct PurchaseLine: Sendable {
    let purchase: Purchase
    let course: String
}
