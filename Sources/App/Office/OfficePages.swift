import Hummingbird
import Programme
import Storage

/// The office's general pages: desk and audit trail.
struct OfficePages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.office, use: home)
        routes.post(Paths.officeFailures, use: seenFailures)
        routes.get(Paths.officeAudit, use: trail)
        routes.post(Paths.officeAudit, use: filter)
        return routes
    }

    @Sendable private func home(request: Request, context: OfficerContext) async throws -> Response {
        let (officer, now) = (context.officer, dependencies.clock.now())
        let (t, csrf) = (context.t, context.newForm.csrf)
        let panels = try await DeskPanelSource.panels(of: officer, on: dependencies, t)
        let page = try await dependencies.database.read { [dependencies] tx in
            let duties = try tx.officers.duties(of: officer, on: dependencies)
            return OfficeHomePage(
                t: t, officer: officer, now: now, duties: duties,
                others: try tx.officers.waitingForOthers(than: officer, mine: duties, on: dependencies),
                week: WeekEvent.all(of: try tx.waves.known(of: dependencies.edition.id), at: now),
                visits: officer.may(.readPeople) ? try tx.visits.latest(of: officer.id, vault: dependencies.vault) : [],
                failures: try tx.officers.failures(of: officer.id), panels: panels, csrf: csrf)
        }
        dependencies.dutyCounts.note(page.duties, of: officer, at: dependencies.realNow())
        return context.page(page)
    }

    /// The officer confirms having read how many attempts under their name were refused.
    @Sendable private func seenFailures(request: Request, context: OfficerContext) async throws -> Response {
        _ = try await context.form(request)
        try await OfficeActions(dependencies: dependencies).acknowledgeFailures(by: context.officer.id)
        return context.redirect(Paths.office, saying: .failuresSeen)
    }

    /// The account in a subject of the audit log such as `account:7`; nil for any other subject.
    private static func person(of subject: String) -> ID<Account>? {
        guard subject.hasPrefix("account:") else { return nil }
        return ID<Account>(String(subject.dropFirst("account:".count)))
    }

    /// Whom each event concerns, where it is one person.
    private static func people(in records: [AuditRecord], _ tx: Transaction) throws -> [ID<AuditEvent>: ID<Account>] {
        var known: [String: ID<Account>?] = [:]
        var people: [ID<AuditEvent>: ID<Account>] = [:]
        for record in records {
            if known[record.subject] == nil { known[record.subject] = .some(try concerned(by: record.subject, tx)) }
            if let person = known[record.subject] ?? nil { people[record.id] = person }
        }
        return people
    }

    private static func concerned(by subject: String, _ tx: Transaction) throws -> ID<Account>? {
        if let person = person(of: subject) { return person }
        let parts = subject.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let id = Int64(parts[1], in: 1...Int64.max) else { return nil }
        return switch parts[0] {
        case "card": try tx.cards.find(ID(id))?.person
        case "case": try tx.cases.find(ID(id))?.person
        case "disbursement": try tx.payouts.disbursement(ID(id))?.person
        case "payee-question": try tx.payeeQuestions.person(ID(id))
        case "photo": try tx.photos.photo(ID(id))?.person
        case "purchase": try tx.purchases.find(ID(id))?.person
        default: nil
        }
    }

    @Sendable private func trail(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readAudit)
        let form = try Form(query: request.uri.query ?? "", csrf: context.newForm.csrf)
        let (filter, errors) = AuditFilter.read(form, context.t)
        guard errors.isEmpty else { return try await wrong(errors, filter, form.state, context) }
        let before = ID<AuditEvent>(form["sebelum"])
        let page = try await dependencies.database.transaction { [dependencies] tx -> AuditTrailPage? in
            let object = try filter.object.isEmpty ? nil : AuditObject(filter.object, in: tx, on: dependencies)
            guard filter.object.isEmpty || object != nil else { return nil }
            let search = filter.search(object, timeline: dependencies.clock.timeline)
            // One more than shown, to know whether there are older ones.
            let records = try tx.audit.find(search, before: before, limit: AuditTrailPage.length + 1)
            let shown = Array(records.prefix(AuditTrailPage.length))
            // Also of a subject without rows: that it has none says something about its person.
            let asked = object?.person == nil ? object?.subjects ?? [] : []
            let about = try tx.people.people(of: Set(shown.map(\.subject) + asked))
            let people = Set(about + shown.compactMap(\.person) + [object?.person].compactMap(\.self))
            try context.records(.trail, of: people.sorted(), because: .work("audit-log"), in: tx)
            return AuditTrailPage(
                t: context.t, filter: filter, form: form.state, records: shown, names: try tx.officers.names(),
                subjects: try SubjectNames(of: shown, and: [filter.object], in: tx),
                hasOlder: records.count > AuditTrailPage.length, people: try Self.people(in: shown, tx),
                mayOpen: context.officer.may(.readPeople), mayExport: context.officer.may(.exportData))
        }
        guard let page else { return try await wrong([.unknownObject(context.t)], filter, form.state, context) }
        return context.page(page)
    }

    /// Posted, so that a NIK or a number that an officer types by mistake stands in no address: only a code, or what
    /// names no person, leads on.
    @Sendable private func filter(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readAudit)
        let form = try await context.form(request)
        let (filter, errors) = AuditFilter.read(form, context.t)
        guard errors.isEmpty else { return try await wrong(errors, filter, form.state, context) }
        let isKnown = try await dependencies.database.read { [dependencies] tx in
            try filter.object.isEmpty || AuditObject(filter.object, in: tx, on: dependencies) != nil
        }
        guard isKnown else { return try await wrong([.unknownObject(context.t)], filter, form.state, context) }
        return context.redirect(Paths.officeAudit(filter))
    }

    /// The form with what was typed, and nothing listed.
    private func wrong(
        _ errors: [FieldError], _ filter: AuditFilter, _ form: FormState, _ context: OfficerContext
    ) async throws -> Response {
        let names = try await dependencies.database.read { try $0.officers.names() }
        return context.page(
            AuditTrailPage(
                t: context.t, filter: filter, form: form.with(errors), records: [], names: names, hasOlder: false),
            status: .unprocessableContent)
    }
}

extension FieldError {
    fileprivate static func unknownObject(_ t: Words) -> FieldError {
        FieldError(
            field: AuditFilter.objectField,
            message: t(
                "Orang atau perihal: tulis nomor peserta selengkapnya, nomor keluhan, “gelombang 1”, atau “kelompok 3”.",
                "Person or subject: write the whole number of a participant, a case, “wave 1”, or “batch 3”."))
    }
}

extension AuditRecord {
    /// The person who did it themselves.
    fileprivate var person: ID<Account>? {
        actorKind == "person" ? actorID.map { ID($0) } : nil
    }
}
