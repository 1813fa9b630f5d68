import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/templat-jawaban` and `/kantor/jawaban-bersama`: answers written in advance, and one answer for many cases.
struct CaseBatchOffice: Sendable {
    let dependencies: Dependencies

    /// Batches listed, newest first.
    private static let listed = 30

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.caseTemplates, use: templates)
        routes.post(Paths.caseTemplates, use: add)
        routes.post(Paths.caseTemplateEnd.pattern, use: end)
        routes.get(Paths.caseBatches, use: batches)
        routes.post(Paths.caseBatches, use: draft)
        routes.get(Paths.caseBatch.pattern, use: show)
        routes.post(Paths.caseBatchAnswer.pattern, use: decide)
        return routes
    }

    private var acts: CaseBatchActions { CaseBatchActions(dependencies: dependencies) }

    // MARK: - Templates

    @Sendable private func templates(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.answerCases)
        return context.page(try await templatesPage(context.newForm, context))
    }

    @Sendable private func add(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.answerCases)
        let form = try await context.form(request)
        let text = Bilingual(id: form[CaseTemplatesPage.indonesian], en: form[CaseTemplatesPage.english])
        let template: CaseTemplate
        do throws(CaseTemplateRefusal) {
            template = try CaseTemplate(title: form[CaseTemplatesPage.title], text: text)
        } catch {
            let slip = FieldError(field: CaseTemplatesPage.field(of: error), message: error.sentence(context.t))
            return context.page(
                try await templatesPage(form.state.with([slip]), context), status: .unprocessableContent)
        }
        try await acts.add(template, by: context.officer)
        return context.redirect(Paths.caseTemplates, saying: .templateAdded)
    }

    @Sendable private func end(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.answerCases)
        _ = try await context.form(request)
        guard let id = context.parameters.get("id").flatMap({ ID<StoredTemplate>($0) }) else {
            throw HTTPError(.notFound)
        }
        try await acts.end(id, by: context.officer)
        return context.redirect(Paths.caseTemplates, saying: .templateEnded)
    }

    private func templatesPage(_ form: FormState, _ context: OfficerContext) async throws -> CaseTemplatesPage {
        try await dependencies.database.read { tx in
            CaseTemplatesPage(
                t: context.t, templates: try tx.caseTemplates.all(), names: try tx.officers.names(), form: form)
        }
    }

    // MARK: - Batches

    @Sendable private func batches(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.answerCases)
        return context.page(try await batchesPage(context.newForm, context))
    }

    @Sendable private func draft(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.answerCases)
        let form = try await context.form(request)
        let t = context.t
        let (category, missing) = CaseForm.category(form, t)
        let (reason, slips) = ReasonField.read(form, t)
        let template = ID<StoredTemplate>(form[CaseBatchesPage.template])
        let outcome = ServiceCase.Outcome(rawValue: form[CaseHandling.outcome]).flatMap {
            CaseBatch.outcomes.contains($0) ? $0 : nil
        }
        var errors = missing + slips
        if template == nil {
            errors.append(FieldError(field: CaseBatchesPage.template, message: CaseBatchRefusal.noTemplate.sentence(t)))
        }
        if outcome == nil {
            errors.append(FieldError(field: CaseHandling.outcome, message: t("Pilih hasilnya.", "Choose the outcome.")))
        }
        guard errors.isEmpty, let category, let reason, let template, let outcome else {
            return context.page(
                try await batchesPage(form.state.with(errors), context), status: .unprocessableContent)
        }
        do {
            let id = try await acts.draft(category, template, outcome, because: reason, by: context.officer)
            return context.redirect(Paths.caseBatch(id), saying: .answersProposed)
        } catch let refusal as CaseBatchRefusal {
            let error = FieldError(field: CaseForm.category, message: refusal.sentence(t))
            return context.page(
                try await batchesPage(form.state.with([error]), context), status: refusal.status)
        }
    }

    private func batchesPage(_ form: FormState, _ context: OfficerContext) async throws -> CaseBatchesPage {
        try await dependencies.database.read { [dependencies] tx in
            let batches = try tx.caseBatches.latest(limit: Self.listed, vault: dependencies.vault)
            return CaseBatchesPage(
                t: context.t, templates: try tx.caseTemplates.all(),
                batches: try batches.map { ($0, try tx.caseBatches.progress(of: $0.id)) },
                names: try tx.officers.names(), form: form)
        }
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        context.page(try await page(context, refusal: nil))
    }

    @Sendable private func decide(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.answerCases)
        try context.requireProof()
        _ = try await context.form(request)
        guard let answer = context.parameters.get("answer").flatMap(CaseBatchAnswer.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        let id = try batchID(context)
        do {
            try await acts.decide(id, answer, by: context.officer)
            return context.redirect(
                Paths.caseBatch(id), saying: answer == .approve ? .batchApproved : .batchRefused)
        } catch let refusal as any UserFacingRefusal {
            return context.page(try await page(context, refusal: refusal), status: refusal.status)
        }
    }

    private func batchID(_ context: OfficerContext) throws -> ID<CaseBatch> {
        guard let id = context.parameters.get("id").flatMap({ ID<CaseBatch>($0) }) else { throw HTTPError(.notFound) }
        return id
    }

    /// The text of some cases is shown filled in, so viewing it is recorded as reading those cases.
    private func page(_ context: OfficerContext, refusal: (any UserFacingRefusal)?) async throws -> CaseBatchPage {
        try context.require(.answerCases)
        let id = try batchID(context)
        return try await dependencies.database.transaction { [dependencies, acts] tx in
            guard let batch = try tx.caseBatches.find(id, vault: dependencies.vault),
                let template = try tx.caseTemplates.find(batch.template)
            else { throw HTTPError(.notFound) }
            var examples: [String] = []
            var cases: [ServiceCase] = []
            if batch.state == .drafted {
                let waiting = try tx.caseBatches.waiting(in: id, limit: CaseBatch.listed)
                cases = try waiting.compactMap { try tx.cases.find($0) }
                let reading = CaseReading(dependencies: dependencies)
                for example in CaseBatch.spread(cases) {
                    guard let stored = try reading.find(example.id, in: tx) else { continue }
                    try reading.record(stored, by: context.officer, from: context.address, in: tx)
                    examples.append(try acts.text(template.value, for: stored, tx))
                }
            }
            return CaseBatchPage(
                t: context.t, officer: context.officer, batch: batch, template: template,
                progress: try tx.caseBatches.progress(of: id), examples: examples, cases: cases,
                names: try tx.officers.names(),
                csrf: context.newForm.csrf, refusal: refusal)
        }
    }
}

extension DutySource {
    static let caseBatches = DutySource(permission: .answerCases) { tx, officer, dependencies in
        let label = Bilingual(
            id: "Jawaban bersama yang menunggu petugas kedua", en: "Answers for many that wait for you")
        let waiting = try tx.caseBatches.drafted(exceptOf: officer, limit: 100, vault: dependencies.vault)
        let path = waiting.first.map { Paths.caseBatch($0.id) } ?? Paths.caseBatches
        return [Duty(label: label, count: waiting.count, path: path)]
    } items: { tx, officer, dependencies in
        try tx.caseBatches.drafted(exceptOf: officer, limit: mostItems, vault: dependencies.vault)
            .map { Paths.caseBatch($0.id) }
    }
}
