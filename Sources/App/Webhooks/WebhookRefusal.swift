import HTTPTypes
import Programme

/// Why an act on a partner's webhook is refused.
enum WebhookRefusal: UserFacingRefusal {
    /// The event was deleted after its days, or never was.
    case unknown
    case waits
    /// The partner is told of nothing now.
    case noEndpoint
    /// Only a secret that its partner has not fetched is replaced without a second officer.
    case secretFetched
    case noContact
    /// A link that was used, or is too old.
    case link

    var code: String {
        switch self {
        case .unknown: "webhooks.unknown"
        case .waits: "webhooks.waits"
        case .noEndpoint: "webhooks.no-endpoint"
        case .secretFetched: "webhooks.secret-fetched"
        case .noContact: "webhooks.no-contact"
        case .link: "webhooks.link.unknown"
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .unknown:
            t(
                "Kejadian ini tidak tersimpan lagi. Riwayat disimpan \(TendWebhooks.daysKept) hari.",
                "This event is no longer stored. The log is kept for \(TendWebhooks.daysKept) days.")
        case .waits:
            t("Kejadian ini sudah menunggu dikirim.", "This event is already waiting to be sent.")
        case .noEndpoint:
            t(
                "Webhook mitra ini tidak aktif. Usulkan alamatnya lebih dahulu.",
                "This partner's webhook is not active. Propose its address first.")
        case .secretFetched:
            t(
                "Mitra sudah mengambil rahasia ini. Usulkan penggantian rahasia bila hilang.",
                "The partner has fetched this secret. Propose a new secret if it was lost.")
        case .noContact:
            t(
                "Catat alamat kunci mitra lebih dahulu: tautan rahasia hanya dikirim ke sana.",
                "Record the partner's address for keys first: links to secrets go nowhere else.")
        case .link:
            t(
                "Tautan ini sudah dipakai atau lewat \(WebhookSecretLink.hours) jam. Minta tautan baru kepada petugas mitra.",
                "This link has been used, or is older than \(WebhookSecretLink.hours) hours. Ask the partner managers for a new one."
            )
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .unknown, .link: .notFound
        case .waits, .noEndpoint, .secretFetched, .noContact: .conflict
        }
    }
}
