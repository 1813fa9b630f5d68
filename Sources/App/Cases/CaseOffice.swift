import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/sanggahan`: the queue of complaints and appeals, and the work on each.
struct CaseOffice: Sendable {
    let dependencies: Dependencies

    /// Cases shown of the queue.
    static let listed = 100

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.caseOffice, use: queue)
        routes.get(Paths.caseEntry, use: entry)
        routes.post(Paths.caseEntry, use: enter)
        routes.get(Paths.officeCase.pattern, use: show)
        routes.post(Paths.officeCaseAct.pattern, use: act)
        return routes
    }

    @Sendable private func queue(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.answerCases)
        let view = CaseView(rawValue: request.query("siapa")) ?? .all
        let category = CaseCategory(rawValue: request.query("kategori"))
        let (officer, now) = (context.officer, dependencies.clock.now())
        let page = try await dependencies.database.read { [dependencies] tx in
            CaseQueuePage(
                t: context.t, now: now, zone: dependencies.edition.waves.zone, view: view, category: category,
                cases: try tx.cases.queue(view, category, of: officer.id, at: now, limit: Self.listed),
                counts: try tx.cases.counts(category, of: officer.id, at: now),
                ageing: try tx.cases.unanswered(for: officer.id),
                workingDays: dependencies.workingDays, names: try tx.officers.names(), officer: officer)
        }
        return context.page(page)
    }

    // MARK: - By phone or at the counter

    @Sendable private func entry(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.answerCases)
        let person = try await CaseEntry(dependencies: dependencies)
            .open(request.query(CaseEntry.person), by: context.officer)
        return context.page(entryPage(context.newForm, of: person, context))
    }

    @Sendable private func enter(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.answerCases)
        let form = try await context.form(request)
        let entry = CaseEntry(dependencies: dependencies)
        switch try await entry.read(form, by: context.officer, from: context.address, context.t) {
        case .wrong(let errors):
            let person = try await entry.open(form[CaseEntry.person], by: context.officer)
            return context.page(
                entryPage(form.state.with(errors), of: person, context), status: .unprocessableContent)
        case .new(let new):
            let number = try await CaseActions(dependencies: dependencies).begin(new)
            let stored = try await dependencies.database.read { try $0.cases.find(number) }
            return context.redirect(stored.map { Paths.officeCase($0.id) } ?? Paths.caseOffice, saying: .caseEntered)
        }
    }

    private func entryPage(
        _ form: FormState, of person: ID<Account>?, _ context: OfficerContext
    ) -> CaseEntryPage {
        CaseEntryPage(t: context.t, form: form, number: CaseActions.draw(dependencies.random), person: person)
    }

    // MARK: - One case

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.answerCases)
        if let first = try await pageToOpenFirst(context) { return context.redirect(first) }
        let template = ID<StoredTemplate>(request.query("templat"))
        return context.page(try await page(context, context.newForm, template: template, refusal: nil))
    }

    @Sendable private func act(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.answerCases)
        let id = try caseID(context)
        guard let act = context.parameters.get("act").flatMap(CaseAct.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        if act.needsProof { try context.requireProof() }
        let form = try await context.form(request)
        if let first = try await pageToOpenFirst(context) { return context.redirect(first) }
        do {
            let errors = try await CaseHandling(
                dependencies: dependencies, id: id, officer: context.officer, t: context.t
            ).carryOut(act, form)
            guard errors.isEmpty else {
                let page = try await page(context, form.state.with(errors), template: nil, refusal: nil)
                return context.page(page, status: .unprocessableContent)
            }
            return context.redirect(Paths.officeCase(id), saying: try await notice(of: act, on: id))
        } catch let refusal as any UserFacingRefusal where !(refusal is CaseNotFound) {
            let page = try await page(context, form.state, template: nil, refusal: refusal)
            return context.page(page, status: refusal.status)
        }
    }

    private func notice(of act: CaseAct, on id: ID<ServiceCase>) async throws -> DoneNotice {
        switch act {
        case .take: return .caseTaken
        case .release: return .caseReleased
        case .handOver: return .caseHandedOver
        case .note: return .noted
        case .message: return .messageSent
        case .reopen: return .caseReopened
        case .answer, .confirm:
            let isOver = try await dependencies.database.read { try $0.cases.find(id)?.state.isRunning } == false
            return isOver ? .answered : .answerProposed
        case .sendBack, .refuseCorrection: return .returned
        case .runRules: return .rulesRun
        case .askRegistry: return .registryAsked
        case .reopenDispute: return .disputeReopened
        case .grantSitting: return .sittingGranted
        case .lookAgain: return .lookedAgain
        case .acceptCorrection: return .proposed
        case .confirmCorrection: return .requestApproved
        }
    }

    /// A local officer reads and answers no case of a person who lives elsewhere before they have opened the person.
    private func pageToOpenFirst(_ context: OfficerContext) async throws -> String? {
        let id = try caseID(context)
        return try await context.pageToOpenFirst { try $0.cases.find(id)?.person }
    }

    private func caseID(_ context: OfficerContext) throws -> ID<ServiceCase> {
        guard let id = context.parameters.get("id").flatMap({ ID<ServiceCase>($0) }) else { throw HTTPError(.notFound) }
        return id
    }

    /// Each view is recorded before the page is sent.
    private func page(
        _ context: OfficerContext, _ form: FormState, template: ID<StoredTemplate>?,
        refusal: (any UserFacingRefusal)?
    ) async throws -> OfficeCasePage {
        let (id, now) = (try caseID(context), dependencies.clock.now())
        return try await dependencies.database.transaction { [dependencies] tx in
            let reading = CaseReading(dependencies: dependencies)
            guard let stored = try reading.find(id, in: tx) else { throw HTTPError(.notFound) }
            // An officer reads their own case as every person does, without the notes between officers.
            if let person = stored.person { try tx.officers.checkIsAnother(context.officer.id, than: person) }
            try reading.record(stored, by: context.officer, from: context.address, in: tx)
            try tx.visits.note(
                Paths.officeCase(id), label: "\(stored.number)", by: context.officer.id, at: now,
                vault: dependencies.vault)
            let guest = try tx.cases.guest(of: id, vault: dependencies.vault)
            let contacts =
                try stored.person.map { try tx.accounts.contacts(of: $0, vault: dependencies.vault) }
                ?? guest.map { [$0.contact] } ?? []
            let name =
                try stored.person.map { try tx.accounts.name(of: $0, vault: dependencies.vault) ?? "–" } ?? guest?.name
                ?? "–"
            let templates = try tx.caseTemplates.all()
            var form = form
            if let chosen = templates.first(where: { $0.id == template }) {
                let values: [CaseTemplate.Placeholder: String] = [
                    .name: name.isolated, .number: "\(stored.number)",
                    .date: context.t.date(dependencies.edition.waves.zone.date(of: stored.begunAt)),
                ]
                form.fill([CaseForm.text: CaseTemplate.fill(chosen.value.text.id, values)])
            }
            var page = OfficeCasePage(
                t: context.t, now: now, officer: context.officer, stored: stored, name: name, contacts: contacts,
                messages: try tx.cases.messages(of: id, vault: dependencies.vault),
                appeal: try appeal(stored, tx), templates: templates, names: try tx.officers.names(),
                lists: try excluding(stored, tx),
                promise: dependencies.service.promise(for: stored.category), form: form, refusal: refusal)
            page.missing = try missing(stored, tx)
            page.answerer = try tx.cases.answerer(of: id)
            page.reopenUntil = try reopenUntil(stored, at: now, tx)
            page.money = try money(of: stored, context, tx)
            if stored.assignee != nil, context.officer.isSame(as: stored.assignee) {
                let work = CaseWork(dependencies: dependencies)
                page.heirs = try work.heirs(of: stored, from: context.officer, in: tx)
            }
            page.isHeldInVain = try CaseActions(dependencies: dependencies).isHeldInVain(stored, in: tx)
            page.elsewhere = try stored.person.flatMap {
                try RegionLimit(dependencies: dependencies).regionWithout($0, of: context.officer.id, in: tx)
            }
            return page
        }
    }

    private func missing(_ stored: ServiceCase, _ tx: Transaction) throws -> MissingEntryView? {
        guard let missing = try tx.cases.missing(of: stored) else { return nil }
        let wave = try tx.waves.require(missing.wave).wave
        return MissingEntryView(
            wave: wave, until: missing.until,
            standing: try tx.entries.standing(of: missing.entry, in: wave, vault: dependencies.vault),
            reasons: try tx.entries.removal(of: missing.entry) ?? [],
            rules: dependencies.edition(wave.edition).eligibility)
    }

    /// As the person's own page has it.
    private func reopenUntil(_ stored: ServiceCase, at now: Instant, _ tx: Transaction) throws -> Instant? {
        let limit = try tx.cases.missing(of: stored)?.until
        return stored.reopenUntil(dependencies.service, in: dependencies.edition.waves.zone)
            .map { min($0, limit ?? $0) }.flatMap { now < $0 ? $0 : nil }
    }

    /// The account that money goes to is one more kind of data, whose reading is recorded.
    private func money(of stored: ServiceCase, _ context: OfficerContext, _ tx: Transaction) throws -> CaseMoney? {
        guard stored.state.isRunning, let person = stored.person,
            let money = try CaseMoney(
                of: stored, person, for: context.officer, context.t, in: tx, on: dependencies)
        else { return nil }
        if money.showsPayee {
            try context.records(.payee, of: [person], because: .work(stored.subject), in: tx)
        }
        return money
    }

    private func appeal(_ stored: ServiceCase, _ tx: Transaction) throws -> AppealView? {
        guard let contested = stored.contested else { return nil }
        let isEligibility = contested.kind == .eligibility
        let findings =
            isEligibility
            ? try stored.person.map { try tx.applications.findings(of: $0, on: dependencies) } ?? [] : []
        return AppealView(
            contested: contested, result: try tx.cases.result(of: contested, person: stored.person),
            findings: findings.map(StoredFinding.init), rulings: try tx.cases.rulings(of: stored.id),
            correction: try tx.cases.correction(of: stored.id, vault: dependencies.vault),
            held: contested.kind == .purchase
                ? try tx.heldCompletions.latest(of: ID(contested.subject))?.id : nil)
    }
}

extension DutySource {
    static let cases = DutySource(permission: .answerCases) { tx, officer, dependencies in
        let now = dependencies.clock.now()
        let ageing = try tx.cases.unanswered(for: officer.id)
        let total = ageing.reduce(0) { $0 + $1.cases }
        let overdue = ageing.filter { $0.dueAt <= now }
        let all = Bilingual(id: "Keluhan dan sanggahan yang perlu dijawab", en: "Complaints and appeals to answer")
        let late = overdue.reduce(0) { $0 + $1.cases }
        let detail =
            late == 0
            ? nil
            : late == total
                ? Bilingual(id: "semuanya terlambat", en: "all of them late")
                : Bilingual(id: "\(late) terlambat", en: "\(late) late")
        let answer = Bilingual(id: "Jawab", en: "Answer")
        let second = Bilingual(
            id: "Jawaban dan koreksi yang menunggu petugas kedua", en: "Answers and corrections that wait for you")
        let waiting =
            try tx.cases.proposed(exceptOf: officer, limit: CaseOffice.listed)
            + tx.cases.correctionsWaiting(exceptOf: officer, limit: CaseOffice.listed)
        return [
            Duty(
                label: all, count: total, path: late == 0 ? Paths.caseOffice : Paths.caseOffice(.late), people: total,
                oldest: try tx.cases.oldest(for: officer.id), due: ageing.first?.dueAt, detail: detail, verb: answer),
            Duty(
                label: second, count: waiting.count,
                path: waiting.first.map { Paths.officeCase($0.id) } ?? Paths.caseOffice, people: waiting.count,
                due: waiting.map(\.dueAt).min(), verb: Bilingual(id: "Periksa", en: "Look")),
        ]
    } items: { tx, officer, _ in
        let cases =
            try tx.cases.firstOpen(for: officer.id, limit: mostItems)
            + tx.cases.proposed(exceptOf: officer, limit: mostItems)
            + tx.cases.correctionsWaiting(exceptOf: officer, limit: mostItems)
        return cases.map { Paths.officeCase($0.id) }
    }
}

extension OfficeSection {
    static let cases = OfficeSection(
        name: Bilingual(id: "Keluhan", en: "Complaints"),
        purpose: Bilingual(
            id: "Jawab keluhan dan sanggahan sebelum batas waktunya.",
            en: "Answer complaints and appeals before their deadline."),
        path: Paths.caseOffice, readers: [.answerCases], group: .work, icon: .speech,
        also: [Paths.caseTemplates, Paths.caseBatches])
}

extension CaseOffice {
    /// The lists in force that exclude the person, each with the removal that waits or is in force.
    fileprivate func excluding(_ stored: ServiceCase, _ tx: Transaction) throws -> [ExcludingList] {
        guard stored.contested?.kind == .eligibility, let person = stored.person,
            let claim = try tx.identity.claim(of: person)
        else { return [] }
        return try tx.listRemovals.lists(with: claim.nikLookup).filter { $0.kind.effect == .excludes }.map { list in
            ExcludingList(
                list: list, removal: try tx.listRemovals.current(of: claim.nikLookup, on: list)?.value)
        }
    }
}
