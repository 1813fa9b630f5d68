import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/undangan/{id}`: one batch of invitations; it is drafted from its list's page.
struct InvitationOffice: Sendable {
    let dependencies: Dependencies

    /// Up to so many people, the page counts the messages itself; the figures of longer batches are counted by a job.
    private static let countedAtOnce = 5_000

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        // Batches are found from their lists.
        routes.get(Paths.invitationBatches) { request, context in
            try context.redirect(Paths.officeLists, withFormOf: request)
        }
        routes.get(Paths.invitationBatch.pattern, use: show)
        routes.post(Paths.invitationBatchAct.pattern, use: act)
        return routes
    }

    private var acts: InvitationActions { InvitationActions(dependencies: dependencies) }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readLists)
        return context.page(try await page(context, context.newForm, refusal: nil))
    }

    @Sendable private func act(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.approveLists)
        guard let act = context.parameters.get("act").flatMap(InvitationAct.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        if act == .start { try context.requireProof() }
        let (id, form) = (try batch(context), try await context.form(request))
        let (reason, errors) = ReasonField.read(form, context.t)
        guard let reason else {
            return context.page(
                try await page(context, form.state.with(errors), refusal: nil), status: .unprocessableContent)
        }
        do {
            switch act {
            case .start, .refuse:
                try await acts.decide(id, approved: act == .start, because: reason, by: context.officer)
            case .pause: try await acts.pause(id, because: reason, by: context.officer)
            case .goOn: try await acts.goOn(id, because: reason, by: context.officer)
            }
        } catch let refusal as any UserFacingRefusal {
            return context.page(try await page(context, form.state, refusal: refusal), status: refusal.status)
        }
        return context.redirect(Paths.invitationBatch(id), saying: act.done)
    }

    private func batch(_ context: OfficerContext) throws -> ID<InvitationBatch> {
        guard let id = context.parameters.get("id").flatMap({ ID<InvitationBatch>($0) }) else {
            throw HTTPError(.notFound)
        }
        return id
    }

    private func page(
        _ context: OfficerContext, _ form: FormState, refusal: (any UserFacingRefusal)?
    ) async throws -> InvitationBatchPage {
        let (id, now) = (try batch(context), dependencies.realNow())
        return try await dependencies.database.read { [dependencies] tx in
            guard let stored = try tx.invitationBatches.find(id), let list = try tx.lists.find(stored.value.list)
            else { throw HTTPError(.notFound) }
            let isShort = stored.value.counts.people <= Self.countedAtOnce
            let configuration = dependencies.configuration
            return InvitationBatchPage(
                t: context.t, officer: context.officer, list: list.value, batch: stored.value,
                countedAt: stored.countedAt,
                figures: isShort ? try tx.invitationBatches.figures(of: id) : stored.figures,
                figuresAt: isShort ? now : stored.figuresAt,
                plan: InvitationPlan(
                    people: stored.value.counts.people, today: try tx.lists.invited(since: now - .days(1))),
                budget: try configuration.textsPerDay.map { (of: $0, spent: try tx.textBudget.spentToday(at: now)) },
                messages: InvitationMessages(
                    benefit: stored.value.benefit, site: dependencies.edition.site, baseURL: configuration.baseURL),
                names: try tx.officers.names(), form: form, refusal: refusal)
        }
    }
}

/// An act on a batch; the raw value is the last part of the path.
enum InvitationAct: String, PathValue {
    case start = "mulai"
    case refuse = "tolak"
    case pause = "jeda"
    case goOn = "lanjut"

    var done: DoneNotice {
        switch self {
        case .start: .invitationStarted
        case .refuse: .invitationRefused
        case .pause: .invitationPaused
        case .goOn: .invitationGoesOn
        }
    }
}

/// The texts exactly as they are sent.
struct InvitationMessages: Sendable {
    let benefit: Rupiah
    let site: String
    let baseURL: String

    func mail(_ t: Words) -> (subject: String, text: String) {
        let content = MessageText(InvitationNotice(benefit: benefit), t)
        return (content.subject, MailLayout(t: t, content: content, site: site, baseURL: baseURL).text)
    }

    func text(_ t: Words) -> String {
        ShortText.fit(MessageText(InvitationNotice(benefit: benefit), t).text, site: site)
    }
}

extension DutySource {
    static let invitations = DutySource(permission: .approveLists) { tx, officer, dependencies in
        let waiting = try tx.invitationBatches.waiting(for: officer.signatory(for: .approveLists))
        return [
            Duty(
                label: Bilingual(id: "Undangan yang menunggu dimulai", en: "Invitations that wait to be started"),
                count: waiting.count,
                path: waiting.first.map { Paths.invitationBatch($0.value.id) } ?? Paths.officeLists,
                people: waiting.reduce(0) { $0 + $1.value.counts.people },
                oldest: waiting.first.map { dependencies.clock.timeline.programme($0.proposedAt) },
                verb: Bilingual(id: "Lihat dampak", en: "See the effect"))
        ]
    } items: { tx, officer, _ in
        try tx.invitationBatches.waiting(for: officer.signatory(for: .approveLists)).prefix(mostItems)
            .map { Paths.invitationBatch($0.value.id) }
    }
}
