import HTTPTypes
import Hummingbird
import Programme
import Storage

/// The steps of an application, from the task list to sending it in.
struct ApplicationPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.application, use: tasks)
        routes.get(Paths.identity, use: identity)
        routes.post(Paths.identity, use: saveIdentity)
        routes.get(Paths.personal, use: personal)
        routes.post(Paths.personal, use: savePersonal)
        routes.get(Paths.declarations, use: declarations)
        routes.post(Paths.declarations, use: declare)
        routes.get(Paths.check, use: check)
        routes.post(Paths.check, use: submit)
        return routes
    }

    @Sendable private func tasks(request: Request, context: SignedInContext) async throws -> Response {
        let dossier = try await dossier(context)
        let waiting = dossier.identity == .waiting && dossier.declared
        let isReached = try await dependencies.database.read { try $0.accounts.isReached(context.person) }
        let faults = dossier.photos.values.compactMap { photo in
            photo.state == .rejected ? photo.fault.map { (photo.kind, $0, photo.note) } : nil
        }
        return context.page(
            TaskListPage(
                t: context.t, journey: dossier.journey,
                reasons: dossier.earlyReasons(under: dependencies.edition, at: dependencies.clock.now()),
                rules: dependencies.edition.conditions, registrySince: waiting ? dossier.claim?.waitingSince : nil,
                testResult: dossier.test.best, photoFaults: faults,
                isNotFound: dossier.identity == .notFound && dossier.photoProgress.given,
                differing: dossier.photoProgress.given ? dossier.claim?.differing ?? [] : [],
                hasNumber: dossier.hasNumber, isReached: isReached,
                mayContest: context.browser.session?.assistance == nil))
    }

    @Sendable private func identity(request: Request, context: SignedInContext) async throws -> Response {
        let dossier = try await open(.identity, context)
        var form = context.newForm
        let saved = dossier.journey.status(of: .identity) == .needsFix ? nil : try await saved(dossier)
        if let date = dossier.claim?.birthDate {
            // The NIK is not filled in: a page that shows it could be read by bystanders.
            form.fill(IdentityForm.birth.values(date))
        }
        return context.page(
            IdentityPage(
                t: context.t, form: form, mismatch: dossier.identity == .mismatch && dossier.photoProgress.given,
                saved: saved, needsFamilyCard: needsFamilyCard))
    }

    @Sendable private func saveIdentity(request: Request, context: SignedInContext) async throws -> Response {
        let form = try await context.form(request)
        // A birth date must be in the past wherever the person lives, so the date of the easternmost zone counts.
        let today = Zone.wit.date(of: dependencies.clock.now())
        let (typed, errors) = IdentityForm.read(
            form, today: today, needsFamilyCard: needsFamilyCard, t: context.t)
        func again(_ errors: [FieldError], _ status: HTTPResponse.Status = .unprocessableContent) -> Response {
            context.page(
                IdentityPage(
                    t: context.t, form: form.state.with(errors), mismatch: false, needsFamilyCard: needsFamilyCard),
                status: status)
        }
        do {
            try context.allow(.identitiesPerAddress, .identitiesPerBrowser)
            guard let typed else { return again(errors) }
            try await dependencies.database.transaction { tx in
                try tx.applications.require(
                    .identity, of: context.person, at: dependencies.moment(), ids: dependencies.ids,
                    edition: dependencies.edition, vault: dependencies.vault)
                try tx.identity.save(
                    typed.nik, birthDate: typed.birthDate, familyCard: typed.familyCard, of: context.person,
                    on: dependencies)
                try tx.applications.decide(context.person, on: dependencies)
            }
        } catch let refusal as any UserFacingRefusal where refusal.leavesForm {
            return again([FieldError(field: "nik", message: refusal.sentence(context.t))], refusal.status)
        }
        // What is unusual about the number is told while the card is still in the applicant's hand.
        let dossier = try await dossier(context)
        let warnings = try await saved(dossier)?.warnings ?? []
        if !warnings.isEmpty, dossier.journey.mayEdit(.identity) { return context.redirect(Paths.identity) }
        return try await next(context)
    }

    @Sendable private func personal(request: Request, context: SignedInContext) async throws -> Response {
        let dossier = try await open(.personal, context)
        var form = context.newForm
        form.fill(dossier.personal.map(PersonalForm.values) ?? AddressForm.values(of: .none))
        return context.page(
            PersonalPage(
                t: context.t, form: form, mismatch: dossier.journey.status(of: .personal) == .needsFix,
                districts: try await districts(for: form),
                asksProvince: try await saved(dossier)?.warnings.contains(.otherProvince) ?? false))
    }

    @Sendable private func savePersonal(request: Request, context: SignedInContext) async throws -> Response {
        let form = try await context.form(request)
        let districts = try await districts(for: form.state)
        let (typed, errors) = PersonalForm.read(form, districts: districts, t: context.t)
        func again(_ errors: [FieldError], _ status: HTTPResponse.Status = .unprocessableContent) -> Response {
            context.page(
                PersonalPage(t: context.t, form: form.state.with(errors), mismatch: false, districts: districts),
                status: status)
        }
        guard let typed else { return again(errors) }
        let before = try await dossier(context).personal?.province
        do {
            try await dependencies.database.transaction { tx in
                try tx.applications.require(
                    .personal, of: context.person, at: dependencies.moment(), ids: dependencies.ids,
                    edition: dependencies.edition, vault: dependencies.vault)
                try tx.applications.save(typed, of: context.person, on: dependencies)
                try tx.applications.decide(context.person, on: dependencies)
            }
        } catch let refusal as any UserFacingRefusal where refusal.leavesForm {
            return again([FieldError(field: "nama", message: refusal.sentence(context.t))], refusal.status)
        }
        let dossier = try await dossier(context)
        // Asked once, while the card is still in the applicant's hand.
        if before != typed.province, dossier.journey.mayEdit(.personal),
            try await saved(dossier)?.warnings.contains(.otherProvince) == true
        {
            return context.redirect(Paths.personal)
        }
        return try await next(context)
    }

    private func districts(for form: FormState) async throws -> KnownDistricts {
        let regencies = AddressForm.regencies(in: form.values)
        return try await dependencies.database.read { try $0.regions.districts(of: regencies) }
    }

    @Sendable private func declarations(request: Request, context: SignedInContext) async throws -> Response {
        _ = try await open(.declarations, context)
        return context.page(
            DeclarationsPage(t: context.t, declarations: dependencies.edition.declarations, form: context.newForm))
    }

    @Sendable private func declare(request: Request, context: SignedInContext) async throws -> Response {
        let form = try await context.form(request)
        let errors = dependencies.edition.declarations.filter { !form.has($0.id) }.map {
            FieldError(
                field: $0.id,
                message: DeclarationsPage.missing($0, context.t))
        }
        guard errors.isEmpty else {
            return context.page(
                DeclarationsPage(
                    t: context.t, declarations: dependencies.edition.declarations, form: form.state.with(errors)),
                status: .unprocessableContent)
        }
        try await dependencies.database.transaction { tx in
            try tx.applications.require(
                .declarations, of: context.person, at: dependencies.moment(), ids: dependencies.ids,
                edition: dependencies.edition, vault: dependencies.vault)
            try tx.applications.declare(context.person, on: dependencies)
        }
        return try await next(context)
    }

    @Sendable private func check(request: Request, context: SignedInContext) async throws -> Response {
        let dossier = try await dossier(context)
        if dossier.journey.submitted { return context.redirect(Paths.account) }
        _ = try await open(.check, context)
        guard let personal = dossier.personal, let saved = try await saved(dossier) else {
            throw ApplicationRefusal.notYet(dossier.journey.next ?? .phone)
        }
        let contacts = try await dependencies.database.read { [dependencies] tx in
            try tx.accounts.contacts(of: context.person, vault: dependencies.vault)
        }
        return context.page(
            CheckPage(
                t: context.t, contacts: contacts, nik: saved.nik, birthDate: saved.birthDate, personal: personal,
                warnings: saved.warnings, form: context.newForm))
    }

    @Sendable private func submit(request: Request, context: SignedInContext) async throws -> Response {
        _ = try await context.form(request)
        try dependencies.edition.checkRegistration(at: dependencies.clock.now())
        try await dependencies.database.transaction { tx in
            try tx.applications.submit(context.person, on: dependencies)
        }
        return context.redirect(Paths.account)
    }

    private var needsFamilyCard: Bool { dependencies.edition.eligibility.beneficiariesPerFamilyCard != nil }

    private func saved(_ dossier: ApplicationFile) async throws -> SavedIdentity? {
        guard let claim = dossier.claim else { return nil }
        let nik = try claim.openNIK(dependencies.vault)
        let isKnown = try await dependencies.database.read { tx in
            try Regions.stoodIn(nik.regency) || tx.regions.isKnown(nik.regency)
        }
        let moved = dossier.personal.flatMap { nik.warning(address: $0.province) }
        return SavedIdentity(
            nik: nik.masked, birthDate: claim.birthDate,
            warnings: nik.warnings(birthDate: claim.birthDate) { _ in isKnown } + [moved].compactMap(\.self))
    }

    private func dossier(_ context: SignedInContext) async throws -> ApplicationFile {
        try await dependencies.database.read {
            try $0.applications.dossier(
                of: context.person, at: dependencies.realNow(), edition: dependencies.edition,
                vault: dependencies.shownVault)
        }
    }

    /// The dossier, if `step` may be opened now; otherwise the refusal says which step comes first.
    private func open(_ step: Journey.Step, _ context: SignedInContext) async throws -> ApplicationFile {
        let dossier = try await dossier(context)
        guard dossier.journey.mayEdit(step) else {
            if dossier.journey.submitted { throw ApplicationRefusal.alreadySubmitted }
            throw ApplicationRefusal.notYet(dossier.journey.next ?? .phone)
        }
        return dossier
    }

    /// Redirects to the next step that needs input, or to the task list when none does.
    private func next(_ context: SignedInContext) async throws -> Response {
        let dossier = try await dossier(context)
        // An applicant who cannot join with these answers is told so on the task list before going on.
        let stopped = !dossier.earlyReasons(under: dependencies.edition, at: dependencies.clock.now()).isEmpty
        return context.redirect(
            stopped ? Paths.application : dossier.journey.next.map(StepTitle.path) ?? Paths.application)
    }
}
