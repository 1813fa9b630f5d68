import HTTPTypes
import Hummingbird
import Programme

/// `/mitra/kunci/{token}`: where a partner reads its new signing key, once and without an account.
struct PartnerKeyPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.partnerKeyLink.pattern, use: open)
        routes.post(Paths.partnerKeyLink.pattern, use: fetch)
        return routes
    }

    private var handing: HandOverKey { HandOverKey(dependencies: dependencies) }

    /// Shows a button and no key: a mail program that fetches links in advance does not use the link up.
    @Sendable private func open(request: Request, context: VisitorContext) async throws -> Response {
        try context.allow(.answersPerAddress, .answersPerBrowser)
        let token = try context.parameters.require("token")
        let link = try await handing.find(token)
        return context.page(
            PartnerKeyLinkPage(t: context.t, name: link.name, token: token, csrf: context.newForm.csrf))
    }

    /// The key is in the answer to the form and on no page that could be opened again.
    @Sendable private func fetch(request: Request, context: VisitorContext) async throws -> Response {
        _ = try await context.form(request)
        try context.allow(.answersPerAddress, .answersPerBrowser)
        let (link, key) = try await handing.fetch(try context.parameters.require("token"))
        return context.page(
            PartnerKeyPage(t: context.t, name: link.name, clientCode: link.clientCode, key: key))
    }
}

struct PartnerKeyLinkRefusal: UserFacingRefusal {
    var code: String { "partners.key-link.unknown" }

    func sentence(_ t: Words) -> String {
        t(
            "Tautan ini sudah dipakai atau lewat \(PartnerKeyLink.hours) jam. Minta tautan baru kepada petugas mitra.",
            "This link has been used, or is older than \(PartnerKeyLink.hours) hours. Ask the partner managers for a new one."
        )
    }

    var status: HTTPResponse.Status { .notFound }
}

struct PartnerKeyLinkPage: Page {
    let t: Words
    let name: String
    let token: String
    let csrf: String

    var title: String { t("Kunci tanda tangan baru", "A new signing key") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t("Untuk", "For")) <strong>\(name)</strong>.</p>
        <p>\(t(
            "Kunci tampil sekali, sesudah tombol ini. Siapkan tempat menyimpannya, lalu tekan.",
            "The key is shown once, when you press this button. First have a place ready to store it."))</p>
        \(Part.act(t("Tampilkan kunci", "Show the key"), to: Paths.partnerKeyLink(token), csrf: csrf))
        """
    }

    static func sample(_ t: Words) -> PartnerKeyLinkPage {
        PartnerKeyLinkPage(t: t, name: "Pijarmahir", token: "contoh", csrf: FormState.sample.csrf)
    }
}

/// A signing key in the answer to the partner: shown once.
struct PartnerKeyPage: Page {
    let t: Words
    let name: String
    let clientCode: String
    let key: String

    var title: String { t("Kunci \(name)", "\(name)'s key") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(Banner(.attention, t(
            "Kunci ini hanya tampil sekali. Simpan di sistem Anda, dan jangan teruskan lewat email atau chat.",
            "This key is shown only once. Store it in your system, and do not pass it on by e-mail or chat.")).html)
        \(Part.summary([
            SummaryRow(label: "client_code", value: "<code>\(clientCode)</code>"),
            SummaryRow(label: "sign_key", value: "<code>\(key)</code>"),
        ]))
        """
    }

    static func sample(_ t: Words) -> PartnerKeyPage {
        PartnerKeyPage(
            t: t, name: "Pijarmahir", clientCode: "pijarmahir", key: "contoh-kunci-yang-tidak-berlaku")
    }
}
