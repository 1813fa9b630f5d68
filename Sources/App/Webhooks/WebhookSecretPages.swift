import Hummingbird
import Programme

/// `/mitra/rahasia-webhook/{token}`: where a partner reads the secret of its webhook, once and without an account.
struct WebhookSecretPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.webhookSecretLink.pattern, use: open)
        routes.post(Paths.webhookSecretLink.pattern, use: fetch)
        return routes
    }

    private var handing: HandOverWebhookSecret { HandOverWebhookSecret(dependencies: dependencies) }

    /// Shows a button and no secret: a mail program that fetches links in advance does not use the link up.
    @Sendable private func open(request: Request, context: VisitorContext) async throws -> Response {
        try context.allow(.answersPerAddress, .answersPerBrowser)
        let token = try context.parameters.require("token")
        let link = try await handing.find(token)
        return context.page(
            WebhookSecretLinkPage(
                t: context.t, name: link.name, address: link.address, token: token, csrf: context.newForm.csrf))
    }

    /// The secret is in the answer to the form and on no page that could be opened again.
    @Sendable private func fetch(request: Request, context: VisitorContext) async throws -> Response {
        _ = try await context.form(request)
        try context.allow(.answersPerAddress, .answersPerBrowser)
        let (link, secret) = try await handing.fetch(try context.parameters.require("token"))
        return context.page(
            WebhookSecretPage(t: context.t, name: link.name, address: link.address, secret: secret.text))
    }
}

struct WebhookSecretLinkPage: Page {
    let t: Words
    let name: String
    /// Of the endpoint.
    let address: String
    let token: String
    let csrf: String

    var title: String { t("Rahasia webhook", "Webhook secret") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t("Untuk", "For")) <strong>\(name)</strong>, <code>\(address)</code>.</p>
        <p>\(t(
            "Rahasia tampil sekali, sesudah tombol ini. Siapkan tempat menyimpannya, lalu tekan.",
            "The secret is shown once, when you press this button. First have a place ready to store it."))</p>
        \(Part.act(t("Tampilkan rahasia", "Show the secret"), to: Paths.webhookSecretLink(token), csrf: csrf))
        """
    }

    static func sample(_ t: Words) -> WebhookSecretLinkPage {
        WebhookSecretLinkPage(
            t: t, name: "Pijarmahir", address: WebhookEndpoint.sample.address, token: "contoh",
            csrf: FormState.sample.csrf)
    }
}

/// A secret in the answer to the partner: shown once.
struct WebhookSecretPage: Page {
    let t: Words
    let name: String
    /// Of the endpoint.
    let address: String
    let secret: String

    var title: String { t("Rahasia webhook \(name)", "\(name)'s webhook secret") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(Banner(.attention, t(
            "Rahasia ini hanya tampil sekali. Simpan di sistem Anda, dan jangan teruskan lewat email atau chat.",
            "This secret is shown only once. Store it in your system, and do not pass it on by e-mail or chat.")).html)
        \(Part.summary([
            SummaryRow(label: t("Alamat", "Address"), value: "<code>\(address)</code>"),
            SummaryRow(label: "secret", value: "<code>\(secret)</code>"),
        ]))
        """
    }

    static func sample(_ t: Words) -> WebhookSecretPage {
        WebhookSecretPage(
            t: t, name: "Pijarmahir", address: WebhookEndpoint.sample.address,
            secret: "whsec_contoh-yang-tidak-berlaku")
    }
}
