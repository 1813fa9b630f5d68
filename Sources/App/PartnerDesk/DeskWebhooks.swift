import Hummingbird
import Programme
import Storage

/// `/mitra/meja/webhook`: the partner's own address, what it was told and what its server answered, and sending an event
/// again.
struct DeskWebhooks: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<PartnerPersonContext> {
        let routes = RouteCollection(context: PartnerPersonContext.self)
        routes.get(Paths.deskWebhook, use: log)
        routes.get(Paths.deskWebhookEvent.pattern, use: event)
        routes.post(Paths.deskWebhookAgain.pattern, use: sendAgain)
        return routes
    }

    @Sendable private func log(request: Request, context: PartnerPersonContext) async throws -> Response {
        let (partner, before) = (context.partner, ID<WebhookEvent>(request.query("sebelum")))
        let page = try await dependencies.database.read { tx in
            // One more than shown, to know whether there are older ones.
            let found = try tx.webhooks.events(of: partner, before: before, limit: DeskWebhookPage.length + 1)
            let shown = Array(found.prefix(DeskWebhookPage.length))
            return DeskWebhookPage(
                t: context.t, endpoint: try tx.webhooks.endpoint(of: partner), events: shown,
                last: try tx.webhooks.lastStatuses(of: shown.map(\.id)), hasOlder: found.count > shown.count)
        }
        return context.page(page)
    }

    @Sendable private func event(request: Request, context: PartnerPersonContext) async throws -> Response {
        context.page(try await eventPage(context, refusal: nil))
    }

    @Sendable private func sendAgain(request: Request, context: PartnerPersonContext) async throws -> Response {
        _ = try await context.form(request)
        let page = try await eventPage(context, refusal: nil)
        do {
            try await WebhookActions(dependencies: dependencies).sendAgain(
                page.event.id, by: .partner(context.partner), of: context.person.id)
        } catch let refusal as WebhookRefusal {
            return context.page(try await eventPage(context, refusal: refusal), status: refusal.status)
        }
        return context.redirect(Paths.deskWebhookEvent(page.event.id), saying: .webhookSentAgain)
    }

    /// Another partner's event is not found.
    private func eventPage(
        _ context: PartnerPersonContext, refusal: WebhookRefusal?
    ) async throws -> DeskWebhookEventPage {
        guard let id = context.parameters.get("id").flatMap({ ID<WebhookEvent>($0) }) else {
            throw HTTPError(.notFound)
        }
        let partner = context.partner
        let page = try await dependencies.database.read { tx -> DeskWebhookEventPage? in
            guard let event = try tx.webhooks.event(id), event.partner == partner else { return nil }
            return DeskWebhookEventPage(
                t: context.t, event: event, attempts: try tx.webhooks.attempts(of: id), csrf: context.newForm.csrf,
                refusal: refusal)
        }
        guard let page else { throw HTTPError(.notFound) }
        return page
    }
}
