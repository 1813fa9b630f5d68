import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/akun/bantuan`: a person's complaints and appeals.
struct CasePages: Sendable {
    let dependencies: Dependencies

    /// Cases listed, newest first.
    static let listed = 50

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.cases, use: list)
        routes.get(Paths.complaint, use: complaint)
        routes.post(Paths.complaint, use: complain)
        routes.get(Paths.appeals, use: contestables)
        routes.get(Paths.appeal.pattern, use: appeal)
        routes.post(Paths.appeal.pattern, use: contest)
        routes.get(Paths.myCase.pattern, use: show)
        routes.post(Paths.myCaseReply.pattern, use: reply)
        routes.post(Paths.myCaseReopening.pattern, use: reopen)
        routes.post(Paths.myCaseWithdrawal.pattern, use: withdraw)
        return routes
    }

    private var acts: CaseActions { CaseActions(dependencies: dependencies) }

    @Sendable private func list(request: Request, context: SignedInContext) async throws -> Response {
        let (person, now) = (context.person, dependencies.clock.now())
        let cases = try await dependencies.database.read { tx in try tx.cases.of(person, limit: Self.listed) }
        return context.page(CasesPage(t: context.t, now: now, cases: cases))
    }

    // MARK: - Beginning

    @Sendable private func complaint(request: Request, context: SignedInContext) async throws -> Response {
        context.page(complaintPage(context.newForm, context))
    }

    @Sendable private func complain(request: Request, context: SignedInContext) async throws -> Response {
        let form = try await context.form(request)
        let (text, slips) = CaseForm.read(form, context.t)
        let (category, missing) = CaseForm.category(form, context.t)
        guard let text, let category else {
            return context.page(
                complaintPage(form.state.with(missing + slips), context), status: .unprocessableContent)
        }
        do {
            let number = try await acts.begin(
                NewCase(
                    number: CaseNumber(form[CaseForm.number]), person: context.person, category: category, text: text))
            return context.redirect(Paths.myCase(number))
        } catch let refusal as CaseRefusal {
            let error = FieldError(field: CaseForm.text, message: refusal.sentence(context.t))
            return context.page(complaintPage(form.state.with([error]), context), status: refusal.status)
        }
    }

    private func complaintPage(_ form: FormState, _ context: SignedInContext) -> ComplaintPage {
        ComplaintPage(
            t: context.t, form: form, number: CaseActions.draw(dependencies.random), service: dependencies.service,
            contact: dependencies.edition.contact)
    }

    @Sendable private func contestables(request: Request, context: SignedInContext) async throws -> Response {
        let page = try await dependencies.database.read { [dependencies] tx in
            AppealsPage(
                t: context.t,
                decisions: try Contestables(dependencies: dependencies, t: context.t, tx: tx).of(context.person))
        }
        return context.page(page)
    }

    @Sendable private func appeal(request: Request, context: SignedInContext) async throws -> Response {
        let found = try await found(context)
        if let number = found.decision.shown.running { return context.redirect(Paths.myCase(number)) }
        return context.page(appealPage(found, context.newForm, context))
    }

    @Sendable private func contest(request: Request, context: SignedInContext) async throws -> Response {
        let form = try await context.form(request)
        let found = try await found(context)
        let (text, slips) = CaseForm.read(form, context.t)
        guard let text else {
            return context.page(
                appealPage(found, form.state.with(slips), context), status: .unprocessableContent)
        }
        do {
            let number = try await acts.begin(
                NewCase(
                    number: CaseNumber(form[CaseForm.number]), person: context.person, category: .appeal, text: text,
                    contested: found.decision.contested, correction: corrections(found, context).read(form)))
            return context.redirect(Paths.myCase(number))
        } catch CaseRefusal.alreadyContested {
            return context.redirect(found.decision.shown.running.map { Paths.myCase($0) } ?? Paths.cases)
        } catch let refusal as CaseRefusal {
            let error = FieldError(field: CaseForm.text, message: refusal.sentence(context.t))
            return context.page(appealPage(found, form.state.with([error]), context), status: refusal.status)
        }
    }

    private struct Found: Sendable {
        let decision: (contested: ContestedDecision, shown: Contestable)
        let reasons: [Ineligibility]
    }

    private func found(_ context: SignedInContext) async throws -> Found {
        guard let kind = context.parameters.get("kind").flatMap(ContestedDecision.Kind.init(slug:)),
            let subject = context.parameters.get("id").flatMap({ Int64($0, in: 1...Int64.max) })
        else { throw HTTPError(.notFound) }
        let found = try await dependencies.database.read { [dependencies] tx -> Found? in
            let contestables = Contestables(dependencies: dependencies, t: context.t, tx: tx)
            guard let decision = try contestables.decision(kind, subject, of: context.person) else { return nil }
            return Found(
                decision: decision, reasons: kind == .eligibility ? try contestables.reasons(of: context.person) : [])
        }
        guard let found else { throw CaseRefusal.notContestable }
        return found
    }

    private func corrections(_ found: Found, _ context: SignedInContext) -> CorrectionForm {
        CorrectionForm(t: context.t, reasons: found.reasons, rules: dependencies.edition.eligibility)
    }

    private func appealPage(_ found: Found, _ form: FormState, _ context: SignedInContext) -> AppealPage {
        AppealPage(
            t: context.t, form: form, kind: found.decision.contested.kind, shown: found.decision.shown,
            corrections: corrections(found, context), number: CaseActions.draw(dependencies.random),
            days: dependencies.service.promise(for: .appeal).days)
    }

    // MARK: - One case

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        context.page(try await page(context.newForm, context))
    }

    @Sendable private func reply(request: Request, context: SignedInContext) async throws -> Response {
        try await write(try await context.form(request), context) { text, number in
            try await acts.reply(text, to: number, by: context.person)
        }
    }

    @Sendable private func reopen(request: Request, context: SignedInContext) async throws -> Response {
        try await write(try await context.form(request), context) { text, number in
            try await acts.reopen(number, because: text, by: context.person)
        }
    }

    @Sendable private func withdraw(request: Request, context: SignedInContext) async throws -> Response {
        _ = try await context.form(request)
        let number = try number(context)
        try await acts.withdraw(number, by: context.person)
        return context.redirect(Paths.myCase(number))
    }

    private func write(
        _ form: Form, _ context: SignedInContext, _ act: (CaseText, CaseNumber) async throws -> Void
    ) async throws -> Response {
        let number = try number(context)
        let (text, slips) = CaseForm.read(form, context.t)
        guard let text else {
            return context.page(
                try await page(form.state.with(slips), context), status: .unprocessableContent)
        }
        try await act(text, number)
        return context.redirect(Paths.myCase(number))
    }

    private func number(_ context: SignedInContext) throws -> CaseNumber {
        guard let number = context.parameters.get("number").flatMap({ CaseNumber($0) }) else { throw CaseNotFound() }
        return number
    }

    private func page(_ form: FormState, _ context: SignedInContext) async throws -> CasePage {
        let (number, now) = (try number(context), dependencies.clock.now())
        return try await dependencies.database.read { [dependencies] tx in
            guard let stored = try tx.cases.find(number, of: context.person) else { throw CaseNotFound() }
            try dependencies.requireOwn(.cases, due: [stored.id], or: .heldBack, in: tx)
            let limit = try tx.cases.missing(of: stored)?.until
            return CasePage(
                t: context.t, now: now, stored: stored,
                messages: try tx.cases.messages(of: stored.id, vault: dependencies.vault)
                    .filter(\.kind.isForPerson),
                rulings: try tx.cases.rulings(of: stored.id),
                reopenUntil: stored.reopenUntil(dependencies.service, in: dependencies.edition.waves.zone)
                    .map { min($0, limit ?? $0) }.flatMap { now < $0 ? $0 : nil },
                form: form)
        }
    }
}
