import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/orang/{id}/kontak`: begins the replacement of a lost contact from the person's page, which the officer has
/// opened for a recorded reason.
struct PersonContactOffice: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.personContact.pattern, use: show)
        routes.post(Paths.personContact.pattern, use: propose)
        return routes
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try await page(context.newForm, context)
    }

    @Sendable private func propose(request: Request, context: OfficerContext) async throws -> Response {
        try require(context)
        try context.requireProof()
        let (person, form) = (try id(context), try await context.form(request))
        let (proposal, errors) = ContactCaseFields.read(form, context.t)
        guard let proposal else { return try await page(form.state.with(errors), context) }
        do {
            try await dependencies.database.transaction { [dependencies] tx in
                try ReplaceLostContact(dependencies: dependencies).propose(
                    proposal, for: person, by: context.officer, in: tx)
            }
            return context.redirect(Paths.person(person), saying: .proposed)
        } catch let refusal as ContactCaseRefusal {
            let error = FieldError(field: ContactCaseFields.contact, message: refusal.sentence(context.t))
            return try await page(form.state.with([error]), context)
        }
    }

    /// Sends the officer to state a reason first, where the person's page is not open.
    private func page(_ form: FormState, _ context: OfficerContext) async throws -> Response {
        try require(context)
        let person = try id(context)
        let page = try await dependencies.database.transaction { [dependencies] tx -> PersonContactPage? in
            let now = dependencies.realNow()
            guard
                let opening = try tx.openings.current(
                    of: person, by: context.officer.id, at: now, vault: dependencies.vault)
            else { return nil }
            try context.records(.contact, of: [person], because: try opening.accessReason(), in: tx)
            return PersonContactPage(
                t: context.t, person: person,
                name: try tx.accounts.name(of: person, vault: dependencies.shownVault) ?? "–",
                contacts: try tx.accounts.contacts(of: person, vault: dependencies.vault),
                current: try tx.contactCases.current(
                    of: person, at: dependencies.clock.now(), vault: dependencies.vault),
                form: form)
        }
        guard let page else { return context.redirect(Paths.person(person)) }
        return context.page(page, status: form.errors.isEmpty ? .ok : .unprocessableContent)
    }

    private func require(_ context: OfficerContext) throws {
        try context.require(.readPeople)
        try context.officer.requireAny(Set(ReplaceLostContact.proposing))
    }

    private func id(_ context: OfficerContext) throws -> ID<Account> {
        guard let id = context.parameters.get("id").flatMap({ ID<Account>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}

struct PersonContactPage: Page {
    let t: Words
    let person: ID<Account>
    let name: String
    let contacts: [Contact]
    /// A case that is under way already.
    let current: ContactCase?
    let form: FormState

    var title: String { t("Kontak hilang: \(name)", "Lost contact: \(name)") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }
    var crumbs: [Crumb] { [Crumb(name, Paths.person(person))] }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Hanya kalau peserta berdiri di depan Anda. Petugas lain menyetujui. Kontak lama diberi tahu dan bisa "
                + "menghentikannya selama 72 jam.",
            "Only when the person stands in front of you. Another officer approves. The old contacts are told and can "
                + "stop it for 72 hours."))</p>
        \(Part.summary(contacts.map { SummaryRow(label: $0.kind.label(t).capitalizedFirst, value: "\($0.masked)") }))
        \(current == nil ? proposing : underWay)
        """
    }

    private var proposing: HTML {
        """
        <p>\(t(
            "Sejak diusulkan, pembayaran kepada orang ini menunggu.",
            "From the proposal on, payments to this person wait."))</p>
        <form method="post" action="\(Paths.personContact(person))">\(Field.token(form.csrf))
        \(ContactCaseFields.html(form, t))
        \(Part.submit(t("Usulkan", "Propose")))</form>
        """
    }

    private var underWay: HTML {
        """
        \(Banner(.information, t(
            "Penggantian kontak orang ini sedang berjalan.", "A contact of this person is being replaced already.")))
        <p><a href="\(Paths.contactOffice)">\(t("Lihat semua kasus kontak", "See all cases of contacts"))</a></p>
        """
    }

    static func sample(_ t: Words) -> PersonContactPage {
        PersonContactPage(
            t: t, person: ID(4_182_907), name: "Rina Marasabessy",
            contacts: [PendingCode.sample(Instant(milliseconds: 0)).destination], current: nil, form: .sample)
    }
}
