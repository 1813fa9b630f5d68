import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/nama-rekening`: accounts whose holder's name differs from the registry's in a way that is common for one
/// person. An officer proposes, an officer of another duty decides, and the person is notified.
struct PayeeNameOffice: Sendable {
    let dependencies: Dependencies

    /// Questions per page.
    static let listed = 50

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.payeeNames, use: list)
        routes.get(Paths.payeeName.pattern, use: show)
        routes.post(Paths.payeeName.pattern, use: propose)
        routes.post(Paths.payeeNameDecision.pattern, use: decide)
        routes.get(Paths.payeeNameDecision.pattern, use: show)
        return routes
    }

    @Sendable private func list(request: Request, context: OfficerContext) async throws -> Response {
        try requireDuty(context)
        let after = ID<PayeeQuestion>(request.query("sesudah"))
        let found = try await dependencies.database.transaction { tx in
            // One more than shown, to know whether there are more.
            let found = try tx.payeeQuestions.open(after: after, limit: Self.listed + 1, vault: dependencies.shownVault)
            let shown = found.prefix(Self.listed).map(\.value.person)
            try context.records(.payee, of: shown, because: .work("payee-names"), in: tx)
            return found
        }
        return context.page(
            PayeeNamesPage(
                t: context.t, partners: dependencies.payoutPartners, questions: Array(found.prefix(Self.listed)),
                hasMore: found.count > Self.listed))
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try requireDuty(context)
        return context.page(try await page(context, context.newForm))
    }

    @Sendable private func propose(request: Request, context: OfficerContext) async throws -> Response {
        try context.requireProof()
        let form = try await context.form(request)
        try requireDuty(context)
        let (id, officer) = (try question(context), context.officer.id)
        var (reason, errors) = ReasonField.read(form, context.t)
        if !["boleh", "tidak"].contains(form["usul"]) {
            errors.append(FieldError(field: "usul", message: PayoutRefusal.answerMissing.sentence(context.t)))
        }
        guard let reason, errors.isEmpty else {
            return context.page(try await page(context, form.state.with(errors)), status: .unprocessableContent)
        }
        try await PayeeNameActions(dependencies: dependencies).propose(
            id, allows: form["usul"] == "boleh", because: reason, by: officer)
        return context.redirect(Paths.payeeName(id), saying: .proposed)
    }

    @Sendable private func decide(request: Request, context: OfficerContext) async throws -> Response {
        try context.requireProof()
        let form = try await context.form(request)
        try requireDuty(context)
        let (id, officer) = (try question(context), context.officer)
        let (reason, errors) = ReasonField.read(form, context.t, name: PayeeNamePage.decisionField)
        guard let reason else {
            return context.page(try await page(context, form.state.with(errors)), status: .unprocessableContent)
        }
        let agrees = form["putusan"] == "setuju"
        let actions = PayeeNameActions(dependencies: dependencies)
        guard try await actions.decide(id, agrees: agrees, because: reason, by: officer) else {
            throw HTTPError(.notFound)
        }
        return context.redirect(
            agrees ? Paths.payeeNames : Paths.payeeName(id), saying: agrees ? .requestApproved : .requestRefused)
    }

    private func page(_ context: OfficerContext, _ form: FormState) async throws -> PayeeNamePage {
        let (id, officer) = (try question(context), context.officer)
        return try await dependencies.database.transaction { [dependencies] tx in
            guard let stored = try tx.payeeQuestions.find(id, vault: dependencies.shownVault) else {
                throw HTTPError(.notFound)
            }
            try context.records(
                .payee, of: [stored.value.person], because: .work("payee-question:\(id)"), in: tx)
            let second = try stored.proposal.map {
                try SecondOfficer(payout: $0.by, as: $0.duty, by: officer, in: tx, on: dependencies)
            }
            return PayeeNamePage(
                t: context.t, partners: dependencies.payoutPartners, question: stored, names: try tx.officers.names(),
                second: second, officer: officer, form: form)
        }
    }

    /// The permissions that may see account holders' names: drafting and approving payouts.
    static let readers: Set<Permission> = [.draftPayouts, .approvePayouts]

    private func requireDuty(_ context: OfficerContext) throws {
        try context.officer.requireAny(Self.readers)
    }

    private func question(_ context: OfficerContext) throws -> ID<PayeeQuestion> {
        guard let id = context.parameters.get("id").flatMap({ ID<PayeeQuestion>($0) }) else {
            throw HTTPError(.notFound)
        }
        return id
    }
}
