import HTTPTypes
import Hummingbird
import Programme
import Storage

/// Resolves payments that the rail did not know when queried, from the rail's statement. An officer looks the payment
/// up and records the finding; only when an officer of another duty confirms it does money move.
struct StatementOffice: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.payoutStatement.pattern, use: show)
        routes.post(Paths.payoutStatement.pattern, use: propose)
        routes.post(Paths.payoutStatementDecision.pattern, use: decide)
        routes.get(Paths.payoutStatementDecision.pattern, use: show)
        return routes
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try requireDuty(context)
        return context.page(try await page(context, context.newForm))
    }

    @Sendable private func propose(request: Request, context: OfficerContext) async throws -> Response {
        try context.requireProof()
        let form = try await context.form(request)
        try requireDuty(context)
        let (id, officer) = (try payment(context), context.officer.id)
        var (reason, errors) = ReasonField.read(form, context.t)
        var finding: StatementFinding?
        do throws(PayoutRefusal) {
            finding = try StatementFinding(arrived: form["hasil"] == "ada", number: form["nomor"])
        } catch {
            errors.append(FieldError(field: "nomor", message: error.sentence(context.t)))
        }
        if !["ada", "tidak"].contains(form["hasil"]) {
            errors.append(FieldError(field: "hasil", message: PayoutRefusal.outcomeMissing.sentence(context.t)))
        }
        guard let reason, let finding, errors.isEmpty else {
            return context.page(
                try await page(context, form.state.with(errors)), status: .unprocessableContent)
        }
        let actions = StatementActions(dependencies: dependencies)
        guard let batch = try await actions.propose(finding, of: id, because: reason, by: officer) else {
            throw HTTPError(.notFound)
        }
        return context.redirect(Paths.payoutStatement(batch, id), saying: .proposed)
    }

    @Sendable private func decide(request: Request, context: OfficerContext) async throws -> Response {
        try context.requireProof()
        let form = try await context.form(request)
        try requireDuty(context)
        let (id, officer) = (try payment(context), context.officer)
        let (reason, errors) = ReasonField.read(form, context.t, name: StatementPage.decisionField)
        guard let reason else {
            return context.page(
                try await page(context, form.state.with(errors)), status: .unprocessableContent)
        }
        let confirms = form["putusan"] == "setuju"
        let actions = StatementActions(dependencies: dependencies)
        guard let batch = try await actions.decide(id, confirms: confirms, because: reason, by: officer) else {
            throw HTTPError(.notFound)
        }
        return context.redirect(
            confirms ? Paths.payoutBatch(batch) : Paths.payoutStatement(batch, id),
            saying: confirms ? .requestApproved : .requestRefused)
    }

    private func page(_ context: OfficerContext, _ form: FormState) async throws -> StatementPage {
        let (id, officer) = (try payment(context), context.officer)
        return try await dependencies.database.transaction { [dependencies] tx in
            guard let stored = try tx.payouts.disbursement(id) else { throw HTTPError(.notFound) }
            try context.records(.payee, of: [stored.person], because: .work("disbursement:\(id)"), in: tx)
            let open = try tx.statements.open(of: id, vault: dependencies.shownVault)
            return StatementPage(
                t: context.t, batch: stored.batch, payment: try PaymentRow(stored, in: tx, on: dependencies),
                findings: try tx.statements.all(of: id, vault: dependencies.shownVault), names: try tx.officers.names(),
                open: open,
                second: try open.map {
                    try SecondOfficer(payout: $0.proposedBy, as: $0.duty, by: officer, in: tx, on: dependencies)
                },
                officer: officer, form: form, taken: try tx.providerStatements.lines(of: id))
        }
    }

    private func requireDuty(_ context: OfficerContext) throws {
        try context.officer.requireAny([.draftPayouts, .approvePayouts])
    }

    private func payment(_ context: OfficerContext) throws -> ID<Disbursement> {
        guard let id = context.parameters.get("payment").flatMap({ ID<Disbursement>($0) }) else {
            throw HTTPError(.notFound)
        }
        return id
    }
}
