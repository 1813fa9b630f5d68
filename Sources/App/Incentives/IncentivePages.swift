import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/insentif`: every instalment with its five conditions, and the button that requests the money.
struct IncentivePages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.incentives, use: list)
        routes.post(Paths.incentiveRequest.pattern, use: request)
        return routes
    }

    @Sendable private func list(request: Request, context: SignedInContext) async throws -> Response {
        let today = today
        let (views, payee, card) = try await dependencies.database.read { tx in
            (
                try tx.incentives.of(context.person, today: today), try tx.payees.linked(to: context.person),
                try tx.cards.announced(of: context.person)
            )
        }
        // A card keeps the benefits of the edition it was issued under.
        let benefits = try await dependencies.database.read { [dependencies] tx in
            try card.map { try tx.cards.edition(of: $0.id, among: dependencies.editions) } ?? dependencies.edition
        }.benefits
        var page = IncentivesPage(
            t: context.t, benefits: benefits, hasCard: card != nil,
            payee: payee?.readable(in: dependencies.payoutPartners),
            rows: views.map { IncentiveRow($0, under: benefits.rule(for: $0.instalment.kind)) },
            isOnHold: card?.status == .suspended, form: context.newForm)
        page.isOver = card?.status == .revoked || card?.status == .expired
        return context.page(page)
    }

    @Sendable private func request(request: Request, context: SignedInContext) async throws -> Response {
        _ = try await context.form(request)
        guard let id = context.parameters.get("id").flatMap({ ID<Instalment>($0) }) else { throw HTTPError(.notFound) }
        let today = today
        try await dependencies.database.transaction { tx in
            guard let view = try tx.incentives.of(context.person, id, today: today) else { throw HTTPError(.notFound) }
            try RequestInstalment(dependencies: dependencies, today: today).request(view, in: tx)
        }
        return context.redirect(Paths.incentives)
    }

    private var today: CivilDate { dependencies.edition.waves.zone.date(of: dependencies.clock.now()) }
}
