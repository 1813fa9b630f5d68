import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/henti/{token}`: the link in the notice about a lost contact. It shows what would change, and stops it with one
/// button; a program that only opens links, such as a mail scanner, stops nothing.
struct StopContactPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.stopLink.pattern, use: show)
        routes.post(Paths.stopLink.pattern, use: stop)
        return routes
    }

    @Sendable private func show(request: Request, context: VisitorContext) async throws -> Response {
        let id = try id(context)
        let csrf = context.newForm.csrf
        let found = try await dependencies.database.read { [dependencies] tx in
            try tx.contactCases.find(id, vault: dependencies.vault)
        }
        guard let found else { throw HTTPError(.notFound) }
        let page = StopContactPage(
            t: context.t, token: StopLink(vault: dependencies.vault).token(of: id), value: found.value,
            hasLapsed: found.hasLapsed(at: dependencies.clock.now()),
            callCentre: dependencies.edition.contact.callCentre, csrf: csrf)
        return context.page(page)
    }

    @Sendable private func stop(request: Request, context: VisitorContext) async throws -> Response {
        let id = try id(context)
        _ = try await context.form(request)
        try await dependencies.database.transaction { [dependencies] tx in
            guard let stored = try tx.contactCases.find(id, vault: dependencies.vault),
                !stored.hasLapsed(at: dependencies.clock.now())
            else { return }
            try ReplaceLostContact(dependencies: dependencies).stop(stored.value, in: tx)
        }
        return context.redirect(Paths.stopLink(StopLink(vault: dependencies.vault).token(of: id)))
    }

    private func id(_ context: VisitorContext) throws -> ID<ContactCase> {
        guard
            let id = context.parameters.get("token").flatMap({ StopLink(vault: dependencies.vault).read($0) })
        else { throw HTTPError(.notFound) }
        return id
    }
}

struct StopContactPage: Page {
    let t: Words
    let token: String
    let value: ContactCase
    let hasLapsed: Bool
    let callCentre: String
    let csrf: String

    var title: String {
        isOpen
            ? t("Kontak akun akan diganti", "A contact of the account will be replaced")
            : t("Tidak ada yang perlu dihentikan", "There is nothing to stop")
    }

    private var isOpen: Bool { value.state == .approved && !hasLapsed }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(isOpen ? stopping : over)
        """
    }

    private var stopping: HTML {
        let from = value.opensAt.map { t.moment($0) } ?? ""
        let kind = value.contact.kind.label(t)
        return """
            <p class="lead">\(t(
                "Mulai \(from), \(kind) \(value.contact.masked) dapat menggantikan kontak lama Anda.",
                "From \(from) the \(kind) \(value.contact.masked) can take the place of your old contact."))</p>
            <p>\(t(
                "Anda sendiri yang datang ke kantor? Tutup saja halaman ini.",
                "Did you come to the office yourself? Just close this page."))</p>
            \(Part.act(t("Bukan saya: hentikan", "Not me: stop it"), to: Paths.stopLink(token), csrf: csrf, kind: "danger"))
            """
    }

    private var over: HTML {
        let (text, help) =
            value.state == .done
            ? (
                t("Kontak baru sudah terpasang.", "The new contact is in place already."),
                t("Bukan Anda? Segera telepon \(callCentre).", "Was it not you? Phone \(callCentre) at once.")
            )
            : (
                t("Penggantian kontak ini sudah berhenti.", "This change of contact has ended."),
                t("Kontak lama Anda tetap berlaku.", "Your old contact stays.")
            )
        return "<p class=\"lead\">\(text)</p><p>\(help)</p>"
    }

    static func sample(_ t: Words) -> StopContactPage {
        StopContactPage(
            t: t, token: "CONTOH", value: ContactOfficePage.approvedSample, hasLapsed: false,
            callCentre: "021-25541246", csrf: "contoh")
    }
}
