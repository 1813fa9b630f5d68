import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/orang/{id}/tindakan/{act}` and `/kantor/tindakan-orang`: what one officer proposes about a person, and a
/// second one's decision.
struct PersonActOffice: Sendable {
    let dependencies: Dependencies

    static let readers: Set<Permission> = [.changePeople, .approvePeopleChanges]

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.personAct.pattern, use: show)
        routes.post(Paths.personAct.pattern, use: act)
        routes.get(Paths.personProposals, use: list)
        routes.get(Paths.personProposal.pattern, use: proposal)
        routes.get(Paths.personProposalAnswer.pattern) { _, context in
            context.redirect(Paths.personProposal(try context.proposal()))
        }
        routes.post(Paths.personProposalAnswer.pattern, use: answer)
        return routes
    }

    // MARK: - The first officer

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.changePeople)
        return try await forms(context).page(filled: true, context.newForm, nil)
    }

    @Sendable private func act(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.changePeople)
        let forms = try forms(context)
        if forms.form.act?.needsProof ?? false { try context.requireProof() }
        let form = try await context.form(request)
        do {
            return try await forms.send(form)
        } catch let found as PersonActErrors {
            return try await forms.page(filled: false, form.state.with(found.errors), nil)
        } catch let refusal as any UserFacingRefusal {
            return try await forms.page(filled: false, form.state, refusal)
        }
    }

    private func forms(_ context: OfficerContext) throws -> PersonActForms {
        guard let person = context.parameters.get("id").flatMap({ ID<Account>($0) }),
            let form = context.parameters.get("act").flatMap(PersonActForm.init(rawValue:))
        else { throw HTTPError(.notFound) }
        return PersonActForms(dependencies: dependencies, context: context, person: person, form: form)
    }

    // MARK: - The second officer

    @Sendable private func list(request: Request, context: OfficerContext) async throws -> Response {
        try Self.checkReader(context)
        let page = try await dependencies.database.transaction { tx in
            let waiting = try tx.personProposals.waiting(limit: PersonProposalsPage.most)
            let decided = try tx.personProposals.decided(limit: PersonProposalsPage.most)
            // A local officer opens a person of another region first, with a reason.
            let region = try tx.officers.region(of: context.officer.id)
            let people = Set((waiting + decided).map(\.person)).sorted()
            let shown = try tx.people.lines(people, vault: dependencies.shownVault).filter {
                !$0.isElsewhere(than: region)
            }
            try context.records(.identity, of: shown.map(\.id), because: .work("person-proposals"), in: tx)
            return PersonProposalsPage(
                t: context.t, waiting: waiting, decided: decided,
                people: Dictionary(uniqueKeysWithValues: shown.map { ($0.id, $0.name ?? context.t.short($0.id)) }),
                names: try tx.officers.names(), deciders: try tx.personProposals.deciders(of: decided.map(\.id)),
                maySearch: context.officer.may(.searchPeople))
        }
        return context.page(page)
    }

    @Sendable private func proposal(request: Request, context: OfficerContext) async throws -> Response {
        try Self.checkReader(context)
        if let first = try await pageToOpenFirst(context) { return context.redirect(first) }
        return context.page(try await page(context, context.newForm, nil))
    }

    /// A local officer reads and decides nothing about a person who lives elsewhere before they have opened them.
    private func pageToOpenFirst(_ context: OfficerContext) async throws -> String? {
        let id = try context.proposal()
        return try await context.pageToOpenFirst { [vault = dependencies.vault] tx in
            try tx.personProposals.find(id, vault: vault)?.value.person
        }
    }

    @Sendable private func answer(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.approvePeopleChanges)
        let id = try context.proposal()
        guard let answer = context.parameters.get("answer").flatMap(PersonProposalAnswer.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        if answer == .approve { try context.requireProof() }
        let form = try await context.form(request)
        if let first = try await pageToOpenFirst(context) { return context.redirect(first) }
        let (reason, errors) = ReasonField.read(form, context.t)
        guard let reason else {
            return context.page(
                try await page(context, form.state.with(errors), nil), status: .unprocessableContent)
        }
        let deciding = DecidePersonAct(dependencies: dependencies)
        do {
            try await dependencies.database.transaction { tx in
                switch answer {
                case .approve: try deciding.approve(id, because: reason, by: context.officer, in: tx)
                case .refuse: try deciding.refuse(id, because: reason, by: context.officer, in: tx)
                }
            }
        } catch let refusal as any UserFacingRefusal {
            return context.page(try await page(context, form.state, refusal), status: refusal.status)
        }
        return context.redirect(
            Paths.personProposal(id), saying: answer == .approve ? .requestApproved : .requestRefused)
    }

    private func page(
        _ context: OfficerContext, _ form: FormState, _ refusal: (any UserFacingRefusal)?
    ) async throws -> PersonProposalPage {
        let id = try context.proposal()
        return try await dependencies.database.transaction { [dependencies] tx in
            guard let stored = try tx.personProposals.find(id, vault: dependencies.vault) else {
                throw HTTPError(.notFound)
            }
            let person = stored.value.person
            try context.records(.identity, of: [person], because: .work("person-proposal:\(id)"), in: tx)
            var stake: [PersonActStake] = []
            if stored.value.act == .revocation, stored.value.state == .proposed {
                try context.records(.card, of: [person], because: .work("person-proposal:\(id)"), in: tx)
                stake = try PersonActStake.card(of: person, in: tx)
            }
            let running = try tx.suspensions.of(id).flatMap { $0.isRunning ? $0.confirmBy : nil }
            var page = PersonProposalPage(
                t: context.t, proposal: stored,
                name: try tx.accounts.name(of: person, vault: dependencies.shownVault) ?? "\(person)",
                officer: context.officer, names: try tx.officers.names(), confirmBy: running,
                deciders: dependencies.officeRoles.roles.filter { $0.permissions.contains(.approvePeopleChanges) },
                stake: stake, form: form, refusal: refusal)
            page.elsewhere = try RegionLimit(dependencies: dependencies).regionWithout(
                person, of: context.officer.id, in: tx)
            return page
        }
    }

    private static func checkReader(_ context: OfficerContext) throws {
        try context.officer.requireAny(readers)
    }
}

extension OfficerContext {
    fileprivate func proposal() throws -> ID<PersonProposal> {
        guard let id = parameters.get("id").flatMap({ ID<PersonProposal>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}

/// What is wrong in a form about a person.
struct PersonActErrors: Error {
    let errors: [FieldError]
}
