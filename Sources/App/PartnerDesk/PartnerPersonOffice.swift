import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/orang-mitra`: the people of a partner as the office sees them. Officers propose the first, decide where the
/// partner has only one administrator, and suspend at once.
struct PartnerPersonOffice: Sendable {
    let dependencies: Dependencies

    private static let mostRequests = 30

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.officePeopleOfPartners, use: all)
        routes.get(Paths.officePersonRequests) { request, context in
            try context.redirect(Paths.officePeopleOfPartners, withFormOf: request)
        }
        routes.get(Paths.officePartnerPeople.pattern, use: show)
        routes.post(Paths.officePartnerPeople.pattern, use: invite)
        routes.post(Paths.officePartnerPersonAct.pattern, use: act)
        routes.get(Paths.officePersonRequest.pattern, use: request)
        routes.post(Paths.officePersonAnswer.pattern, use: answer)
        return routes
    }

    private var changing: ChangePartnerPeople { ChangePartnerPeople(dependencies: dependencies) }

    @Sendable private func all(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readPartners)
        let page = try await dependencies.database.read { tx in
            let records = try tx.partners.records().filter { $0.kind.api != nil }
            let counts = try tx.partnerPeople.counts()
            let names = Dictionary(uniqueKeysWithValues: records.map { ($0.id, $0.name) })
            return PeopleOfPartnersPage(
                t: context.t,
                rows: records.map { PeopleOfPartnersPage.Row(record: $0, people: counts[$0.id] ?? 0) },
                waiting: try tx.partnerPeople.waitingRequests().map { request in
                    PeopleOfPartnersPage.Waiting(
                        request: request, partner: names[request.partner] ?? "–",
                        names: try tx.partnerPeople.names(of: request.partner))
                })
        }
        return context.page(page)
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readPartners)
        return context.page(try await page(context, context.newForm, nil))
    }

    @Sendable private func invite(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.managePartners)
        try context.requireProof()
        let form = try await context.form(request)
        let partner = try context.partnerOfPeople()
        let (change, found) = PartnerInvitationFields.read(form, context.t)
        let (reason, wrong) = ReasonField.read(form, context.t)
        guard let change, let reason else {
            return context.page(
                try await page(context, form.state.with(found + wrong), nil), status: .unprocessableContent)
        }
        do {
            let id = try await changing.propose(change, of: partner, because: reason, by: context.officer.id)
            return context.redirect(Paths.officePersonRequest(id), saying: .proposed)
        } catch let refusal as PartnerPersonRefusal {
            let error = FieldError(field: PartnerInvitationFields.address, message: refusal.sentence(context.t))
            return context.page(try await page(context, form.state.with([error]), nil), status: refusal.status)
        }
    }

    /// A suspension takes effect at once; everything else is proposed to a second officer.
    @Sendable private func act(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.managePartners)
        guard let act = context.parameters.get("act").flatMap(PartnerPersonAct.init(rawValue:)),
            let person = context.parameters.get("person").flatMap({ ID<PartnerPerson>($0) })
        else { throw HTTPError(.notFound) }
        if act != .suspend { try context.requireProof() }
        let form = try await context.form(request)
        let partner = try context.partnerOfPeople()
        guard try await dependencies.database.read({ try $0.partnerPeople.entry(person, of: partner) }) != nil else {
            throw HTTPError(.notFound)
        }
        let (reason, errors) = ReasonField.read(form, context.t, name: DeskPeoplePage.reason(person))
        guard let reason else {
            return context.page(
                try await page(context, form.state.with(errors), nil), status: .unprocessableContent)
        }
        do {
            guard act != .suspend else {
                try await changing.suspend(person, of: partner, because: reason, by: context.officer.id)
                return context.redirect(Paths.officePartnerPeople(partner), saying: .partnerPersonSuspended)
            }
            let id = try await changing.propose(
                act.change(of: person), of: partner, because: reason, by: context.officer.id)
            return context.redirect(Paths.officePersonRequest(id), saying: .proposed)
        } catch let refusal as PartnerPersonRefusal {
            return context.page(try await page(context, form.state, refusal), status: refusal.status)
        }
    }

    @Sendable private func request(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readPartners)
        return context.page(try await requestPage(context, context.newForm, nil))
    }

    @Sendable private func answer(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.managePartners)
        guard let answer = context.parameters.get("answer").flatMap(ProposalAnswer.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        if answer == .approve { try context.requireProof() }
        let (id, form) = (try context.personRequest(), try await context.form(request))
        let (reason, errors) = ReasonField.read(form, context.t)
        guard let reason else {
            return context.page(
                try await requestPage(context, form.state.with(errors), nil), status: .unprocessableContent)
        }
        do {
            try await changing.decide(id, approving: answer == .approve, because: reason, by: context.officer.id)
        } catch let refusal as any UserFacingRefusal {
            return context.page(try await requestPage(context, form.state, refusal), status: refusal.status)
        }
        return context.redirect(
            Paths.officePersonRequest(id), saying: answer == .approve ? .requestApproved : .requestRefused)
    }

    // MARK: - Pages

    private func page(
        _ context: OfficerContext, _ form: FormState, _ refusal: (any UserFacingRefusal)?
    ) async throws -> PartnerPeoplePage {
        let (id, officer) = (try context.partnerOfPeople(), context.officer)
        return try await dependencies.database.read { tx in
            guard let record = try tx.partners.record(id), record.kind.api != nil else { throw HTTPError(.notFound) }
            return PartnerPeoplePage(
                t: context.t, record: record, people: try tx.partnerPeople.all(of: id),
                requests: try tx.partnerPeople.requests(of: id, limit: Self.mostRequests), officer: officer,
                form: form, refusal: refusal)
        }
    }

    private func requestPage(
        _ context: OfficerContext, _ form: FormState, _ refusal: (any UserFacingRefusal)?
    ) async throws -> PartnerPersonRequestPage {
        let (id, officer) = (try context.personRequest(), context.officer)
        return try await dependencies.database.read { [dependencies] tx in
            guard let request = try tx.partnerPeople.request(id),
                let record = try tx.partners.record(request.partner)
            else { throw HTTPError(.notFound) }
            return PartnerPersonRequestPage(
                t: context.t, request: request, record: record,
                colleagues: try tx.partnerPeople.names(of: request.partner), names: try tx.officers.names(),
                obstacle: try Self.obstacle(request, officer, approving: true, in: tx, on: dependencies),
                mayRefuse: try Self.obstacle(request, officer, approving: false, in: tx, on: dependencies) == nil,
                mayAct: officer.may(.managePartners), form: form, refusal: refusal)
        }
    }

    /// Why the officer may not answer so; nil when they may.
    static func obstacle(
        _ request: PartnerPersonRequest, _ officer: Officer, approving: Bool, in tx: Transaction,
        on dependencies: Dependencies
    ) throws -> (any UserFacingRefusal)? {
        do {
            try ChangePartnerPeople.check(
                request, by: officer.signatory(for: .managePartners), approving: approving, in: tx, on: dependencies)
            return nil
        } catch let refusal as any UserFacingRefusal {
            return refusal
        }
    }
}

extension OfficerContext {
    fileprivate func partnerOfPeople() throws -> ID<Partner> {
        guard let id = parameters.get("id").flatMap({ ID<Partner>($0) }) else { throw HTTPError(.notFound) }
        return id
    }

    fileprivate func personRequest() throws -> ID<PartnerPersonRequest> {
        guard let id = parameters.get("id").flatMap({ ID<PartnerPersonRequest>($0) }) else {
            throw HTTPError(.notFound)
        }
        return id
    }
}

extension DutySource {
    static let partnerPeople = DutySource(permission: .managePartners) { tx, officer, dependencies in
        let waiting = try PartnerPersonOffice.waiting(for: officer, in: tx, on: dependencies)
        return [
            Duty(
                label: Bilingual(id: "Usulan tentang orang mitra", en: "Proposals about people of partners"),
                count: waiting.count,
                path: waiting.first.map { Paths.officePersonRequest($0.id) } ?? Paths.officePeopleOfPartners,
                oldest: waiting.first.map { dependencies.clock.timeline.programme($0.proposedAt) },
                verb: Bilingual(id: "Putuskan", en: "Decide"))
        ]
    } items: { tx, officer, dependencies in
        try PartnerPersonOffice.waiting(for: officer, in: tx, on: dependencies).prefix(mostItems)
            .map { Paths.officePersonRequest($0.id) }
    }
}

extension PartnerPersonOffice {
    /// Those that this officer may decide, the oldest first.
    fileprivate static func waiting(
        for officer: Officer, in tx: Transaction, on dependencies: Dependencies
    ) throws -> [PartnerPersonRequest] {
        try tx.partnerPeople.waitingRequests().filter {
            try obstacle($0, officer, approving: false, in: tx, on: dependencies) == nil
        }
    }
}
