import Hummingbird
import Programme
import Storage

/// `/kantor/orang/{id}`: a person's page, opened for a stated reason or from an item of work.
struct PersonOffice: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.officePeople) { request, context in
            try context.redirect(Paths.officeSearch, withFormOf: request)
        }
        routes.get(Paths.person.pattern, use: show)
        routes.get(Paths.personOpening.pattern, use: back)
        routes.post(Paths.personOpening.pattern, use: open)
        routes.get(Paths.personShown.pattern, use: back)
        routes.post(Paths.personShown.pattern, use: reveal)
        return routes
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        let only = PersonEvent.Kind(rawValue: request.query("hanya"))
        return try await page(context, only: only, form: context.newForm)
    }

    @Sendable private func back(request: Request, context: OfficerContext) async throws -> Response {
        context.redirect(Paths.person(try context.person()))
    }

    @Sendable private func open(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readPeople)
        let (person, form) = (try context.person(), try await context.form(request))
        let acts = OpenPerson(dependencies: dependencies)
        if form.has(PersonLink.itemField) {
            let isOpen = try await dependencies.database.transaction { tx in
                try acts.open(person, from: form[PersonLink.itemField], by: context.officer, in: tx)
            }
            if isOpen { return context.redirect(Paths.person(person)) }
        }
        let (reason, errors) = ReasonField.read(form, context.t)
        guard let reason else { return try await page(context, only: nil, form: form.state.with(errors)) }
        try await dependencies.database.transaction { tx in
            guard try tx.people.exists(person) else { throw HTTPError(.notFound) }
            try acts.open(person, because: reason, by: context.officer.id, in: tx)
        }
        return context.redirect(Paths.person(person))
    }

    @Sendable private func reveal(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readPeople)
        let (person, form) = (try context.person(), try await context.form(request))
        let (reason, errors) = ReasonField.read(form, context.t)
        guard let reason else { return try await page(context, only: nil, form: form.state.with(errors)) }
        try await dependencies.database.transaction { [dependencies] tx in
            let (officer, vault) = (context.officer.id, dependencies.vault)
            guard try tx.openings.show(person, to: officer, at: dependencies.realNow(), vault: vault) else { return }
            try context.records(.contact, of: [person], because: .stated(reason), in: tx)
            try context.records(.identity, of: [person], because: .stated(reason), in: tx)
        }
        return context.redirect(Paths.person(person))
    }

    /// The page, or the question why it is opened. Every view is recorded before it is answered.
    private func page(
        _ context: OfficerContext, only: PersonEvent.Kind?, form: FormState
    ) async throws -> Response {
        try context.require(.readPeople)
        let person = try context.person()
        let status: HTTPResponse.Status = form.errors.isEmpty ? .ok : .unprocessableContent
        let (page, elsewhere) = try await dependencies.database.transaction {
            [dependencies] tx -> (PersonPage?, Province?) in
            guard let line = try tx.people.lines([person], vault: dependencies.shownVault).first else {
                throw HTTPError(.notFound)
            }
            let opening = try tx.openings.current(
                of: person, by: context.officer.id, at: dependencies.realNow(), vault: dependencies.vault)
            let elsewhere = try RegionLimit(dependencies: dependencies).regionWithout(
                person, of: context.officer.id, in: tx)
            guard let opening else { return (nil, elsewhere) }
            try context.records(.person, of: [person], because: try opening.accessReason(), in: tx)
            let now = dependencies.clock.now()
            try tx.visits.note(
                Paths.person(person), label: line.name ?? "\(person)", by: context.officer.id, at: now,
                vault: dependencies.vault)
            return (try Self.read(line, opening, only, form, context, at: now, in: tx), elsewhere)
        }
        guard var page else {
            let question = OpenPersonPage(t: context.t, person: person, form: form, elsewhere: elsewhere)
            return context.page(question, status: status)
        }
        page.elsewhere = elsewhere
        return context.page(page, status: status)
    }

    private static func read(
        _ line: PersonLine, _ opening: Opening, _ only: PersonEvent.Kind?, _ form: FormState,
        _ context: OfficerContext, at now: Instant, in tx: Transaction
    ) throws -> PersonPage {
        let t = context.t
        let reading = PersonReading(
            person: line.id, officer: context.officer, isOpen: opening.isShown, now: now, t: t,
            dependencies: context.dependencies)
        let permitted = context.officer.permissions
        return PersonPage(
            t: t, line: line, now: now,
            why: opening.work.isEmpty
                ? "“\(opening.reason)”"
                : AuditWords(t: t, names: try SubjectNames(of: [opening.work], in: tx)).subject(opening.work),
            track: try PersonTrack(of: reading, in: tx),
            sections: try PersonSectionSource.all.compactMap { try $0.read(tx, reading) },
            events: try PersonEvent.all(of: reading, limit: PersonPage.length, in: tx), only: only,
            actions: try PersonActionSource.all.filter { permitted.contains($0.permission) }
                .flatMap { try $0.read(tx, reading) },
            isOpen: opening.isShown, form: form)
    }
}

extension OfficerContext {
    /// The person in the path.
    fileprivate func person() throws -> ID<Account> {
        guard let id = parameters.get("id").flatMap({ ID<Account>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}
