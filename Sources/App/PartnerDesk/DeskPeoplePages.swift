import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/mitra/meja/orang`: the partner's people, who is invited, and what a second administrator decides.
struct DeskPeoplePages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<PartnerPersonContext> {
        let routes = RouteCollection(context: PartnerPersonContext.self)
        routes.get(Paths.deskPeople, use: show)
        routes.get(Paths.deskInvitation, use: new)
        routes.post(Paths.deskInvitation, use: invite)
        routes.get(Paths.deskPersonAct.pattern) { request, context in
            try context.redirect(Paths.deskPeople, withFormOf: request)
        }
        routes.post(Paths.deskPersonAct.pattern, use: act)
        routes.get(Paths.deskPersonAnswer.pattern) { request, context in
            try context.redirect(Paths.deskPeople, withFormOf: request)
        }
        routes.post(Paths.deskPersonAnswer.pattern, use: answer)
        routes.post(Paths.partnerSignOut, use: signOut)
        routes.get(Paths.partnerSignOut) { _, context in context.redirect(Paths.partnerDesk) }
        return routes
    }

    private var changing: ChangePartnerPeople { ChangePartnerPeople(dependencies: dependencies) }

    @Sendable private func show(request: Request, context: PartnerPersonContext) async throws -> Response {
        context.page(try await page(context, context.newForm, nil))
    }

    @Sendable private func new(request: Request, context: PartnerPersonContext) throws -> Response {
        try context.person.requireAdministrator()
        return context.page(DeskInvitationPage(t: context.t, form: context.newForm))
    }

    @Sendable private func invite(request: Request, context: PartnerPersonContext) async throws -> Response {
        let form = try await context.form(request)
        let (change, found) = PartnerInvitationFields.read(form, context.t)
        let (reason, wrong) = ReasonField.read(form, context.t)
        func again(_ errors: [FieldError], _ status: HTTPResponse.Status) -> Response {
            context.page(DeskInvitationPage(t: context.t, form: form.state.with(errors)), status: status)
        }
        guard let change, let reason else { return again(found + wrong, .unprocessableContent) }
        do {
            try await changing.propose(change, because: reason, by: context.person)
        } catch let refusal as PartnerPersonRefusal where refusal != .notAdministrator {
            let error = FieldError(field: PartnerInvitationFields.address, message: refusal.sentence(context.t))
            return again([error], refusal.status)
        }
        return context.redirect(Paths.deskPeople, saying: .deskProposed)
    }

    @Sendable private func act(request: Request, context: PartnerPersonContext) async throws -> Response {
        let form = try await context.form(request)
        guard let id = context.parameters.get("id").flatMap({ ID<PartnerPerson>($0) }),
            let act = context.parameters.get("act").flatMap(PartnerPersonAct.init(rawValue:))
        else { throw HTTPError(.notFound) }
        let partner = context.partner
        guard try await dependencies.database.read({ try $0.partnerPeople.entry(id, of: partner) }) != nil else {
            throw HTTPError(.notFound)
        }
        let (reason, errors) = ReasonField.read(form, context.t, name: DeskPeoplePage.reason(id))
        guard let reason else {
            return context.page(
                try await page(context, form.state.with(errors), nil), status: .unprocessableContent)
        }
        do {
            try await changing.propose(act.change(of: id), because: reason, by: context.person)
        } catch let refusal as PartnerPersonRefusal {
            return context.page(try await page(context, form.state, refusal), status: refusal.status)
        }
        return context.redirect(Paths.deskPeople, saying: .deskProposed)
    }

    @Sendable private func answer(request: Request, context: PartnerPersonContext) async throws -> Response {
        let form = try await context.form(request)
        guard let id = context.parameters.get("id").flatMap({ ID<PartnerPersonRequest>($0) }),
            let answer = context.parameters.get("answer").flatMap(ProposalAnswer.init(rawValue:))
        else { throw HTTPError(.notFound) }
        let partner = context.partner
        let found = try await dependencies.database.read { try $0.partnerPeople.request(id) }
        guard found?.partner == partner else { throw HTTPError(.notFound) }
        let (reason, errors) = ReasonField.read(form, context.t, name: DeskPeoplePage.answer(id))
        guard let reason else {
            return context.page(
                try await page(context, form.state.with(errors), nil), status: .unprocessableContent)
        }
        do {
            try await changing.decide(id, approving: answer == .approve, because: reason, by: context.person)
        } catch let refusal as any UserFacingRefusal {
            return context.page(try await page(context, form.state, refusal), status: refusal.status)
        }
        return context.redirect(
            Paths.deskPeople, saying: answer == .approve ? .requestApproved : .requestRefused)
    }

    @Sendable private func signOut(request: Request, context: PartnerPersonContext) async throws -> Response {
        _ = try await context.form(request)
        try await PartnerSignIn(dependencies: dependencies).end(context.person)
        var response = context.redirect(Paths.partnerSignIn)
        response.setCookie(
            PartnerSessionCookie.make("", lifetime: .zero, secure: dependencies.configuration.isSecure))
        return response
    }

    private func page(
        _ context: PartnerPersonContext, _ form: FormState, _ refusal: (any UserFacingRefusal)?
    ) async throws -> DeskPeoplePage {
        let (person, partner) = (context.person, context.partner)
        return try await dependencies.database.read { tx in
            DeskPeoplePage(
                t: context.t, person: person, people: try tx.partnerPeople.all(of: partner),
                requests: try tx.partnerPeople.requests(of: partner, limit: DeskPeoplePage.mostRequests), form: form,
                refusal: refusal)
        }
    }
}

/// The fields of an invitation, at the desk and in the office.
enum PartnerInvitationFields {
    static let name = "nama"
    static let address = "email"
    static let role = "peran"

    static func html(_ form: FormState, _ t: Words) -> HTML {
        """
        \(Field.text(
            form, name, t("Nama", "Name"), hint: t("Seperti di KTP.", "As on the identity card."), autocomplete: "off",
            maxLength: PartnerPersonChange.longestName))
        \(Field.text(
            form, address, t("Email", "E-mail"),
            hint: t("Tautan untuk memasang sandi dikirim ke sana.", "The link to set a password goes there."),
            keyboard: "email", autocomplete: "off", maxLength: 254))
        \(Field.radios(
            form, role, t("Peran", "Role"),
            options: PartnerPerson.Role.allCases.map { ($0.rawValue, $0.explained(t)) }))
        """
    }

    static func read(_ form: Form, _ t: Words) -> (change: PartnerPersonChange?, errors: [FieldError]) {
        var errors: [FieldError] = []
        let given = try? PartnerPersonChange.name(form[name])
        if given == nil { errors.append(FieldError(field: name, message: PartnerPersonRefusal.name.sentence(t))) }
        let email = EmailAddress(form[address])
        if email == nil { errors.append(FieldError(field: address, message: PartnerPersonRefusal.address.sentence(t))) }
        let duty = PartnerPerson.Role(rawValue: form[role])
        if duty == nil {
            errors.append(FieldError(field: role, message: t("Pilih perannya.", "Choose the role.")))
        }
        guard let given, let email, let duty else { return (nil, errors) }
        return (.invite(name: given, address: email, role: duty), [])
    }
}

extension PartnerPerson.Role {
    /// With what the role may do.
    fileprivate func explained(_ t: Words) -> String {
        switch self {
        case .administrator:
            t("Administrator: juga orang, kunci, dan alamat", "Administrator: also people, keys and addresses")
        case .staff: t("Staf: membaca dan mengunggah pelatihan", "Staff: reads, and uploads courses")
        }
    }
}
