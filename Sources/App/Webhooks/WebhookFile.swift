import Programme
import Storage

/// What the office knows of one endpoint of a partner.
struct WebhookFile: Sendable {
    let endpoint: WebhookEndpoint
    let secrets: [WebhookSecretState]

    /// Those of a partner that have not ended, the first one first.
    static func current(of partner: ID<Partner>, in tx: Transaction) throws -> [WebhookFile] {
        try tx.webhooks.current(of: partner).map { endpoint in
            WebhookFile(endpoint: endpoint, secrets: try tx.webhooks.secrets(of: endpoint.id))
        }
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
    /// The choice of a further one.
    static let new = "baru"

    /// The website, the return addresses and the page for redeem codes.
    static func of(_ record: PartnerRecord, _ caller: Partner?) -> [String] {
        [record.website, caller?.site].compactMap(\.self) + (caller?.redirects ?? [])
    }

    static func field(_ type: WebhookType) -> String {
        "kejadian-\(type.rawValue.replacing(".", with: "-"))"
    }
}
