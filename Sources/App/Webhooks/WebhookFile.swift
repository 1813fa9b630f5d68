import Programme
import Storage

/// What the office knows of a partner's webhook.
struct WebhookFile: Sendable {
    let endpoint: WebhookEndpoint
    let secrets: [WebhookSecretState]

    /// Nil for a partner that was never told of events.
    init?(_ partner: ID<Partner>, in tx: Transaction) throws {
        guard let endpoint = try tx.webhooks.endpoint(of: partner) else { return nil }
        self.endpoint = endpoint
        secrets = try tx.webhooks.secrets(of: partner)
    }

    private init(endpoint: WebhookEndpoint, secrets: [WebhookSecretState]) {
        self.endpoint = endpoint
        self.secrets = secrets
    }

    static let sample = WebhookFile(
        endpoint: .sample,
        secrets: [
            WebhookSecretState(
                id: ID(9), madeAt: Instant(milliseconds: 1_587_000_000_000), madeBy: ID(2), shownAt: nil, endsAt: nil,
                linkUntil: Instant(milliseconds: 1_587_259_200_000))
        ])
}

/// The sites on which a partner's webhook may lie, and the names of the form's boxes.
enum WebhookSites {
    /// The website, the return addresses and the page for redeem codes.
    static func of(_ record: PartnerRecord, _ caller: Partner?) -> [String] {
        [record.website, caller?.site].compactMap(\.self) + (caller?.redirects ?? [])
    }

    static func field(_ type: WebhookType) -> String {
        "kejadian-\(type.rawValue.replacing(".", with: "-"))"
    }
}
