import HTTPTypes
import Hummingbird
import Programme
import Storage

/// Removing one person from a list on proof: by NIK from the list's page, or for a person whose page is open or whose
/// case the officer handles. Every view that shows a person is recorded.
struct ListRemovalOffice: Sendable {
    let dependencies: Dependencies

    /// Who may see removals.
    static let readers: Set<Permission> = [.readLists, .changePeople, .approvePeopleChanges]

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.listRemovalForm.pattern, use: form)
        routes.post(Paths.listRemovalForm.pattern, use: propose)
        routes.get(Paths.listRemovalOfPerson.pattern, use: formOfPerson)
        routes.post(Paths.listRemovalOfPerson.pattern, use: proposeOfPerson)
        routes.get(Paths.listRemovals, use: all)
        routes.get(Paths.listRemoval.pattern, use: show)
        routes.post(Paths.listRemovalAct.pattern, use: act)
        return routes
    }

    private var acts: ListRemovalActions { ListRemovalActions(dependencies: dependencies) }

    // MARK: - By NIK

    @Sendable private func form(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.changePeople)
        return context.page(try await page(context, context.newForm, refusal: nil))
    }

    @Sendable private func propose(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.changePeople)
        try context.requireProof()
        let form = try await context.form(request)
        let (nik, slips) = ListRemovalForm.readNIK(form, context.t)
        let (typed, errors) = ListRemovalForm.read(form, context.t)
        guard let nik, let typed else {
            return context.page(
                try await page(context, form.state.with(slips + errors), refusal: nil), status: .unprocessableContent)
        }
        do {
            let id = try await acts.propose(nik, from: try context.list(), typed.grounds, by: context.officer)
            return context.redirect(Paths.listRemoval(id), saying: .proposed)
        } catch let refusal as any UserFacingRefusal {
            return context.page(try await page(context, form.state, refusal: refusal), status: refusal.status)
        }
    }

    private func page(
        _ context: OfficerContext, _ form: FormState, refusal: (any UserFacingRefusal)?
    ) async throws -> ListRemovalFormPage {
        let id = try context.list()
        return try await dependencies.database.read { tx in
            guard let list = try tx.lists.find(id)?.value, list.state == .inForce else { throw HTTPError(.notFound) }
            return ListRemovalFormPage(
                t: context.t, list: list, person: nil, serviceCase: nil, form: form, refusal: refusal)
        }
    }

    // MARK: - Of a person

    @Sendable private func formOfPerson(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.changePeople)
        let origin = ID<ServiceCase>(request.query(ListRemovalForm.serviceCase))
        return try await answer(context, origin, context.newForm, refusal: nil)
    }

    @Sendable private func proposeOfPerson(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.changePeople)
        try context.requireProof()
        let form = try await context.form(request)
        let (person, list) = (try context.person(), try context.list())
        let origin = ID<ServiceCase>(form[ListRemovalForm.serviceCase])
        let (typed, errors) = ListRemovalForm.read(form, context.t)
        guard let typed else { return try await answer(context, origin, form.state.with(errors), refusal: nil) }
        do {
            let id = try await acts.propose(person, from: list, typed.grounds, by: context.officer)
            return context.redirect(Paths.listRemoval(id), saying: .proposed)
        } catch let refusal as any UserFacingRefusal {
            return try await answer(context, origin, form.state, refusal: refusal)
        }
    }

    /// The form; without a reason to see the person, the person's page, which asks for one.
    private func answer(
        _ context: OfficerContext, _ origin: ID<ServiceCase>?, _ form: FormState,
        refusal: (any UserFacingRefusal)?
    ) async throws -> Response {
        let (person, id) = (try context.person(), try context.list())
        let page = try await dependencies.database.transaction { [dependencies] tx -> ListRemovalFormPage? in
            guard let list = try tx.lists.find(id)?.value, list.state == .inForce,
                let claim = try tx.identity.claim(of: person),
                try tx.listRemovals.isCarried(claim.nikLookup, by: id)
            else { throw HTTPError(.notFound) }
            let about = try origin.flatMap { try tx.cases.find($0) }
            let isTheirs = about.map { $0.person == person } ?? false
            let opening = try tx.openings.current(
                of: person, by: context.officer.id, at: dependencies.realNow(), vault: dependencies.vault)
            let why: AccessReason
            if isTheirs, let origin {
                why = .work("case:\(origin)")
            } else if let opening {
                why = try opening.accessReason()
            } else {
                return nil
            }
            try context.records(.list, of: [person], because: why, in: tx)
            return ListRemovalFormPage(
                t: context.t, list: list,
                person: (
                    id: person, name: try tx.accounts.name(of: person, vault: dependencies.shownVault),
                    nik: try claim.openNIK(dependencies.vault).masked
                ), serviceCase: isTheirs ? origin : nil, form: form, refusal: refusal)
        }
        guard let page else { return context.redirect(Paths.person(person)) }
        let status: HTTPResponse.Status = form.errors.isEmpty ? refusal?.status ?? .ok : .unprocessableContent
        return context.page(page, status: status)
    }

    // MARK: - Deciding

    @Sendable private func all(request: Request, context: OfficerContext) async throws -> Response {
        try context.officer.requireAny(Self.readers)
        let before = ID<ListRemoval>(request.query("sebelum"))
        let length = ListRemovalsPage.length
        let page = try await dependencies.database.read { tx in
            let found = try tx.listRemovals.latest(before: before, limit: length + 1)
            return ListRemovalsPage(
                t: context.t, removals: Array(found.prefix(length)), names: try tx.officers.names(),
                hasOlder: found.count > length)
        }
        return context.page(page)
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.officer.requireAny(Self.readers)
        return context.page(try await page(of: try context.removal(), context, context.newForm, refusal: nil))
    }

    @Sendable private func act(request: Request, context: OfficerContext) async throws -> Response {
        try context.officer.requireAny([.changePeople, .approvePeopleChanges])
        guard let act = context.parameters.get("act").flatMap(ListRemovalAct.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        try context.require(act == .end ? .changePeople : .approvePeopleChanges)
        try context.requireProof()
        let (id, form) = (try context.removal(), try await context.form(request))
        let (reason, errors) = ReasonField.read(form, context.t)
        guard let reason else {
            return context.page(
                try await page(of: id, context, form.state.with(errors), refusal: nil), status: .unprocessableContent)
        }
        do {
            switch act {
            case .approve, .refuse:
                try await acts.decide(id, approved: act == .approve, because: reason, by: context.officer)
            case .end: try await acts.proposeEnd(id, because: reason, by: context.officer)
            }
        } catch let refusal as any UserFacingRefusal {
            return context.page(
                try await page(of: id, context, form.state, refusal: refusal), status: refusal.status)
        }
        return context.redirect(Paths.listRemoval(id), saying: act.done)
    }

    private func page(
        of id: ID<ListRemoval>, _ context: OfficerContext, _ form: FormState, refusal: (any UserFacingRefusal)?
    ) async throws -> ListRemovalPage {
        try await dependencies.database.transaction { [dependencies] tx in
            guard let stored = try tx.listRemovals.find(id) else { throw HTTPError(.notFound) }
            let removal = stored.value
            if let person = removal.person {
                try context.records(.list, of: [person], because: .work("list-removal:\(id)"), in: tx)
            }
            let current = try tx.lists.versionInForce(of: removal.kind, from: removal.source)
            return ListRemovalPage(
                t: context.t, officer: context.officer, removal: removal, texts: try stored.open(dependencies.vault),
                name: try removal.person.flatMap { try tx.accounts.name(of: $0, vault: dependencies.shownVault) },
                serviceCase: stored.serviceCase,
                isCarried: try current.map { try tx.listRemovals.isCarried(stored.lookup, by: $0) } ?? false,
                names: try tx.officers.names(), form: form, refusal: refusal)
        }
    }
}

/// An act on a removal; the raw value is the last part of the path.
enum ListRemovalAct: String, PathValue {
    case approve = "setuju"
    case refuse = "tolak"
    /// Proposes that the line counts again.
    case end = "akhiri"

    var done: DoneNotice {
        switch self {
        case .approve: .requestApproved
        case .refuse: .requestRefused
        case .end: .proposed
        }
    }
}

extension OfficerContext {
    fileprivate func removal() throws -> ID<ListRemoval> {
        guard let id = parameters.get("id").flatMap({ ID<ListRemoval>($0) }) else { throw HTTPError(.notFound) }
        return id
    }

    /// The person in the path.
    fileprivate func person() throws -> ID<Account> {
        guard let id = parameters.get("person").flatMap({ ID<Account>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}

extension DutySource {
    static let listRemovals = DutySource(permission: .approvePeopleChanges) { tx, officer, dependencies in
        let waiting = try tx.listRemovals.waiting(
            for: officer.signatory(for: .approvePeopleChanges), limit: ListRemovalsPage.length)
        return [
            Duty(
                label: Bilingual(id: "Penghapusan dari data instansi", en: "Removals from lists"),
                count: waiting.count, path: waiting.last.map { Paths.listRemoval($0.value.id) } ?? Paths.listRemovals,
                people: waiting.count,
                oldest: waiting.last.map { dependencies.clock.timeline.programme($0.proposedAt) },
                verb: Bilingual(id: "Putuskan", en: "Decide"))
        ]
    } items: { tx, officer, _ in
        try tx.listRemovals.waiting(
            for: officer.signatory(for: .approvePeopleChanges), limit: ListRemovalsPage.length
        ).suffix(mostItems).reversed().map { Paths.listRemoval($0.value.id) }
    }
}

extension PersonActionSource {
    /// A line on a list in force can be removed on proof.
    static let lists = PersonActionSource(permission: .changePeople) { tx, reading in
        guard let claim = try tx.identity.claim(of: reading.person) else { return [] }
        return try tx.listRemovals.lists(with: claim.nikLookup).map { list in
            let name = list.kind.bilingualName
            if let current = try tx.listRemovals.current(of: claim.nikLookup, on: list) {
                return PersonAction(
                    label: Bilingual(id: "Lihat penghapusan dari \(name.id)", en: "See the removal from \(name.en)"),
                    path: Paths.listRemoval(current.value.id))
            }
            return PersonAction(
                label: Bilingual(id: "Hapus dari \(name.id)", en: "Remove from \(name.en)"),
                path: Paths.listRemovalOfPerson(list.id, reading.person),
                note: Bilingual(id: "Dengan bukti, dua petugas", en: "With proof, two officers"))
        }
    }
}

extension ListKind {
    fileprivate var bilingualName: Bilingual {
        Bilingual(
            id: EditionWords(t: .indonesian).namedList(self), en: EditionWords(t: .english).namedList(self))
    }
}
