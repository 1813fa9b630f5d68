import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/webhook`: every partner's address, what a partner was told, each attempt, and sending an event again.
struct WebhookOffice: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.officeWebhooks, use: all)
        routes.get(Paths.officeWebhook.pattern, use: log)
        routes.get(Paths.webhookEvent.pattern, use: event)
        routes.post(Paths.webhookSendAgain.pattern, use: sendAgain)
        return routes
    }

    @Sendable private func all(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readPartners)
        let rows = try await dependencies.database.read { tx in
            let names = Dictionary(uniqueKeysWithValues: try tx.partners.records().map { ($0.id, $0.name) })
            return try tx.webhooks.endpoints().map { WebhooksPage.Row(endpoint: $0, name: names[$0.partner] ?? "–") }
        }
        return context.page(WebhooksPage(t: context.t, rows: rows))
    }

    @Sendable private func log(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readPartners)
        let form = try Form(query: request.uri.query ?? "", csrf: context.newForm.csrf)
        let (partner, before) = (try context.webhookPartner(), ID<WebhookEvent>(form["sebelum"]))
        let page = try await dependencies.database.read { tx -> WebhookLogPage? in
            let endpoints = try tx.webhooks.endpoints(of: partner)
            guard let record = try tx.partners.record(partner), !endpoints.isEmpty else { return nil }
            // One more than shown, to know whether there are older ones.
            let found = try tx.webhooks.events(of: partner, before: before, limit: WebhookLogPage.length + 1)
            let shown = Array(found.prefix(WebhookLogPage.length))
            return WebhookLogPage(
                t: context.t, record: record, endpoints: endpoints, events: shown,
                last: try tx.webhooks.lastStatuses(of: shown.map(\.id)),
                hasOlder: found.count > WebhookLogPage.length)
        }
        guard let page else { throw HTTPError(.notFound) }
        return context.page(page)
    }

    @Sendable private func event(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readPartners)
        return context.page(try await eventPage(context, refusal: nil))
    }

    @Sendable private func sendAgain(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.managePartners)
        _ = try await context.form(request)
        let page = try await eventPage(context, refusal: nil)
        do {
            try await WebhookActions(dependencies: dependencies).sendAgain(
                page.event.id, by: .officer(context.officer.id))
        } catch let refusal as WebhookRefusal {
            return context.page(try await eventPage(context, refusal: refusal), status: refusal.status)
        }
        return context.redirect(Paths.webhookEvent(page.record.id, page.event.id), saying: .webhookSentAgain)
    }

    private func eventPage(_ context: OfficerContext, refusal: WebhookRefusal?) async throws -> WebhookEventPage {
        let partner = try context.webhookPartner()
        guard let id = context.parameters.get("event").flatMap({ ID<WebhookEvent>($0) }) else {
            throw HTTPError(.notFound)
        }
        let page = try await dependencies.database.read { tx -> WebhookEventPage? in
            guard let record = try tx.partners.record(partner), let event = try tx.webhooks.event(id),
                event.partner == partner, let endpoint = try tx.webhooks.endpoint(event.endpoint)
            else { return nil }
            return WebhookEventPage(
                t: context.t, record: record, endpoint: endpoint, event: event,
                attempts: try tx.webhooks.attempts(of: id),
                mayAct: context.officer.may(.managePartners), csrf: context.newForm.csrf, refusal: refusal)
        }
        guard let page else { throw HTTPError(.notFound) }
        return page
    }
}

extension OfficerContext {
    fileprivate func webhookPartner() throws -> ID<Partner> {
        guard let id = parameters.get("partner").flatMap({ ID<Partner>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}

extension DutySource {
    /// Endpoints that did not take an event, or that are told nothing more.
    static let webhooks = DutySource(permission: .managePartners) { tx, _, dependencies in
        let troubled = try tx.webhooks.troubled()
        return [
            Duty(
                label: Bilingual(id: "Webhook mitra yang bermasalah", en: "Partners' webhooks in trouble"),
                count: troubled.count,
                path: troubled.first.map { Paths.officeWebhook($0.partner) } ?? Paths.officePartners,
                oldest: troubled.first.map { dependencies.clock.timeline.programme($0.stateAt) },
                verb: Bilingual(id: "Periksa", en: "Look"))
        ]
    }
}
