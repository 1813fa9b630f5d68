import Hummingbird
import Programme
import Storage

/// `/mitra/meja/webhook`: the partner's own addresses, what is proposed about them, what it was told and what its server
/// answered, and sending an event again.
struct DeskWebhooks: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<PartnerPersonContext> {
        let routes = RouteCollection(context: PartnerPersonContext.self)
        routes.get(Paths.deskWebhook, use: log)
        routes.get(Paths.deskWebhookAct.pattern) { request, context in
            try context.redirect(Paths.deskWebhook, withFormOf: request)
        }
        routes.post(Paths.deskWebhookAct.pattern, use: act)
        routes.get(Paths.deskWebhookEvent.pattern, use: event)
        routes.post(Paths.deskWebhookAgain.pattern, use: sendAgain)
        return routes
    }

    @Sendable private func log(request: Request, context: PartnerPersonContext) async throws -> Response {
        let before = ID<WebhookEvent>(request.query("sebelum"))
        return context.page(try await page(context, context.newForm, nil, before: before))
    }

    @Sendable private func act(request: Request, context: PartnerPersonContext) async throws -> Response {
        let form = try await context.form(request)
        guard let act = context.parameters.get("act").flatMap(PartnerAct.init(rawValue:)),
            [.webhook, .webhookSecret, .webhookEnd].contains(act)
        else { throw HTTPError(.notFound) }
        let (partner, configuration) = (context.partner, dependencies.configuration)
        guard let record = try await dependencies.database.read({ try $0.partners.record(partner) }) else {
            throw HTTPError(.notFound)
        }
        let reading = PartnerForm(
            form: form, t: context.t, cap: dependencies.edition.training.feeCapBasisPoints,
            allowsLoopback: configuration.allowsLoopbackAddresses, ids: dependencies.ids)
        do {
            let (change, reason) = try reading.change(act, of: record, owners: [])
            let proposing = DeskProposals(dependencies: dependencies)
            guard configuration.sandbox else {
                try await proposing.propose(change, because: reason, by: context.person)
                return context.redirect(Paths.deskWebhook, saying: .addressesProposed)
            }
            try await proposing.carryOutInSandbox(change, because: reason, by: context.person)
            return context.redirect(Paths.deskWebhook, saying: .trialWebhookSaved)
        } catch let found as PartnerForm.Errors {
            return context.page(
                try await page(context, form.state.with(found.errors), nil), status: .unprocessableContent)
        } catch let refusal as PartnerRecordRefusal {
            let error = FieldError(field: PartnerForm.field(of: refusal, act), message: refusal.sentence(context.t))
            return context.page(try await page(context, form.state.with([error]), nil), status: refusal.status)
        } catch let refusal as any UserFacingRefusal {
            return context.page(try await page(context, form.state, refusal), status: refusal.status)
        }
    }

    private func page(
        _ context: PartnerPersonContext, _ form: FormState, _ refusal: (any UserFacingRefusal)?,
        before: ID<WebhookEvent>? = nil
    ) async throws -> DeskWebhookPage {
        let (partner, isSandbox) = (context.partner, dependencies.configuration.sandbox)
        let (now, vault) = (dependencies.realNow(), dependencies.vault)
        return try await dependencies.database.read { tx in
            // One more than shown, to know whether there are older ones.
            let found = try tx.webhooks.events(of: partner, before: before, limit: DeskWebhookPage.length + 1)
            let shown = Array(found.prefix(DeskWebhookPage.length))
            let webhooks = try WebhookFile.current(of: partner, in: tx)
            var secrets: [ID<PartnerEndpoint>: [String]] = [:]
            if isSandbox {
                for webhook in webhooks {
                    let id = webhook.endpoint.id
                    secrets[id] = try tx.webhooks.validSecrets(of: id, at: now, vault: vault).map(\.text)
                }
            }
            let acts: [PartnerChange.Act] = [.webhook, .webhookSecret, .webhookEnd]
            return DeskWebhookPage(
                t: context.t, person: context.person, webhooks: webhooks,
                endpoints: try tx.webhooks.endpoints(of: partner), secrets: secrets,
                waiting: try tx.partners.waitingProposals().filter {
                    $0.partner == partner && acts.contains($0.change.act)
                }, isSandbox: isSandbox, events: shown, last: try tx.webhooks.lastStatuses(of: shown.map(\.id)),
                hasOlder: found.count > shown.count, form: form, refusal: refusal)
        }
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
            guard let event = try tx.webhooks.event(id), event.partner == partner,
                let endpoint = try tx.webhooks.endpoint(event.endpoint)
            else { return nil }
            return DeskWebhookEventPage(
                t: context.t, endpoint: endpoint, event: event, attempts: try tx.webhooks.attempts(of: id),
                csrf: context.newForm.csrf, refusal: refusal)
        }
        guard let page else { throw HTTPError(.notFound) }
        return page
    }
}
