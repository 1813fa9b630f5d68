import Programme

extension Paths {
    /// Where a partner fetches the secret of its webhook.
    static let webhookSecretLink = Path<String>("/mitra/rahasia-webhook/{token}")

    static let officeWebhooks = "/kantor/webhook"
    /// A partner's deliveries.
    static let officeWebhook = Path<ID<Partner>>("/kantor/webhook/{partner}")
    static let webhookEvent = Path<ID<Partner>, ID<WebhookEvent>>("/kantor/webhook/{partner}/kejadian/{event}")
    static let webhookSendAgain = Path<ID<Partner>, ID<WebhookEvent>>(
        "/kantor/webhook/{partner}/kejadian/{event}/kirim-lagi")

    /// - Parameter before: the last event of the page before.
    static func officeWebhook(_ partner: ID<Partner>, before: ID<WebhookEvent>) -> String {
        "\(officeWebhook(partner))?sebelum=\(before)"
    }
}
