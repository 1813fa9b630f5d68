import Hummingbird
import Programme
import Storage

/// `/mitra/meja/uji`: in a sandbox, its one clock, its test people and the messages they were sent. Routed only there.
struct SandboxDesk: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<PartnerPersonContext> {
        let routes = RouteCollection(context: PartnerPersonContext.self)
        routes.get(Paths.deskTrial, use: show)
        routes.post(Paths.deskTrial, use: move)
        return routes
    }

    private var clock: SandboxClock { SandboxClock(dependencies: dependencies) }

    @Sendable private func show(request: Request, context: PartnerPersonContext) async throws -> Response {
        context.page(try await page(context, context.newForm))
    }

    @Sendable private func move(request: Request, context: PartnerPersonContext) async throws -> Response {
        let form = try await context.form(request)
        do {
            guard let days = Int(form[SandboxDeskPage.days], in: 1...SandboxClock.Limits.most) else {
                throw SandboxRefusal.days(clock.daysLeft)
            }
            guard let seen = Int64(form[SandboxDeskPage.seen], in: Int64.min...Int64.max) else {
                throw SandboxRefusal.movedMeanwhile
            }
            try await clock.move(days, seen: Span(milliseconds: seen), by: context.person)
        } catch let refusal as SandboxRefusal {
            let error = FieldError(field: SandboxDeskPage.days, message: refusal.sentence(context.t))
            return context.page(try await page(context, form.state.with([error])), status: refusal.status)
        }
        return context.redirect(Paths.deskTrial, saying: .trialClockMoved)
    }

    private func page(_ context: PartnerPersonContext, _ form: FormState) async throws -> SandboxDeskPage {
        let file = SandboxFile(in: dependencies.configuration.dataDirectory, logger: dependencies.logger)
        let cards = try await SandboxCards.read(of: file.people, on: dependencies)
        return SandboxDeskPage(
            t: context.t, form: form, now: dependencies.clock.now(), lead: dependencies.clock.lead,
            daysLeft: clock.daysLeft, people: SandboxPeople(t: context.t, file: file, uses: cards.uses),
            redeemCodes: cards.redeemCodes,
            messages: await SandboxInbox.messages(to: file.people, on: dependencies))
    }
}
