import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/laporan-selesai`: reported completions by which no money moves until two officers of different duties have
/// decided.
struct HeldCompletionOffice: Sendable {
    let dependencies: Dependencies

    /// Reports per page.
    static let listed = 50

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.heldCompletions, use: list)
        routes.get(Paths.heldCompletion.pattern, use: show)
        routes.post(Paths.heldCompletion.pattern, use: propose)
        routes.get(Paths.heldCompletionDecision.pattern, use: show)
        routes.post(Paths.heldCompletionDecision.pattern, use: decide)
        return routes
    }

    @Sendable private func list(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.managePartners)
        let last = ID<HeldCompletion>(request.query("sesudah"))
        let (now, found, setAside) = try await dependencies.database.read { [clock = dependencies.clock] tx in
            let after = try last.flatMap { try tx.heldCompletions.queued($0)?.place }
            // One more than shown, to know whether there are more.
            return (
                clock.now(), try tx.heldCompletions.queue(after: after, limit: Self.listed + 1),
                last == nil ? try tx.heldCompletions.setAside(limit: DutySource.mostSetAside) : []
            )
        }
        return context.page(
            HeldCompletionsPage(
                t: context.t, reports: Array(found.prefix(Self.listed)), hasMore: found.count > Self.listed,
                setAside: setAside, now: now))
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.managePartners)
        return context.page(try await page(context, context.newForm, refusal: nil))
    }

    @Sendable private func propose(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.managePartners)
        try context.requireProof()
        let form = try await context.form(request)
        let (id, officer) = (try report(context), context.officer)
        var (reason, errors) = ReasonField.read(form, context.t)
        let verdict = HeldCompletion.Verdict(rawValue: form[HeldCompletionPage.verdictField])
        if verdict == nil {
            let message = context.t("Pilih usul Anda.", "Choose your proposal.")
            errors.append(FieldError(field: HeldCompletionPage.verdictField, message: message))
        }
        guard let reason, let verdict, errors.isEmpty else {
            return context.page(
                try await page(context, form.state.with(errors), refusal: nil), status: .unprocessableContent)
        }
        do {
            try await DecideCompletion(dependencies: dependencies).propose(
                verdict, on: id, because: reason, by: officer)
        } catch let refusal as any UserFacingRefusal {
            return context.page(try await page(context, form.state, refusal: refusal), status: refusal.status)
        }
        return context.redirect(Paths.heldCompletion(id), saying: .proposed)
    }

    @Sendable private func decide(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.managePartners)
        try context.requireProof()
        let form = try await context.form(request)
        let (id, officer) = (try report(context), context.officer)
        let (reason, errors) = ReasonField.read(form, context.t, name: HeldCompletionPage.decisionField)
        guard let reason else {
            return context.page(
                try await page(context, form.state.with(errors), refusal: nil), status: .unprocessableContent)
        }
        let agrees = form["putusan"] == "setuju"
        do {
            try await DecideCompletion(dependencies: dependencies).decide(
                id, agrees: agrees, because: reason, by: officer)
        } catch let refusal as any UserFacingRefusal {
            return context.page(try await page(context, form.state, refusal: refusal), status: refusal.status)
        }
        return context.redirect(
            Paths.heldCompletion(id), saying: agrees ? .requestApproved : .requestRefused)
    }

    private func page(
        _ context: OfficerContext, _ form: FormState, refusal: (any UserFacingRefusal)?
    ) async throws -> HeldCompletionPage {
        let (id, officer, now) = (try report(context), context.officer, dependencies.clock.now())
        return try await dependencies.database.read { tx in
            guard let report = try tx.heldCompletions.queued(id) else { throw HTTPError(.notFound) }
            let verdicts = try tx.heldCompletions.verdicts(of: id, vault: dependencies.shownVault)
            let latest = try tx.heldCompletions.latest(of: report.held.purchase)
            return HeldCompletionPage(
                t: context.t, report: report, isLatest: latest?.id == id,
                reports: try tx.trainingReports.of(report.held.purchase), verdicts: verdicts,
                names: try tx.officers.names(),
                second: try verdicts.last { $0.state == .proposed }.map {
                    try DecideCompletion.second(officer, on: $0, in: tx)
                }, now: now, form: form, refusal: refusal)
        }
    }

    private func report(_ context: OfficerContext) throws -> ID<HeldCompletion> {
        guard let id = context.parameters.get("id").flatMap({ ID<HeldCompletion>($0) }) else {
            throw HTTPError(.notFound)
        }
        return id
    }
}
