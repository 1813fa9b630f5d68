import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/kontak`: for people who lost a proved contact and came to the office with their identity card. One officer
/// proposes the new contact; another, of a different duty, types it again and approves.
struct ContactOffice: Sendable {
    let dependencies: Dependencies

    /// Cases shown on the page, newest first.
    private static let listed = 50

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.contactOffice, use: show)
        routes.post(Paths.contactOffice, use: propose)
        routes.get(Paths.contactApproval.pattern) { request, context in
            try context.redirect(Paths.contactOffice, withFormOf: request)
        }
        routes.post(Paths.contactApproval.pattern, use: approve)
        routes.get(Paths.contactRefusal.pattern) { request, context in
            try context.redirect(Paths.contactOffice, withFormOf: request)
        }
        routes.post(Paths.contactRefusal.pattern, use: refuse)
        return routes
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try await page(context.newForm, nil, context, deciding: ID<ContactCase>(request.query("kasus")))
    }

    @Sendable private func propose(request: Request, context: OfficerContext) async throws -> Response {
        try context.officer.requireAny(Set(ReplaceLostContact.proposing))
        try context.requireProof()
        let form = try await context.form(request)
        let (proposal, errors) = ContactCaseFields.read(form, nik: "nik", context.t)
        guard let proposal else { return try await page(form.state.with(errors), nil, context) }
        do {
            try await dependencies.database.transaction { tx in
                try acts.propose(proposal, for: form["nik"], by: context.officer, in: tx)
            }
            return context.redirect(Paths.contactOffice, saying: .proposed)
        } catch let refusal as ContactCaseRefusal {
            let error = FieldError(field: refusal.field, message: refusal.sentence(context.t))
            return try await page(form.state.with([error]), nil, context)
        }
    }

    @Sendable private func approve(request: Request, context: OfficerContext) async throws -> Response {
        try context.requireProof()
        let form = try await context.form(request)
        return try await decide(context, form.state, saying: .requestApproved) { id, tx in
            try acts.approve(id, typed: form[ContactOfficePage.again], by: context.officer, in: tx)
        }
    }

    @Sendable private func refuse(request: Request, context: OfficerContext) async throws -> Response {
        try context.requireProof()
        let form = try await context.form(request)
        return try await decide(context, form.state, saying: .requestRefused) { id, tx in
            try acts.refuse(id, by: context.officer, in: tx)
        }
    }

    private func decide(
        _ context: OfficerContext, _ form: FormState, saying notice: DoneNotice,
        _ act: @escaping @Sendable (ID<ContactCase>, Transaction) throws -> Void
    ) async throws -> Response {
        try context.require(.approvePeopleChanges)
        guard let id = context.parameters.get("id").flatMap({ ID<ContactCase>($0) }) else {
            throw HTTPError(.notFound)
        }
        do {
            try await dependencies.database.transaction { tx in try act(id, tx) }
            return context.redirect(Paths.contactOffice, saying: notice)
        } catch let refusal as ContactCaseRefusal where refusal == .typedDifferently || refusal == .unreadableContact {
            let error = FieldError(field: ContactOfficePage.again, message: refusal.sentence(context.t))
            return try await page(form.with([error]), nil, context, deciding: id)
        } catch let refusal as any UserFacingRefusal {
            return try await page(context.newForm, refusal, context, deciding: id)
        }
    }

    /// Permissions that open the page: to propose and to decide.
    static let readers = Set(ReplaceLostContact.proposing + ReplaceLostContact.deciding)

    private var acts: ReplaceLostContact { ReplaceLostContact(dependencies: dependencies) }

    /// - Parameter chosen: the case that the officer decides; nil for the newest that they may decide.
    private func page(
        _ form: FormState, _ refusal: (any UserFacingRefusal)?, _ context: OfficerContext,
        deciding chosen: ID<ContactCase>? = nil
    ) async throws -> Response {
        try context.officer.requireAny(Self.readers)
        let page = try await dependencies.database.transaction { [dependencies] tx in
            let (names, now) = (try tx.officers.names(), dependencies.clock.now())
            let cases = try tx.contactCases.latest(
                in: try tx.officers.region(of: context.officer.id), limit: Self.listed, vault: dependencies.vault)
            try context.records(.contact, of: cases.map(\.value.person), because: .work("contact-cases"), in: tx)
            return ContactOfficePage(
                t: context.t, officer: context.officer,
                cases: try cases.map { stored in
                    ContactOfficePage.Row(
                        stored: stored, hasLapsed: stored.hasLapsed(at: now),
                        person: try tx.accounts.name(of: stored.value.person, vault: dependencies.shownVault) ?? "–",
                        proposer: names[stored.value.proposedBy.officer] ?? "–",
                        decider: stored.decidedBy.map { names[$0] ?? "–" },
                        replaced: try replaced(by: stored.value, in: tx))
                },
                form: form, refusal: refusal, chosen: chosen,
                deciders: dependencies.officeRoles.roles.filter { role in
                    role.permissions.contains { ReplaceLostContact.deciding.contains($0) }
                })
        }
        let status: HTTPResponse.Status = refusal?.status ?? (form.errors.isEmpty ? .ok : .unprocessableContent)
        return context.page(page, status: status)
    }
}

extension ContactOffice {
    /// The contacts of the account that the new one takes the place of, masked. Empty for a case that is over.
    fileprivate func replaced(by value: ContactCase, in tx: Transaction) throws -> [String] {
        guard value.state == .proposed || value.state == .approved else { return [] }
        return try tx.accounts.contacts(of: value.person, vault: dependencies.vault)
            .filter { $0.kind == value.contact.kind }.map(\.masked)
    }
}

extension DutySource {
    static let lostContacts = DutySource(permission: .approvePeopleChanges) { tx, _, _ in
        let label = Bilingual(id: "Kontak hilang yang menunggu persetujuan", en: "Lost contacts that wait for approval")
        return [
            Duty(
                label: label, try tx.contactCases.backlog(), path: Paths.contactOffice,
                verb: Bilingual(id: "Periksa", en: "Check"))
        ]
    }
}

extension OfficeSection {
    static let contacts = OfficeSection(
        name: Bilingual(id: "Kontak yang hilang", en: "Lost contacts"),
        purpose: Bilingual(
            id: "Ganti nomor HP atau email orang yang kehilangan kontaknya, oleh dua petugas.",
            en: "Replace the number or address of people who lost theirs, by two officers."),
        path: Paths.contactOffice, readers: ContactOffice.readers, group: .work, icon: .contact)
}
