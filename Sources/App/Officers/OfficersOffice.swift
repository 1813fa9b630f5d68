import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/petugas`: administrators invite officers and change their accounts, two for each change.
struct OfficersOffice: Sendable {
    let dependencies: Dependencies

    /// Proposals shown on an officer's page.
    private static let listed = 20

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.officers, use: list)
        routes.get(Paths.officerInvitation, use: invitation)
        routes.post(Paths.officerInvitation, use: invite)
        routes.get(Paths.officerRequests) { request, context in
            try context.redirect(Paths.officers, withFormOf: request)
        }
        routes.get(Paths.officerRequest.pattern, use: request)
        routes.post(Paths.officerRequest.pattern, use: decide)
        routes.get(Paths.officer.pattern, use: show)
        routes.get(Paths.officerChange.pattern, use: form)
        routes.post(Paths.officerChange.pattern, use: propose)
        return routes
    }

    @Sendable private func list(request: Request, context: OfficerContext) async throws -> Response {
        try requireReading(context)
        let now = dependencies.realNow()
        let (officers, requests, names) = try await dependencies.database.read { tx in
            (try tx.officers.roster(at: now), try tx.officerRequests.open(), try tx.officers.names())
        }
        return context.page(
            OfficersPage(
                t: context.t, officers: officers, requests: requests, names: names,
                mayChange: context.officer.may(.manageOfficers), now: now))
    }

    // MARK: Invitations

    @Sendable private func invitation(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.manageOfficers)
        return context.page(invitationPage(context, context.newForm))
    }

    @Sendable private func invite(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.manageOfficers)
        try context.requireProof()
        let form = try await context.form(request)
        let (reason, errors) = ReasonField.read(form, context.t)
        let roles = RolesField.read(form, of: dependencies.officeRoles)
        let (post, missing) = LocalPost.read(form, for: roles, of: dependencies.officeRoles, context.t)
        let unwritten = unwritten(form, roles, context.t)
        guard let reason, missing.isEmpty, unwritten.isEmpty else {
            let state = form.state.with(unwritten + missing + errors)
            return context.page(invitationPage(context, state), status: .unprocessableContent)
        }
        let draft = OfficerDraft.invite(
            name: form["nama"], signIn: OfficerSignIn.canonical(form["alamat"]), roles: roles, post: post)
        do {
            let id = try await actions.propose(draft, because: reason, by: context.officer)
            return context.redirect(Paths.officerRequest(id), saying: .proposed)
        } catch let refusal as any UserFacingRefusal {
            let state = form.state.with([
                FieldError(field: Self.field(of: refusal), message: refusal.sentence(context.t))
            ])
            return context.page(invitationPage(context, state), status: refusal.status)
        }
    }

    /// The fields without a usable value, all at once.
    private func unwritten(_ form: Form, _ roles: [Role], _ t: Words) -> [FieldError] {
        var refusals: [any UserFacingRefusal] = []
        if form["nama"].trimmingWhitespace().isEmpty { refusals.append(OfficerRefusal.noName) }
        if EmailAddress(OfficerSignIn.canonical(form["alamat"])) == nil { refusals.append(OfficerRefusal.noAddress) }
        if roles.isEmpty {
            do throws(OfficeRolesRefusal) { try dependencies.officeRoles.check(roles) } catch { refusals.append(error) }
        }
        return refusals.map { FieldError(field: Self.field(of: $0), message: $0.sentence(t)) }
    }

    private func invitationPage(_ context: OfficerContext, _ form: FormState) -> OfficerInvitationPage {
        OfficerInvitationPage(t: context.t, form: form, roles: dependencies.officeRoles.roles)
    }

    // MARK: One officer

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try requireReading(context)
        let (id, now) = (try context.subject(), dependencies.realNow())
        let (entry, requests, proposals, names) = try await dependencies.database.read { tx in
            (
                try tx.officers.rosterEntry(id, at: now), try tx.officerRequests.about(id, limit: Self.listed),
                try tx.officers.openProposals(of: id), try tx.officers.names()
            )
        }
        guard let entry else { throw HTTPError(.notFound) }
        var rights: OfficerPage.Rights = context.officer.may(.manageOfficers) ? .change : []
        if context.officer.isSame(as: id) { rights.insert(.own) }
        return context.page(
            OfficerPage(
                t: context.t, officer: entry, requests: requests, proposals: proposals, names: names, may: rights,
                now: now))
    }

    @Sendable private func form(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.manageOfficers)
        return context.page(try await page(try context.change(), context.newForm, context))
    }

    @Sendable private func propose(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.manageOfficers)
        try context.requireProof()
        let form = try await context.form(request)
        let (id, change, t) = (try context.subject(), try context.change(), context.t)
        let (reason, errors) = ReasonField.read(form, t)
        let draft = try draft(change, id, form, t)
        guard let reason, draft.errors.isEmpty else {
            let state = form.state.with(draft.errors + errors)
            return context.page(try await page(change, state, context), status: .unprocessableContent)
        }
        do {
            guard let proposed = draft.value else {
                if change == .suspend, let made = try await actions.suspend(id, because: reason, by: context.officer) {
                    return context.redirect(Paths.officerRequest(made), saying: .proposed)
                }
                if change == .endDeputy {
                    try await actions.endDeputyships(of: id, because: reason, by: context.officer)
                }
                return context.redirect(
                    Paths.officer(id), saying: change == .suspend ? .officerSuspended : .deputyEnded)
            }
            let made = try await actions.propose(proposed, because: reason, by: context.officer)
            return context.redirect(Paths.officerRequest(made), saying: .proposed)
        } catch let refusal as any UserFacingRefusal {
            let state = form.state.with([FieldError(field: Self.field(of: refusal), message: refusal.sentence(t))])
            return context.page(try await page(change, state, context), status: refusal.status)
        }
    }

    /// What is proposed; nil for what takes effect at once.
    private func draft(
        _ change: OfficerChangePage.Change, _ id: ID<Officer>, _ form: Form, _ t: Words
    ) throws -> (value: OfficerDraft?, errors: [FieldError]) {
        let roles = RolesField.read(form, of: dependencies.officeRoles)
        switch change {
        case .roles:
            let (post, errors) = LocalPost.read(form, for: roles, of: dependencies.officeRoles, t)
            return (.roles(id, roles, post: post), errors)
        case .reset: return (.reset(id), [])
        case .reinstate: return (.reinstate(id), [])
        case .identity: return (.identity(id), [])
        case .suspend, .endDeputy: return (nil, [])
        case .deputy:
            let absent = ID<Officer>(form["berhalangan"])
            let (from, wrongStart) = OfficerChangePage.from.read(form, t)
            let (to, wrongEnd) = OfficerChangePage.through.read(form, t)
            guard let absent, let from, let to else {
                let choose = FieldError(field: "berhalangan", message: t("Pilih petugas.", "Choose an officer."))
                return (nil, [absent == nil ? choose : nil, wrongStart, wrongEnd].compactMap(\.self))
            }
            // Typed by the programme's clock; roles are held by the real one.
            let timeline = dependencies.clock.timeline
            let days = (
                from: timeline.real(Zone.wib.instant(from)),
                until: timeline.real(Zone.wib.instant(to.adding(days: 1)))
            )
            return (.deputy(id, roles: roles, of: absent, days: days), [])
        }
    }

    private func page(
        _ change: OfficerChangePage.Change, _ form: FormState, _ context: OfficerContext
    ) async throws -> OfficerChangePage {
        let (id, now) = (try context.subject(), dependencies.realNow())
        let officers = try await dependencies.database.read { try $0.officers.roster(at: now) }
        guard let entry = officers.first(where: { $0.id == id }) else { throw HTTPError(.notFound) }
        return OfficerChangePage(
            t: context.t, change: change, officer: entry, roles: dependencies.officeRoles.roles,
            others: officers.filter { $0.id != id && $0.suspendedAt == nil }, form: form)
    }

    // MARK: The second person

    @Sendable private func request(request: Request, context: OfficerContext) async throws -> Response {
        try requireReading(context)
        return context.page(try await requestPage(context, context.newForm))
    }

    @Sendable private func decide(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.confirmOfficers)
        try context.requireProof()
        let form = try await context.form(request)
        let id = try context.requestID()
        let (reason, errors) = ReasonField.read(form, context.t)
        guard let reason else {
            let page = try await requestPage(context, form.state.with(errors))
            return context.page(page, status: .unprocessableContent)
        }
        let agrees = form["putusan"] == "setuju"
        try await actions.decide(id, agrees: agrees, because: reason, by: context.officer)
        return context.redirect(
            Paths.officerRequest(id), saying: agrees ? .requestApproved : .requestRefused)
    }

    private func requestPage(_ context: OfficerContext, _ form: FormState) async throws -> OfficerRequestPage {
        let (id, now) = (try context.requestID(), dependencies.realNow())
        let (found, names, subject, decision) = try await dependencies.database.read { tx in
            let found = try tx.officerRequests.find(id)
            let subject = try found?.value.officer.flatMap { try tx.officers.rosterEntry($0, at: now) }
            return (found, try tx.officers.names(), subject, try found.flatMap { try $0.decision(in: tx) })
        }
        guard let found else { throw HTTPError(.notFound) }
        let second = SecondOfficer { (approving) throws(OfficerRequestRefusal) in
            try found.value.checkDecision(by: context.officer, approving: approving)
        }
        return OfficerRequestPage(
            t: context.t, request: found, names: names, subject: subject,
            second: !second.mayRefuse || context.officer.may(.confirmOfficers) ? second : nil, form: form,
            decision: decision)
    }

    // MARK: -

    /// The permissions that open the pages.
    static let readers: Set<Permission> = [.manageOfficers, .confirmOfficers, .readAudit]

    private func requireReading(_ context: OfficerContext) throws {
        try context.officer.requireAny(Self.readers)
    }

    private var actions: ChangeOfficer { ChangeOfficer(dependencies: dependencies) }

    private static func field(of refusal: any UserFacingRefusal) -> String {
        switch refusal {
        case OfficerRefusal.noName: "nama"
        case OfficerRefusal.noAddress, OfficerRefusal.taken: "alamat"
        case is OfficeRolesRefusal, OfficerRequestRefusal.notHeld: RolesField.name
        case OfficerRequestRefusal.wrongDays, OfficerRequestRefusal.daysOver, OfficerRequestRefusal.tooManyDays:
            "sampai"
        case OfficerRequestRefusal.sameOfficer: "berhalangan"
        default: ReasonField.name
        }
    }
}

extension OfficerContext {
    fileprivate func subject() throws -> ID<Officer> {
        guard let id = parameters.get("id").flatMap({ ID<Officer>($0) }) else { throw HTTPError(.notFound) }
        return id
    }

    fileprivate func change() throws -> OfficerChangePage.Change {
        guard let change = parameters.get("change").flatMap(OfficerChangePage.Change.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        return change
    }

    fileprivate func requestID() throws -> ID<OfficerRequest> {
        guard let id = parameters.get("id").flatMap({ ID<OfficerRequest>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}
